import { describe, expect, it } from 'vitest';
import { lintText } from '../../../server/src/spec/lint.ts';
import { applyEdits, mendText, together } from '../../../server/src/spec/mend.ts';
import { finished } from '../../../server/src/spec/steps.ts';

const fix = (...edits: [number, number, string][]) => ({
	title: 'x',
	edits: edits.map(([start, end, newText]) => ({ range: { start, end }, newText })),
});

function applied(text: string, ...fixes: ReturnType<typeof fix>[]): [string, number] {
	const taken = finished(together(text, fixes));
	return [applyEdits(text, taken), taken.length];
}

describe('fixes of one text', () => {
	it('are applied together where they touch different places, whatever their order', () => {
		expect(applied('abcdef', fix([5, 6, 'F']), fix([0, 1, 'AA']))).toEqual(['AAbcdeF', 2]);
	});

	it('are applied whole or not at all: one that touches an earlier one waits', () => {
		expect(applied('abcdef', fix([1, 3, 'x']), fix([2, 4, 'y'], [5, 6, 'z']))).toEqual(['axdef', 1]);
		expect(applied('ab', fix([1, 1, 'x']), fix([1, 1, 'y']))).toEqual(['axb', 1]);
	});

	it('keep the line ends that the text has', () => {
		expect(applied('a\r\nb', fix([4, 4, '\nc']))[0]).toBe('a\r\nb\r\nc');
		expect(applied('a\nb', fix([3, 3, '\nc']))[0]).toBe('a\nb\nc');
	});

	it('write a key into a map once, and into different maps at once', () => {
		expect(applied('a: 1\nb: 2\n', fix([0, 1, 'c']), fix([5, 6, 'c']))).toEqual(['c: 1\nb: 2\n', 1]);
		expect(applied('a: { x: 1 }\nb: { x: 2 }\n', fix([5, 6, 'c']), fix([17, 18, 'c']))).toEqual(['a: { c: 1 }\nb: { c: 2 }\n', 2]);
		const keys = Array.from({ length: 9 }, (_, index) => `k${index}`);
		const text = keys.map((key) => `${key}: 1\n`).join('');
		const fixes = keys.map((_, index) => fix([index * 6, index * 6 + 2, index % 3 === 0 ? 'same' : `new${index}`]));
		expect(applied(text, ...fixes)).toEqual(['same: 1\nnew1: 1\nnew2: 1\nk3: 1\nnew4: 1\nnew5: 1\nk6: 1\nnew7: 1\nnew8: 1\n', 7]);
	});
});

it('keys of nobody go to one list, however many there are', () => {
	const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: c\nversion: 1.0.0\nstatus: active\n';
	const text = `${head}zorro: 1\nquux: two\nschema:\n  - name: o\n    plugh: 3\n    xyzzy: 4\n`;
	const findingsOf = (each: string) => lintText(each, { file: 'c.odcs.yaml', workspace: { read: () => undefined } }).findings;
	const { text: mended } = mendText(text, findingsOf, () => true);
	expect(findingsOf(mended).map(({ message }) => message)).toEqual([]);
	expect(mended.match(/customProperties:/g)).toHaveLength(2);
	for (const key of ['zorro', 'quux', 'plugh', 'xyzzy']) expect(mended).toContain(`property: ${key}`);
});
