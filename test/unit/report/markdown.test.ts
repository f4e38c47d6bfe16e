import { describe, expect, it } from 'vitest';
import { errored, failing, hostileResult, notEnforced, passed, reportOf, warned } from './fixture.ts';
import { render } from './render.ts';

describe('markdown', () => {
	it('gives the answer, a table of what is wrong, and folds the rest', () => {
		expect(render('markdown', reportOf([failing, passed, warned, errored, notEnforced]))).toMatchInlineSnapshot(`
			"### ! 1 of 4 rules fails, 1 could not be checked and 1 warns

			1 passed · 1 failed · 1 warned · 1 errored · 1 not enforced · 1 contract · 3,000,000 rows · 1.2 s

			| | Finding | Rule | Line |
			| --- | --- | --- | --- |
			| ! errored | note: could not be checked: Out of memory. Give it more: --memory 4GiB. | \`data.pattern\` | \`flights.odcs.yaml:31\` |
			| ✗ failed | delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420 | \`data.minimum\` | \`flights.odcs.yaml:21\` |
			| ▲ warned | origin: 3 rows outside | \`data.enum\` | \`flights.odcs.yaml:26\` |

			<details><summary>2 failing rows: flights.delay minimum -60</summary>

			| line | delay | date | origin |
			| --- | --- | --- | --- |
			| 1,204,332 | ▸ \`-1420\` | 2001-01-01 | ORD |
			| 6 | ▸ \`-99\` | 2001-01-02 | null |

			</details>

			<details><summary>Not enforced (1)</summary>

			- \`flights.odcs.yaml:34\` flights.delay a text rule is for people to read

			</details>
			"
		`);
	});

	it('lets no markup, mention or cell border out of hostile text', () => {
		const text = render('markdown', reportOf([hostileResult]));
		expect(text).not.toMatch(/<(?!\/?(?:details|summary|code)>)/);
		expect(text).not.toMatch(/@s/);
		expect(text.replace(/`+[^`]*`+/g, '')).not.toContain('http:');
		const rows = text.split('\n').filter((line) => line.startsWith('|'));
		const widths = rows.map((row) => row.replaceAll('\\\\', '').match(/(?<!\\)\|/g)?.length);
		expect(new Set(widths.slice(0, 3))).toEqual(new Set([5]));
		expect(new Set(widths.slice(3)).size).toBe(1);
	});

	it('stays within what GitHub takes as a comment', () => {
		const many = Array.from({ length: 500 }, (_, index) => ({ ...hostileResult, id: `r${index}`, message: 'm'.repeat(5000) }));
		const text = render('markdown', reportOf(many));
		expect(text.length).toBeLessThan(65_536);
		expect(text).toContain('left out for length');
	});
});
