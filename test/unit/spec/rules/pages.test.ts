import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataCodes } from '../../../../server/src/checks/codes.ts';
import { lintText } from '../../../../server/src/spec/lint.ts';
import { lintCodes } from '../../../../server/src/spec/rules/codes.ts';
import { indent } from './findings.ts';

const folder = join(import.meta.dirname, '../../../../docs/rules');
const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ''));
const codes = Object.keys(lintCodes);

test('every code has a page, and every page a code', () => {
	expect(pages.filter((page) => !page.startsWith('data.')).sort()).toEqual([...codes].sort());
	expect(pages.filter((page) => page.startsWith('data.')).sort()).toEqual(Object.keys(dataCodes).sort());
});

test('codes are dotted and in kebab case', () => {
	for (const code of codes) expect(code).toMatch(/^(contract|yaml)\.[a-z]+(-[a-z]+)*$/);
});

/** Texts that a page can only describe. */
const described: { readonly [code: string]: string } = {
	'yaml.depth': `tags: ${'['.repeat(3000)}${']'.repeat(3000)}\n`,
	'yaml.encoding': 'name: "a\u0007b"\n',
	'yaml.size': `tags: [${'a,\n '.repeat(150_000)}a]\n`,
};

describe.each(codes)('%s', (code) => {
	const page = readFileSync(join(folder, `${code}.md`), 'utf8');

	test('has the title and severity of the registry, and says what, why and how to mend', () => {
		const entry = lintCodes[code];
		expect(page.split('\n').slice(0, 3)).toEqual([`# ${entry?.title}`, '', `\`${code}\` · ${entry?.severity}`]);
		expect(page.match(/^## .*$/gm)).toEqual(['## What', '## Why', '## Example', '## Mend']);
	});

	test('is triggered by its example, and by its mended example no more', () => {
		const trigger = described[code] ?? example(page, 'triggers');
		expect(findingsOf(trigger).map((finding) => finding.code)).toContain(code);
		if (code in described) return;
		const mended = findingsOf(example(page, 'mended'));
		expect(mended.map((finding) => finding.code)).not.toContain(code);
		expect(mended.filter((finding) => finding.severity === 'error')).toEqual([]);
	});
});

function findingsOf(text: string) {
	return lintText(text, { file: 'shop.odcs.yaml', workspace: { read: () => undefined } }).findings;
}

/** The block of that kind as a whole contract: a page shows only what matters. */
function example(page: string, kind: 'triggers' | 'mended'): string {
	const [, place = '', block = ''] = new RegExp(`^\`\`\`yaml ${kind} ?(\\w*)\\n([\\s\\S]*?)\\n\`\`\`$`, 'm').exec(page) ?? [];
	expect(block, `a \`\`\`yaml ${kind} block`).not.toBe('');
	const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: shop\nversion: 1.0.0\n';
	if (place === 'root') return `${head}${block}\n`;
	if (place === 'schema') return `${head}schema:\n${indent(block, 2)}`;
	if (place === 'properties') return `${head}schema:\n  - name: orders\n    properties:\n${indent(block, 6)}`;
	return `${block}\n`;
}
