import { describe, expect, it } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { foldingRangesOf } from '../../../server/src/language/folding.ts';
import { parsedOf, yaml } from './support.ts';

const contract = yaml`
	apiVersion: v3.2.0
	kind: DataContract
	id: c
	version: 1.0.0
`;

function folds(rest: string, most?: number): string[] {
	return foldingRangesOf(parsedOf(contract + rest), most, never).map(
		({ startLine, endLine, kind }) => `${startLine - 3}-${endLine - 3}${kind === undefined ? '' : ` ${kind}`}`,
	);
}

describe('folding', () => {
	it('folds a key with its value, and the items of a list', () => {
		const text = yaml`
			schema:
			  - name: a
			    properties:
			      - name: x
			        required: true
			      - name: y
			  - name: b
		`;
		expect(folds(text)).toEqual(['1-7', '2-6', '3-6', '4-5']);
	});

	it('leaves what stands on one line', () => {
		expect(folds('tags: [a, b]\nname: x\n')).toEqual([]);
	});

	it('folds blocks of text, with the blank lines inside and without those behind', () => {
		expect(folds('name: |\n  one\n\n  two\n\n\ntenant: x\n')).toEqual(['1-4']);
	});

	it('folds a list in brackets over several lines, the closing bracket included', () => {
		expect(folds('tags: [\n  a,\n  b\n]\n')).toEqual(['1-4']);
	});

	it('folds runs of comments that stand on lines of their own', () => {
		expect(folds('# one\n# two\n# three\nname: x # four\n# five\ntenant: y\n')).toEqual(['1-3 comment']);
	});

	it('does not take a comment sign in a block of text for a comment', () => {
		expect(folds('name: |\n  # one\n  # two\n')).toEqual(['1-3']);
	});

	it('folds regions, one inside the other', () => {
		expect(folds('# region a\nname: x\n# region b\ntenant: y\n# endregion\n# endregion\n')).toEqual(['1-6 region', '3-5 region']);
	});

	it('does not fold an alias, which has nothing below it', () => {
		expect(folds('tags: &t\n  - a\n  - b\nschema:\n  - name: o\n    tags: *t\n')).toEqual(['1-3', '4-6', '5-6']);
	});

	it('folds the outer parts where the client takes only a few', () => {
		const text = 'schema:\n  - name: a\n    tags:\n      - x\n      - y\n  - name: b\n';
		expect(folds(text, 1)).toEqual(['1-6']);
	});

	it('folds texts with CRLF', () => {
		expect(folds('tags:\r\n  - a\r\n  - b\r\n')).toEqual(['1-3']);
	});

	it('has nothing for an empty file', () => {
		expect(foldingRangesOf(parsedOf(''), undefined, never)).toEqual([]);
	});
});
