import { describe, expect, it } from 'vitest';
import { summarise } from '../../../server/src/report/summary.ts';
import { errored, failing, notEnforced, passed, reportOf, textError, warned } from './fixture.ts';

const sentence = (...args: Parameters<typeof reportOf>) => summarise(reportOf(...args)).sentence;
const exit = (...args: Parameters<typeof reportOf>) => summarise(reportOf(...args)).exitCode;

describe('the answer of a report', () => {
	it('leads with what fails, of the rules that were checked', () => {
		expect(sentence([failing, passed, notEnforced])).toBe('1 of 2 rules fails');
		expect(sentence([failing, { ...failing, id: 'x' }, passed])).toBe('2 of 3 rules fail');
		expect(sentence([failing, errored, warned, passed, textError])).toBe(
			'1 of 4 rules fails, 1 could not be checked, 1 warns and 1 error in the YAML',
		);
	});

	it('says plainly that all is well, or that nothing was checked', () => {
		expect(sentence([passed, { ...passed, id: 'q' }])).toBe('All 2 rules pass');
		expect(sentence([notEnforced])).toBe('No rule was checked');
	});

	it('counts findings for lint', () => {
		const finding = { ...textError, severity: 'warning', outcome: 'warned' } as const;
		expect(sentence([textError, finding, finding], { command: 'lint' })).toBe('1 error and 2 warnings');
		expect(sentence([], { command: 'lint' })).toBe('The contract has no findings');
		expect(
			sentence([textError], {
				command: 'lint',
				sources: new Map([
					['flights.odcs.yaml', ''],
					['b', ''],
				]),
			}),
		).toBe('1 error in 1 of 2 contracts');
	});

	it('counts the rows of each object once', () => {
		expect(summarise(reportOf([passed, failing, { ...passed, id: 'o', object: 'airports', totalRows: 10 }])).rows).toBe(3_000_010);
	});
});

describe('the exit code', () => {
	it.each([
		['all passed', [passed], {}, 0],
		['a failure', [failing], {}, 1],
		['a failure that is not to fail', [failing], { failOn: 'never' }, 0],
		['a warning', [warned], {}, 0],
		['a warning from --fail-on warning', [warned], { failOn: 'warning' }, 1],
		['a note from --fail-on warning', [{ ...warned, severity: 'info' }], { failOn: 'warning' }, 0],
		['an errored rule, whatever else', [errored, failing], { failOn: 'never' }, 2],
		['a problem beyond rules', [passed], { problems: [{ message: 'x' }] }, 2],
		['not enforced', [passed, notEnforced], {}, 0],
		['not enforced, strictly', [passed, notEnforced], { strict: true }, 1],
	] as const)('of %s', (_, results, over, code) => {
		expect(exit(results, over)).toBe(code);
	});
});
