import { describe, expect, it } from 'vitest';
import { errored, failing, hostileResult, notEnforced, passed, reportOf, result, warned } from './fixture.ts';
import { render } from './render.ts';

describe('compact', () => {
	it('says each problem in a line that begins with its place, and ends with the summary', () => {
		expect(render('compact', reportOf([failing, passed, warned, errored, notEnforced]))).toMatchInlineSnapshot(`
			"flights.odcs.yaml:21:20-23: error: delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420 [data.minimum]
			flights.odcs.yaml:26:11-15: warning: origin: 3 rows outside [data.enum]
			flights.odcs.yaml:31:5-10: error: note: could not be checked (Out of memory. Give it more: --memory 4GiB.) [data.pattern]
			plumbline check: 1 of 4 rules fails, 1 could not be checked and 1 warns
			"
		`);
	});

	it('says what is not enforced only when asked', () => {
		expect(render('compact', reportOf([notEnforced]), { verbose: true })).toContain(': info: a text rule (');
	});

	it('lets hostile text begin no line of its own', () => {
		const lines = render('compact', reportOf([hostileResult], { problems: [{ file: 'x.yaml', message: 'one\ntwo', mend: 'Do it.' }] }))
			.trimEnd()
			.split(/[\r\n]/);
		expect(lines).toHaveLength(3);
		expect(lines[0]).toBe('x.yaml:1:1: error: one two Do it. [plumbline]');
		expect(lines[1]).not.toContain('\u001b');
	});

	it('gives no second column to a range of several lines, or to an empty one', () => {
		const at = (end: { line: number; character: number }) =>
			render(
				'compact',
				reportOf([result({ outcome: 'failed', location: { file: 'f', range: { start: { line: 2, character: 4 }, end } } })]),
			);
		expect(at({ line: 5, character: 0 })).toMatch(/^f:3:5: error: /);
		expect(at({ line: 2, character: 4 })).toMatch(/^f:3:5: error: /);
		expect(at({ line: 2, character: 9 })).toMatch(/^f:3:5-10: error: /);
	});
});
