import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataCodes } from '../../../server/src/checks/codes.ts';

const folder = join('docs', 'rules');

test('every code of check has its page, and every page its code', () => {
	const pages = readdirSync(folder).filter((name) => name.startsWith('data.'));
	expect(pages.map((name) => name.slice(0, -'.md'.length)).sort()).toEqual(Object.keys(dataCodes).sort());
});

test.each(Object.entries(dataCodes))('the page of %s says what, why, an example and the mend', (code, title) => {
	const page = readFileSync(join(folder, `${code}.md`), 'utf8');
	expect(page.startsWith(`# ${title}\n\n\`${code}\`\n`)).toBe(true);
	expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(['What', 'Why', 'Example', 'Mend']);
	for (const finding of page.matchAll(/^> (.*)$/gm)) expect(finding[1]?.length).toBeLessThan(120);
});
