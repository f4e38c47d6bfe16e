import { describe, expect, it } from 'vitest';
import { errored, failing, hostileResult, notEnforced, passed, reportOf, result, warned } from './fixture.ts';
import { render } from './render.ts';

describe('github', () => {
	it('annotates the line of each problem, the worst first, and ends with the summary', () => {
		expect(render('github', reportOf([failing, passed, warned, errored, notEnforced]))).toMatchInlineSnapshot(`
			"::error file=flights.odcs.yaml,line=31,endLine=31,col=5,endColumn=10,title=flights.delay · data.pattern · errored::note: could not be checked%0AOut of memory. Give it more: --memory 4GiB.
			::error file=flights.odcs.yaml,line=21,endLine=21,col=20,endColumn=23,title=flights.delay · data.minimum · failed::delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420
			::warning file=flights.odcs.yaml,line=26,endLine=26,col=11,endColumn=15,title=flights.delay · data.enum · warned::origin: 3 rows outside
			plumbline check: 1 of 4 rules fails, 1 could not be checked and 1 warns
			"
		`);
	});

	it('gives every annotation a file and a line', () => {
		const text = render('github', reportOf([failing, warned, errored, hostileResult], { problems: [{ file: 'x.yaml', message: 'm' }] }));
		const commands = text.split('\n').filter((line) => line.startsWith('::'));
		expect(commands).toHaveLength(5);
		for (const command of commands) {
			expect(command).toMatch(/^::(?:error|warning|notice) file=[^,]+,line=\d+/);
		}
	});

	it('lets no second command out of hostile text', () => {
		const lines = render('github', reportOf([hostileResult]))
			.trimEnd()
			.split(/[\r\n]/);
		expect(lines).toHaveLength(2);
		expect(lines[0]).toContain('%250A::error::x');
		expect(lines[0]).toContain('title=a|b');
		expect(lines[0]).toMatch(/file=dir with space\/é#\?%25\[x\]%3A%2C\.odcs\.yaml,/);
	});

	it('gives no column to a range of several lines', () => {
		const long = result({
			outcome: 'failed',
			location: { file: 'f', range: { start: { line: 2, character: 4 }, end: { line: 5, character: 0 } } },
		});
		expect(render('github', reportOf([long]))).toContain('line=3,endLine=5,title');
	});
});
