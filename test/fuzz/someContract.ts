import type { Random } from './yamlInputs.ts';

/** A contract of about so many lines, in the ways that people write them, and now and then in ways that few do. */
export function someContract(random: Random, lines = 100): string {
	const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
	const share = (part: number) => random() < part;
	const out: string[] = [];
	const isTied = share(0.08);
	if (share(0.1)) out.push(pick(['---', '--- # begin', '%YAML 1.2\n---']));
	out.push(`apiVersion: ${pick(['v3.1.0', 'v3.2.0', 'v3.0.1'])}`, 'kind: DataContract', 'id: shop', 'version: 1.0.0', 'status: active');
	if (share(0.5)) out.push('servers:', '  - server: local', '    type: local', '    path: ./data/*.csv', '    format: csv');
	out.push('# what it holds', 'schema:');
	const list = pick(['', '  ']);
	const perObject = lines < 200 ? pick([1, 2, 4]) : pick([4, 12, 40]);
	for (let object = 0; object < 3 || out.length < lines - 10; object++) {
		const keys = `${list}  `;
		out.push(`${list}- name: object_${object}`, `${keys}physicalType: table`, `${keys}description: ${pick(texts)(`${keys}  `)}`);
		if (share(0.5)) out.push(`${keys}quality:`, `${keys}  - metric: rowCount`, `${keys}    mustBeGreaterThan: 10 # rows`);
		out.push(`${keys}properties:`);
		const inner = `${keys}${pick(['', '  '])}`;
		for (let property = 0; property < perObject; property++) {
			const at = `${inner}  `;
			out.push(`${inner}- name: column_${property}`, `${at}logicalType: ${pick(['string', 'integer', 'date', 'object'])}`);
			out.push(`${at}description: ${pick(texts)(`${at}  `)}`);
			if (share(0.3)) out.push(`${at}required: true`, '');
			for (let count = Math.floor(random() * 3); count > 0; count--) out.push(...pick(constraints).map((line) => at + line));
			if (share(0.3)) out.push(`${at}logicalTypeOptions:${pick(['', ' # bounds'])}`, `${at}  maxLength: 12`);
			if (share(0.3)) out.push(`${at}tags: [a, "b c", { d: 1 }]`, `${at}# a comment`, '  # further out');
			if (share(0.1)) out.push(`${at}tags: [`, `${at}  a, # first`, '', `${at}  "b: c"]`);
			if (share(0.05)) out.push(`${at}customProperties: [{ property: x,`, `${at}    value: { y: 1,`, `${at}      z: [2] } }]`);
			if (share(0.3)) out.push(`${at}quality:`, `${at}  - type: sql`, `${at}    query: |`, `${at}      select 1`, '', `${at}      -- two`);
			if (isTied && share(0.3)) out.push(...pick(ties)(`${object}_${property}`).map((line) => at + line));
			if (share(0.02)) out.push(pick(['\t', '   \t# tab', `${at}\t`, '#', '  ', `${inner}#- name: gone`]));
		}
		if (share(0.3)) out.push(`${keys}tags:`, `${keys}- one`, `${keys}- two`);
	}
	out.push('slaProperties:', '  - property: latency', '    value: 4', '    unit: d', '    element: object_0.column_0');
	out.push('team:', '  name: us', '');
	if (share(0.04)) out.push('---', 'apiVersion: v3.1.0', 'kind: DataContract', 'id: other', 'version: 1.0.0', 'status: draft', '');
	const text = out.join('\n');
	if (share(0.03)) return `\ufeff${text}`;
	if (share(0.25)) return text.replaceAll('\n', '\r\n');
	return share(0.03) ? text.replaceAll(/\n/g, () => (share(0.1) ? '\r\n' : '\n')) : text;
}

/** What ties one part of a text to another. */
const ties: readonly ((name: string) => readonly string[])[] = [
	(name) => [`customProperties: &custom_${name}`, '  - property: x', '    value: 1'],
	() => ['logicalTypeOptions: &bounds', '  minimum: 1'],
	() => ['logicalTypeOptions: *bounds'],
	() => ['<<: *bounds'],
	() => ['<<: [*bounds, *nowhere]', 'unique: true'],
];

/** What rules look at, right and wrong. */
const constraints: readonly (readonly string[])[] = [
	['logicalTypeOptions:', '  minimum: 10', '  maximum: 5'],
	['logicalTypeOptions:', '  pattern: "^[a-z"', '  minLength: -1'],
	['logicalTypeOptions:', '  format: YYYY-mm-DD', '  timezone: true'],
	['primaryKey: true', 'primaryKeyPosition: 2'],
	['physicalType: VARCHAR(10)'],
	['physicalType: BIGINT', 'partitioned: true'],
	['examples: [1, abc, 2024-13-01]'],
	['enum:', '  - value: a', '  - value: a'],
	['relationships:', '  - to: object_1.column_2', '  - to: nowhere.at_all'],
	[
		'quality:',
		'  - metric: nullValues',
		'    mustBe: 0',
		'    unit: procent',
		'  - id: same',
		'    metric: rowCount',
		'    mustBeGreaterThan: x',
	],
	[
		'quality:',
		'  - type: sql',
		'    query: "SELECT count(*) FROM {objct} WHERE ("',
		'    mustBeBetween: [5, 1]',
		'    severity: catastrophic',
	],
	['quality:', '  - type: custom', '    engine: plumbline', '    implementation: { metric: mena, mustBeLessThan: 0.2 }'],
	['customProperties:', '  - property: x', '    value: ${HOME}'],
	['nullable: false', 'type: text'],
	['deprecated: true', 'classification: public', 'synonyms: [a]'],
];

const texts: readonly ((indent: string) => string)[] = [
	() => 'plain words',
	() => '"quoted: words"',
	() => "'it''s'",
	() => '',
	(indent) => `over\n${indent}two lines`,
	(indent) => `>-\n${indent}folded\n${indent}words`,
	(indent) => `|+\n${indent}kept\n\n`,
	(indent) => `"over\n\n${indent}two"`,
	(indent) => `|\n${indent}properties:\n${indent}  - name: no property, though it looks so at a glance\n${indent}    of: any`,
];
