import { Composer, type CST, type Document } from 'yaml';
import type { LineIndex } from '../lineIndex.ts';
import type { Steps } from '../steps.ts';
import { NodeComposer } from './compose.ts';
import type { YamlDocument } from './node.ts';
import type { Problems } from './problems.ts';
import { type Repaired, repair } from './repair.ts';

/** A contract stands alone or with a few others; more documents than these are not read. */
const mostDocuments = 1_000;

export interface ReadByLibrary {
	readonly documents: readonly YamlDocument[];
	readonly repaired: Repaired;
}

/** The long way, for any text. What is wrong with it goes to `problems`. */
export function* readByLibrary(text: string, lines: LineIndex, problems: Problems): Steps<ReadByLibrary> {
	const repaired = yield* repair(text, lines, problems);
	yield;
	return { documents: yield* documentsOf(repaired, problems), repaired };
}

function* documentsOf({ text, tokens }: { text: string; tokens: readonly CST.Token[] }, problems: Problems): Steps<YamlDocument[]> {
	const composer = new Composer({
		version: '1.2',
		schema: 'core',
		uniqueKeys: false,
		prettyErrors: false,
		keepSourceTokens: false,
		logLevel: 'silent',
	});
	const nodes = new NodeComposer(text, problems);
	const documents: YamlDocument[] = [];
	let tooMany = false;
	function* take(document: Document.Parsed): Steps<void> {
		if (documents.length >= mostDocuments) {
			if (!tooMany)
				problems.add(
					'yaml.size',
					{ start: document.range[0], end: document.range[0] },
					'More than 1,000 documents in one file; the rest is not read',
				);
			tooMany = true;
			return;
		}
		for (const error of document.errors) problems.addError(error);
		for (const warning of document.warnings) problems.addError(warning);
		const start = documents.at(-1)?.range.end ?? 0;
		documents.push({ root: nodes.compose(document), range: { start, end: Math.max(start, document.range[2]) } });
		yield;
	}
	for (const token of tokens) {
		for (const document of withoutStacks(() => [...composer.next(token)])) {
			yield;
			yield* take(document);
		}
		if (tooMany) return documents;
	}
	for (const document of withoutStacks(() => [...composer.end(documents.length === 0, text.length)])) yield* take(document);
	const last = documents.pop();
	return last === undefined ? [] : [...documents, { root: last.root, range: { start: last.range.start, end: text.length } }];
}

/** Errors of the library carry a stack each, which nobody reads and which takes longer than the parse. */
function withoutStacks<T>(work: () => T): T {
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = 0;
	try {
		return work();
	} finally {
		Error.stackTraceLimit = stackTraceLimit;
	}
}
