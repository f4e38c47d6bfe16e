import type { Finding } from '../finding.ts';
import { LineIndex } from '../lineIndex.ts';
import { finished, type Steps } from '../steps.ts';
import { checkCharacters } from './characters.ts';
import { readByLibrary } from './library.ts';
import type { YamlDocument } from './node.ts';
import { type PieceCache, readInPieces } from './pieces.ts';
import { readPlainYaml } from './plainReader.ts';
import { Problems } from './problems.ts';

export type { YamlDocument } from './node.ts';

export interface ParsedYaml {
	/** In the order of the text; none for a text without any. */
	readonly documents: readonly YamlDocument[];
	/** What is wrong with the text as YAML (`yaml.*`), in the order of the text. */
	readonly problems: readonly Finding[];
	/** True where every block was read by itself, so that the same lines mean the same wherever they stand. */
	readonly isApart?: true;
}

/**
 * Reads a text as YAML 1.2 (core schema, so dates stay strings) with merge keys. Never throws: what is wrong is in
 * `problems`, and what is good around it is in `documents` all the same. Takes time linear in the text.
 *
 * @param pieces what was read of earlier versions of the text, to be read again at no cost; filled for the next
 */
export function parseYaml(text: string, lines: LineIndex = new LineIndex(text), pieces?: PieceCache): ParsedYaml {
	return finished(parseSteps(text, lines, pieces));
}

/** The same in steps, so that others can have a turn between them. */
export function* parseSteps(text: string, lines: LineIndex, pieces: PieceCache | undefined): Steps<ParsedYaml> {
	const problems = new Problems(text, lines);
	const readable = checkCharacters(text, problems);
	const range = { start: 0, end: text.length };
	const root = readPlainYaml(readable);
	if (root !== undefined) return { documents: [{ root, range }], problems: problems.all(), isApart: true };
	const read = yield* readInPieces(readable, pieces);
	if (read === undefined) return yield* byLibrary(readable, lines, problems);
	for (const problem of read.problems) problems.take(problem);
	return { documents: [{ root: read.node, range }], problems: problems.all(), isApart: true };
}

/** The long way, for any text: by the library. Exported for the tests that hold the short ways against it. */
export function parseAnyYaml(text: string, lines: LineIndex, problems: Problems): ParsedYaml {
	return finished(byLibrary(text, lines, problems));
}

function* byLibrary(text: string, lines: LineIndex, problems: Problems): Steps<ParsedYaml> {
	const { documents } = yield* readByLibrary(text, lines, problems);
	return { documents, problems: problems.all() };
}
