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
import { applied, type Edit, nextEdit, someContract } from './edits.ts';
import type { Random } from './yamlInputs.ts';

export interface Step {
	readonly edit: Edit | undefined;
	readonly text: string;
}

/** A text that somebody works on: texts one after the other, each an edit away from the one before. */
export function* workOn(edits: number, random: Random): Iterable<Step> {
	let text = '';
	for (let count = 0; count < edits; count++) {
		// Before it is nothing but damage, somebody takes all of it back.
		if (count % 12 === 0) text = someContract(random);
		const edit = nextEdit(text, random);
		text = applied(text, edit);
		yield { edit, text };
		// Most typos are mended at once.
		if (random() < 0.5) {
			const { start, newText } = edit;
			const mended = { start, end: start + newText.length, newText: '', what: 'take it back' };
			text = applied(text, mended);
			yield { edit: mended, text };
		}
	}
}

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
