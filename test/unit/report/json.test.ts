import { describe, expect, it } from 'vitest';
import { errored, failing, hostileResult, notEnforced, passed, reportOf, textError, warned } from './fixture.ts';
import { render } from './render.ts';

describe('json', () => {
	it('is version, summary and results as they are', () => {
		const report = reportOf([failing, passed, warned, errored, notEnforced, textError, hostileResult]);
		const { version, summary, results, ...rest } = JSON.parse(render('json', report));
		expect(rest).toEqual({});
		expect(version).toBe(1);
		expect(results).toEqual(JSON.parse(JSON.stringify(report.results)));
		expect(summary.rules).toEqual({ total: 6, checked: 5, passed: 1, failed: 2, warned: 1, errored: 1, notEnforced: 1 });
		expect(summary).toMatchObject({ verdict: 'errored', exitCode: 2, contracts: 2, findings: { error: 1, warning: 0, info: 0 } });
	});

	it('orders results by file as given, line, character and id, whatever order they came in', () => {
		const shuffled = [hostileResult, notEnforced, errored, passed, textError, warned, failing];
		expect(render('json', reportOf(shuffled))).toBe(
			render('json', reportOf([...shuffled].reverse(), { sources: reportOf(shuffled).sources })),
		);
	});

	it('has no control character that a terminal would obey', () => {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
		expect(render('json', reportOf([hostileResult]))).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
	});
});
