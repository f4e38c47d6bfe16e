import { Composer, type CST, type Document } from 'yaml';
import type { Finding } from '../finding.ts';
import { LineIndex } from '../lineIndex.ts';
import type { Range } from '../range.ts';
import { checkCharacters } from './characters.ts';
import { NodeComposer } from './compose.ts';
import type { Node } from './node.ts';
import { readPlainYaml } from './plainReader.ts';
import { Problems } from './problems.ts';
import { repair } from './repair.ts';

export interface ParsedYaml {
	/** In the order of the text; none for a text without any. */
	readonly documents: readonly YamlDocument[];
	/** What is wrong with the text as YAML (`yaml.*`), in the order of the text. */
	readonly problems: readonly Finding[];
}

export interface YamlDocument {
	/** Undefined for a document that holds nothing but comments. */
	readonly root: Node | undefined;
	/** With the comments around it: the documents of a text cover all of it. */
	readonly range: Range;
}

/** A contract stands alone or with a few others; more documents than these are not read. */
const mostDocuments = 1_000;

/**
 * Reads a text as YAML 1.2 (core schema, so dates stay strings) with merge keys. Never throws: what is wrong is in
 * `problems`, and what is good around it is in `documents` all the same. Takes time linear in the text.
 */
export function parseYaml(text: string, lines: LineIndex = new LineIndex(text)): ParsedYaml {
	const problems = new Problems(text, lines);
	const readable = checkCharacters(text, problems);
	const root = readPlainYaml(readable);
	if (root !== undefined) return { documents: [{ root, range: { start: 0, end: text.length } }], problems: problems.all() };
	return parseAnyYaml(readable, lines, problems);
}

/** The long way, for any text: by the library. Exported for the test that holds the short way against it. */
export function parseAnyYaml(text: string, lines: LineIndex, problems: Problems): ParsedYaml {
	// Errors of the library carry a stack each, which nobody reads and which takes longer than the parse.
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = 0;
	try {
		const documents = documentsOf(repair(text, lines, problems), problems);
		return { documents, problems: problems.all() };
	} finally {
		Error.stackTraceLimit = stackTraceLimit;
	}
}

function documentsOf({ text, tokens }: { text: string; tokens: readonly CST.Token[] }, problems: Problems): YamlDocument[] {
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
	const take = (document: Document.Parsed): void => {
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
	};
	for (const token of tokens) {
		for (const document of composer.next(token)) take(document);
		if (tooMany) return documents;
	}
	for (const document of composer.end(documents.length === 0, text.length)) take(document);
	const last = documents.pop();
	return last === undefined ? [] : [...documents, { root: last.root, range: { start: last.range.start, end: text.length } }];
}
