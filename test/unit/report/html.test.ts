import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { errored, failing, hostile, hostileResult, notEnforced, passed, reportOf, textError, warned } from './fixture.ts';
import { render } from './render.ts';

describe('html', () => {
	it('is one page that asks for nothing else: no script, no link to load, a policy that allows only its own style', () => {
		const page = render('html', reportOf([failing, passed, warned, errored, notEnforced]));
		expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\(|\son\w+=|\sstyle="/i);
		const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
		const hash = createHash('sha256').update(style).digest('base64');
		expect(page).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
	});

	it('escapes every text of contract and data', () => {
		const report = reportOf([
			hostileResult,
			{ ...hostileResult, outcome: 'notEnforced', id: 'b', reason: hostile },
			{ ...hostileResult, id: 'c', outcome: 'passed' },
		]);
		const page = render('html', {
			...report,
			sources: new Map([[hostileResult.contract, `id: ${hostile}`]]),
			problems: [{ file: hostile, message: hostile, mend: hostile }],
		});
		expect(page).not.toContain('<script');
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
		expect(page).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
		const tags = [...page.matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name);
		expect(tags.filter((name) => name === 'b')).toHaveLength((page.match(/<b>\d/g) ?? []).length * 2);
	});

	it('closes what it opens', () => {
		const page = render('html', reportOf([failing, passed, warned, errored, notEnforced, textError, hostileResult]));
		const open: string[] = [];
		for (const [, close, name = '', self] of page.replace(/<style>.*?<\/style>/s, '').matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
			if (close) {
				expect(open.pop()).toBe(name);
			} else if (!self && name !== 'meta') {
				open.push(name);
			}
		}
		expect(open).toEqual([]);
	});

	it('puts each problem in full under its line of YAML, linked both ways', () => {
		const page = render('html', reportOf([failing]));
		expect(page).toMatch(
			/id="c1-L21".*?<\/div>\s*<p class="note failed" role="listitem"><a href="#c1-r1">.*?12 of 3,000,000 rows below -60/s,
		);
		expect(page).toMatch(/<article class="card failed" id="c1-r1">.*?href="#c1-L21"/s);
	});

	it('shows failing rows with the violating cell marked, and the distribution with its bound and a summary in words', () => {
		const page = render('html', reportOf([failing]));
		expect(page).toContain('<mark><span class="mark" aria-hidden="true">▸</span>-1420</mark>');
		expect(page).toContain('role="img" aria-label="Distribution of delay: 3,000,000 values, from -1,500 to 1,500');
		expect(page).toContain('<text class="bound"');
	});

	it('leaves out the text of contracts with nothing to say where there are many', () => {
		const sources = new Map(Array.from({ length: 30 }, (_, index) => [`c${index}.yaml`, 'secretword: 1'] as const));
		const one = { ...failing, contract: 'c3.yaml', location: { ...failing.location, file: 'c3.yaml' } };
		expect(render('html', reportOf([one], { sources })).match(/secretword/g)).toHaveLength(1);
	});
});
