import { describe, expect, it } from 'vitest';
import { foldErrored } from '../../../server/src/report/fold.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';
import { at, failing, passed, reportOf, result } from './fixture.ts';
import { render } from './render.ts';

const reason = 'flights.csv.gz is truncated: its gzip data ends too early; fetch or write it again';

/** Rules of an object that could not be checked, the source's own result among them. */
function unread(count: number, over: Partial<CheckResult> = {}): CheckResult[] {
	return Array.from({ length: count }, (_, index) =>
		result({
			id: `${over.object ?? 'flights'}.${index}`,
			rule: index === 1 ? 'data.source' : 'data.required',
			property: `column${index}`,
			outcome: 'errored',
			message: `column${index}: required could not be checked: ${reason}`,
			reason,
			location: at(10 + index, 4, 9),
			...over,
		}),
	);
}

describe('rules that could not be checked for one reason', () => {
	it('are told once, with their count, where their source stands', () => {
		const text = render('pretty', reportOf([failing, ...unread(30), passed]));
		expect(text).toContain(
			`  ! errored: 30 rules of flights could not be checked\n    ${reason}\n    flights.odcs.yaml:12:5 · data.source\n`,
		);
		expect(text.match(/is truncated/g)).toHaveLength(1);
		expect(text).toContain('delay: 12 of');
	});

	it('are all told with verbose, and where they are few', () => {
		expect(render('pretty', reportOf(unread(30)), { verbose: true }).match(/is truncated/g)).toHaveLength(30);
		expect(render('pretty', reportOf(unread(3))).match(/is truncated/g)).toHaveLength(3);
	});

	it('are one row of a comment and one annotation, so that others have room', () => {
		const report = reportOf([...unread(30), failing]);
		const rows = render('markdown', report)
			.split('\n')
			.filter((line) => line.startsWith('| ! errored'));
		expect(rows).toHaveLength(1);
		expect(rows[0]).toContain('30 rules of flights could not be checked');
		const annotations = render('github', report)
			.split('\n')
			.filter((line) => line.startsWith('::error'));
		expect(annotations).toHaveLength(2);
		expect(annotations[0]).toContain('line=12,');
	});

	it('are one card of the page, to which every one of them leads', () => {
		const page = render('html', reportOf([failing, ...unread(30)]));
		const cards = [...page.matchAll(/<article class="card [a-z]+" id="([^"]+)"/g)].map(([, id]) => id);
		expect(cards).toHaveLength(2);
		const leads = new Set([...page.matchAll(/<a href="#([^"]+-r\d+)"/g)].map(([, id]) => id));
		expect([...leads].sort()).toEqual([...cards].sort());
	});

	it('of several objects are told together, of several contracts apart', () => {
		const two = foldErrored([...unread(4, { object: 'a' }), ...unread(4, { object: 'b' })]);
		expect(two.map(({ result: { message } }) => message)).toEqual(['8 rules of 2 objects could not be checked']);
		expect(foldErrored([...unread(4), ...unread(4, { contract: 'other.odcs.yaml' })])).toHaveLength(2);
	});

	it('stay apart where the reasons differ', () => {
		const results = unread(8).map((each, index) => ({ ...each, reason: `reason ${index}` }));
		expect(foldErrored(results).map(({ result: each }) => each)).toEqual(results);
	});
});
