import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { ParsedContracts } from '../../server/src/language/parsed.ts';
import { LineIndex } from '../../server/src/spec/lineIndex.ts';
import { lintText } from '../../server/src/spec/lint.ts';
import { checkCharacters } from '../../server/src/spec/yaml/characters.ts';
import { type ParsedYaml, parseAnyYaml, parseYaml } from '../../server/src/spec/yaml/parse.ts';
import { PieceCache } from '../../server/src/spec/yaml/pieces.ts';
import { Problems } from '../../server/src/spec/yaml/problems.ts';
import { documentOf } from '../unit/language/support.ts';
import type { Step } from './work.ts';

/** What the library makes of a whole text. */
export function theLongWay(text: string): ParsedYaml {
	const lines = new LineIndex(text);
	const problems = new Problems(text, lines);
	return parseAnyYaml(checkCharacters(text, problems), lines, problems);
}

/** One document that is edited, read by way of what is known of its earlier texts. */
export class Incremental {
	readonly #pieces = new PieceCache();
	readonly #contracts = new ParsedContracts({ read: () => undefined });
	#version = 0;

	yaml(text: string): ParsedYaml {
		const { documents, problems } = parseYaml(text, new LineIndex(text), this.#pieces);
		return { documents, problems };
	}

	linted(text: string) {
		return this.#contracts.get(documentOf(text, 'x.odcs.yaml', ++this.#version)).linted;
	}
}

export function freshlyLinted(text: string) {
	return lintText(text, { file: documentOf('', 'x.odcs.yaml').uri, workspace: { read: () => undefined } });
}

/** Compares first, since a test's own comparison takes far longer than the parse. */
export function expectSame(actual: unknown, expected: unknown, step: Step): void {
	if (!isDeepStrictEqual(actual, expected)) expect(actual, JSON.stringify(step)).toEqual(expected);
}
