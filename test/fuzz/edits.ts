import type { Random } from './yamlInputs.ts';

/** What a person does to a text in an editor: `[start, end)` becomes `newText`. */
export interface Edit {
	readonly start: number;
	readonly end: number;
	readonly newText: string;
	/** For the message of a test that fails. */
	readonly what: string;
}

export function applied(text: string, { start, end, newText }: Edit): string {
	return text.slice(0, start) + newText + text.slice(end);
}

/** A contract of some objects with some properties each, in the ways that people write them. */
export function someContract(random: Random): string {
	const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
	const lines = [
		`apiVersion: ${pick(['v3.1.0', 'v3.2.0', 'v3.0.1'])}`,
		'kind: DataContract',
		'id: shop',
		'version: 1.0.0',
		'status: active',
	];
	if (random() < 0.5) lines.push('servers:', '  - server: local', '    type: local', '    path: ./data/*.csv', '    format: csv');
	lines.push('# what it holds', 'schema:');
	const list = pick(['', '  ']);
	for (let object = 0; object < 3; object++) {
		const keys = `${list}  `;
		lines.push(`${list}- name: object_${object}`, `${keys}physicalType: table`, `${keys}description: ${pick(texts)(`${keys}  `)}`);
		if (random() < 0.5) lines.push(`${keys}quality:`, `${keys}  - metric: rowCount`, `${keys}    mustBeGreaterThan: 10 # rows`);
		lines.push(`${keys}properties:`);
		const inner = `${keys}${pick(['', '  '])}`;
		for (let property = 0; property < 4; property++) {
			const at = `${inner}  `;
			lines.push(`${inner}- name: column_${property}`, `${at}logicalType: ${pick(['string', 'integer', 'date', 'object'])}`);
			lines.push(`${at}description: ${pick(texts)(`${at}  `)}`);
			if (random() < 0.3) lines.push(`${at}required: true`, '');
			for (let count = Math.floor(random() * 3); count > 0; count--) lines.push(...pick(constraints).map((line) => at + line));
			if (random() < 0.3) lines.push(`${at}logicalTypeOptions:`, `${at}  maxLength: 12`);
			if (random() < 0.3) lines.push(`${at}tags: [a, "b c", { d: 1 }]`, `${at}# a comment`, '  # further out');
			if (random() < 0.3)
				lines.push(`${at}quality:`, `${at}  - type: sql`, `${at}    query: |`, `${at}      select 1`, '', `${at}      -- two`);
		}
		if (random() < 0.3) lines.push(`${keys}tags:`, `${keys}- one`, `${keys}- two`);
	}
	lines.push(
		'slaProperties:',
		'  - property: latency',
		'    value: 4',
		'    unit: d',
		'    element: object_0.column_0',
		'team:',
		'  name: us',
		'',
	);
	return lines.join(pick(['\n', '\n', '\n', '\r\n']));
}

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

/** One thing that a person might do next. */
export function nextEdit(text: string, random: Random): Edit {
	const at = Math.floor(random() * (text.length + 1));
	const line = lineAt(text, at);
	const kind = Math.floor(random() * kinds.length);
	return (kinds[kind] as Kind)(text, at, line, random);
}

type Kind = (text: string, at: number, line: Line, random: Random) => Edit;

interface Line {
	readonly start: number;
	/** Before the line break. */
	readonly end: number;
	/** Behind the line break. */
	readonly next: number;
	readonly content: number;
}

function lineAt(text: string, at: number): Line {
	const start = text.lastIndexOf('\n', at - 1) + 1;
	const feed = text.indexOf('\n', at);
	const next = feed === -1 ? text.length : feed + 1;
	const end = feed === -1 ? text.length : text[feed - 1] === '\r' ? feed - 1 : feed;
	let content = start;
	while (text[content] === ' ') content++;
	return { start, end: Math.max(start, end), next, content };
}

const words =
	'a|x1|lo|logicalType|: |:|- |-|?|"|\'|[|]|{|}|,|#| # c|&a |*a|<<: *a|!t |---\n|...\n|%YAML 1.2\n||>|>-||2||+|\t|\n|\n\n|\r\n|\r| |  |    |true|1|null|name: b|properties:\n|- name: c\n|@|`|\\|é|🎉|\u2028|\u0000|\ufeff|a: b: c|"x: y"|${V}|[a, b]|{ a: 1 }'.split(
		'|',
	);

const kinds: readonly Kind[] = [
	// Typing, a letter or a few.
	(_text, at, _line, random) => insertion(at, words[Math.floor(random() * words.length)] ?? 'x', 'type'),
	(_text, _at, { end }, random) => insertion(end, words[Math.floor(random() * words.length)] ?? 'x', 'type at the end of a line'),
	(text, at) => ({ start: Math.max(0, at - 1), end: Math.min(at, text.length), newText: '', what: 'delete a letter' }),
	(text, at, _line, random) => ({
		start: at,
		end: Math.min(text.length, at + Math.floor(random() ** 3 * 80)),
		newText: '',
		what: 'delete',
	}),
	(_text, _at, { start, next }) => ({ start, end: next, newText: '', what: 'delete a line' }),
	(text, _at, { start, next }) => insertion(next, text.slice(start, next), 'double a line'),
	(text, _at, { content, end }) =>
		insertion(end, `\n${' '.repeat(Math.max(0, content - lineAt(text, content).start))}lo`, 'begin a key below'),
	(_text, _at, { end, content, start }) => insertion(end, `\n${' '.repeat(Math.max(0, content - start - 2))}- `, 'begin an item below'),
	(_text, _at, { start }, random) => insertion(start, ' '.repeat(1 + Math.floor(random() * 3)), 'indent'),
	(_text, _at, { start, content }) => ({ start, end: Math.min(content, start + 2), newText: '', what: 'outdent' }),
	(text, _at, { content }) =>
		text.startsWith('# ', content)
			? { start: content, end: content + 2, newText: '', what: 'uncomment' }
			: insertion(content, '# ', 'comment'),
	(_text, _at, { start }) => insertion(start, '# ', 'comment at the margin'),
	// Cut or copy a block of lines, and paste it somewhere.
	(text, at, { start }, random) => {
		const other = lineAt(text, Math.floor(random() * (text.length + 1)));
		const end = lineAt(text, Math.min(text.length, other.start + Math.floor(random() * 300))).next;
		return at % 2 === 0
			? insertion(start, text.slice(other.start, end), 'paste lines')
			: { start: other.start, end, newText: '', what: 'cut lines' };
	},
	(text, _at, { content, end }) => ({ start: content, end, newText: `"${text.slice(content, end)}`, what: 'open a quote' }),
	(text, _at, { content, end }, random) => {
		const colon = text.indexOf(': ', content);
		const from = colon === -1 || colon > end ? end : colon + 2;
		const value = ['|', '>', '[', '{', '"', "'", '&b ', '*b', '- ', '[a,', '"a', '|\n        text\n      less\n'];
		return { start: from, end, newText: value[Math.floor(random() * value.length)] ?? '', what: 'write another value' };
	},
];

function insertion(at: number, newText: string, what: string): Edit {
	return { start: at, end: at, newText, what };
}
