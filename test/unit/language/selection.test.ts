import { describe, expect, it } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { selectionRangesOf } from '../../../server/src/language/selection.ts';
import { marked, parsedOf } from './support.ts';

/** What is selected step by step, innermost first, without the steps that hold the whole contract. */
function expansions(textWithCursor: string): string[] {
	const { text, document, positions } = marked(`id: c\n${textWithCursor}`);
	const [first] = selectionRangesOf(parsedOf(text), positions, never);
	const found: string[] = [];
	for (let step = first; step !== undefined; step = step.parent) found.push(document.getText(step.range));
	return found.filter((each) => !each.startsWith('id: c'));
}

describe('selection', () => {
	it('goes from the word to the value, the entry, the item and the list', () => {
		expect(expansions('tags:\n  - my ta‸g\n  - b\n')).toEqual(['tag', 'my tag', '- my tag', '- my tag\n  - b', 'tags:\n  - my tag\n  - b']);
	});

	it('goes from a key to its entry and to the map around it', () => {
		expect(expansions('price:\n  price‸Unit: mb\n  priceAmount: 2\n')).toEqual([
			'priceUnit',
			'priceUnit: mb',
			'priceUnit: mb\n  priceAmount: 2',
			'price:\n  priceUnit: mb\n  priceAmount: 2',
		]);
	});

	it('selects what is in quotes before the quotes', () => {
		expect(expansions('name: "a ‸b"\n')).toEqual(['b', 'a b', '"a b"', 'name: "a b"']);
	});

	it('selects items of lists in brackets', () => {
		expect(expansions('tags: [aa, b‸b]\n')).toEqual(['bb', '[aa, bb]', 'tags: [aa, bb]']);
	});

	it('answers every position that is asked', () => {
		const { text, positions } = marked('id: ‸c\nname: ‸d\n');
		expect(selectionRangesOf(parsedOf(text), positions, never)).toHaveLength(2);
	});

	it('grows at each step, wherever it starts', () => {
		const text = 'id: c\nschema:\n  - name: "o"\n    tags: [a, b]\n    quality:\n      - query: |\n          SELECT 1\n# end\n';
		for (let offset = 0; offset <= text.length; offset++) {
			const { document, position } = marked(`${text.slice(0, offset)}‸${text.slice(offset)}`);
			const [first] = selectionRangesOf(parsedOf(text), [position], never);
			for (let step = first; step?.parent !== undefined; step = step.parent) {
				expect(document.offsetAt(step.parent.range.start)).toBeLessThanOrEqual(document.offsetAt(step.range.start));
				expect(document.offsetAt(step.parent.range.end)).toBeGreaterThanOrEqual(document.offsetAt(step.range.end));
				expect(step.parent.range).not.toEqual(step.range);
			}
		}
	});
});
