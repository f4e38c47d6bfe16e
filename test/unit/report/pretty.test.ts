import { describe, expect, it } from 'vitest';
import { errored, failing, hostileResult, notEnforced, passed, reportOf, result, textError, warned } from './fixture.ts';
import { render } from './render.ts';

describe('pretty', () => {
	it('gives the answer, then each reason at its line with its rows', () => {
		expect(render('pretty', reportOf([failing, passed, notEnforced]))).toMatchInlineSnapshot(`
			"✗ 1 of 2 rules fails    1 passed · 1 failed · 1 not enforced
			  1 contract · 3,000,000 rows · 1.2 s

			flights.odcs.yaml · flights
			  ✗ delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420
			    flights.odcs.yaml:21:20 · data.minimum · observed 12 of 3,000,000 rows (0.0004 %)
			         line   delay  date        origin
			    1,204,332  ▸-1420  2001-01-01  ORD
			            6    ▸-99  2001-01-02  null
			    ▁▁█▁  3,000,000 values, from -1,500 to 1,500, most (99.97 %) between 0 and 750, bound at -60

			○ 1 not enforced; each with its line: --verbose
			    1 × a text rule is for people to read
			"
		`);
	});

	it('puts a word, not only a colour, on what warns and what errored, with the reason', () => {
		const text = render('pretty', reportOf([warned, errored]));
		expect(text).toContain('▲ warning: origin: 3 rows outside');
		expect(text).toContain('! errored: note: could not be checked\n    Out of memory. Give it more: --memory 4GiB.');
	});

	it('has no escape sequence without colour, whatever the data holds', () => {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
		expect(render('pretty', reportOf([hostileResult]), { verbose: true })).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
	});

	it('with colour has no escape sequence but its own', () => {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
		const rest = render('pretty', reportOf([hostileResult, failing]), { colour: true }).replace(/\u001b\[(?:1|2|22|31|32|33|36|39)m/g, '');
		// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
		expect(rest).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
	});

	it('marks the violating cell without colour', () => {
		expect(render('pretty', reportOf([failing]))).toMatch(/▸-1420/);
	});

	it('keeps tables within the terminal', () => {
		const wide = result({
			outcome: 'failed',
			message: 'x',
			samples: [
				{
					row: 1,
					cells: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`column${index}`, 'some text here'])),
					violating: ['column3'],
				},
			],
		});
		const lines = render('pretty', reportOf([wide]), { columns: 60 }).split('\n');
		expect(Math.max(...lines.slice(2).map((line) => line.length))).toBeLessThanOrEqual(60);
		expect(lines.join('\n')).toMatch(/\+ \d+ more/);
	});

	it('lists each rule that is not enforced with verbose, else counts reasons', () => {
		const many = Array.from({ length: 9 }, (_, index) => ({
			...notEnforced,
			id: `n${index}`,
			reason: index < 3 ? 'same' : `reason ${index}`,
		}));
		const short = render('pretty', reportOf(many));
		expect(short).toContain('○ 9 not enforced');
		expect(short).toContain('3 × same');
		expect(short).toContain('and 2 other reasons');
		expect(render('pretty', reportOf(many), { verbose: true }).match(/flights\.odcs\.yaml:34:5/g)).toHaveLength(9);
	});

	it('says nothing when quiet and all is well', () => {
		expect(render('pretty', reportOf([passed, notEnforced]), { quiet: true })).toBe('');
		expect(render('pretty', reportOf([failing]), { quiet: true, nextSteps: ['hint'] })).not.toContain('hint');
	});

	it('ends with the way out', () => {
		expect(render('pretty', reportOf([failing]), { nextSteps: ['Do this'] })).toMatch(/→ Do this\n$/);
	});

	it('shows lint findings with their fix', () => {
		expect(render('pretty', reportOf([{ ...textError, expected: 'Rename to "required"' }], { command: 'lint' }))).toMatchInlineSnapshot(`
			"✗ 1 error    1 contract · 1.2 s

			flights.odcs.yaml · flights
			  ✗ unknown key "requird": write "required"
			    flights.odcs.yaml:4:3 · contract.unknown-key · fix: Rename to "required"
			"
		`);
	});
});
