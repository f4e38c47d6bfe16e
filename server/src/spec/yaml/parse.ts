import { Composer, type CST, type Document } from 'yaml';
import type { Finding } from '../finding.ts';
import { LineIndex } from '../lineIndex.ts';
import type { Range } from '../range.ts';
import { checkCharacters } from './characters.ts';
import { NodeComposer } from './compose.ts';
import type { Node } from './node.ts';
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
	// Errors of the library carry a stack each, which nobody reads and which takes longer than the parse.
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = 0;
	try {
		const readable = checkCharacters(text, problems);
		const documents = documentsOf(repair(readable, lines, problems), problems);
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
		documents.push({ root: nodes.compose(document), range: { start: document.range[0], end: document.range[2] } });
	};
	for (const token of tokens) {
		for (const document of composer.next(token)) take(document);
		if (tooMany) return documents;
	}
	for (const document of composer.end(documents.length === 0, text.length)) take(document);
	return documents;
}
