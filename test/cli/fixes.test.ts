import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../server/src/cli/fixFiles.ts';

const fix = (...edits: [number, number, string][]) => ({
	title: 'x',
	edits: edits.map(([start, end, newText]) => ({ range: { start, end }, newText })),
});

describe('fixes of one text', () => {
	it('are applied together where they touch different places, whatever their order', () => {
		expect(applyFixes('abcdef', [fix([5, 6, 'F']), fix([0, 1, 'AA'])])).toEqual({ text: 'AAbcdeF', fixes: 2 });
	});

	it('are applied whole or not at all: one that touches an earlier one waits', () => {
		expect(applyFixes('abcdef', [fix([1, 3, 'x']), fix([2, 4, 'y'], [5, 6, 'z'])])).toEqual({ text: 'axdef', fixes: 1 });
		expect(applyFixes('ab', [fix([1, 1, 'x']), fix([1, 1, 'y'])])).toEqual({ text: 'axb', fixes: 1 });
	});

	it('keep the line ends that the text has', () => {
		expect(applyFixes('a\r\nb', [fix([4, 4, '\nc'])]).text).toBe('a\r\nb\r\nc');
		expect(applyFixes('a\nb', [fix([3, 3, '\nc'])]).text).toBe('a\nb\nc');
	});
});
