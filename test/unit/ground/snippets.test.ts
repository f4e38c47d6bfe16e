import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintText } from '../../../server/src/spec/lint.ts';

const { contributes } = createRequire(import.meta.url)('../../../package.json');
const file = join(import.meta.dirname, '..', '..', '..', contributes.snippets[0].path);
const snippets: Readonly<Record<string, { prefix: string; description: string; body: readonly string[] }>> = JSON.parse(
	readFileSync(file, 'utf8'),
);

const head = 'apiVersion: v3.1.0\nkind: DataContract\nid: a\nname: A\nversion: 1.0.0\nstatus: draft\n';
const customers = '  - name: customers\n    properties:\n      - name: customer_id\n        logicalType: integer\n';
const orders = `${customers}  - name: orders\n    properties:\n      - name: ordered_on\n        logicalType: date\n`;
const amount = `${orders}      - name: amount\n        logicalType: number\n`;

/** Where each is typed: what stands before it, and how far it is indented. */
const places: Readonly<Record<string, readonly [before: string, indent: number]>> = {
	contract: ['', 0],
	'server-local': [`${head}schema:\n${orders}servers:\n`, 2],
	'server-duckdb': [`${head}schema:\n${orders}servers:\n`, 2],
	object: [`${head}schema:\n${customers}`, 2],
	property: [`${head}schema:\n${orders}`, 6],
	'rule-row-count': [`${head}schema:\n${orders}    quality:\n`, 6],
	'rule-null-values': [`${head}schema:\n${amount}        quality:\n`, 10],
	'rule-valid-values': [`${head}schema:\n${orders}      - name: status\n        logicalType: string\n        quality:\n`, 10],
	'rule-duplicates': [`${head}schema:\n${amount}        quality:\n`, 10],
	'rule-sql': [`${head}schema:\n${amount}    quality:\n`, 6],
	'rule-metric': [`${head}schema:\n${amount}        quality:\n`, 10],
	'service-level': [`${head}schema:\n${orders}slaProperties:\n`, 2],
	relationship: [`${head}schema:\n${amount}`, 8],
};

describe.each(Object.entries(snippets))('the snippet "%s"', (_name, { prefix, description, body }) => {
	test.each(expansions(body.join('\n')))('is valid where it belongs: %#', (text) => {
		const [before, indent] = places[prefix]!;
		const typed = text.replaceAll(/^(?=.)/gm, ' '.repeat(indent));
		const { findings } = lintText(`${before}${typed}\n`, {
			file: '/nowhere/a.odcs.yaml',
			workspace: { read: () => undefined },
			environment: {},
		});
		expect(
			findings.map(({ code, message }) => `${code}: ${message}`),
			typed,
		).toEqual([]);
	});

	test('says what it is for', () => {
		expect(description).toMatch(/^[A-Z].*[^.]$/);
	});
});

/** A snippet with its placeholders as they stand there: the first choice of each, and each other choice once. */
function expansions(snippet: string): string[] {
	const choices = [...snippet.matchAll(/\$\{(\d+)\|([^|]*)\|\}/g)].flatMap(([, number, words]) =>
		words!.split(',').map((word) => [number!, word] as const),
	);
	const with_ = (number?: string, word?: string) =>
		snippet
			.replaceAll(/\$\{(\d+)\|([^|]*)\|\}/g, (_all, each: string, words: string) => (each === number ? (word ?? '') : words.split(',')[0]!))
			.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
			.replaceAll(/\$0/g, '');
	return [...new Set([with_(), ...choices.map(([number, word]) => with_(number, word))])];
}
