import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { SemanticTokensProvider, semanticTokensLegend } from '../../../server/src/language/semanticTokens.ts';
import { parsedOf, workspaceOf, yaml } from './support.ts';

const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: c\nversion: 1.0.0\n';

/** `type word` for each token; with its modifiers behind a dot. */
function decoded(text: string, data: readonly number[]): string[] {
	const lines = text.split(/\r\n|\n/);
	const found: string[] = [];
	let line = 0;
	let character = 0;
	for (let index = 0; index < data.length; index += 5) {
		const [lineBy, characterBy, length, type, bits] = data.slice(index, index + 5) as [number, number, number, number, number];
		line += lineBy;
		character = lineBy === 0 ? character + characterBy : characterBy;
		const word = lines[line]?.slice(character, character + length) ?? '';
		expect(word).toHaveLength(length);
		const modifiers = semanticTokensLegend.tokenModifiers.filter((_, bit) => bits & (1 << bit)).map((each) => `.${each}`);
		found.push(`${semanticTokensLegend.tokenTypes[type]}${modifiers.join('')} ${word}`);
	}
	return found;
}

function provider(): SemanticTokensProvider {
	return new SemanticTokensProvider(workspaceOf());
}

/** Without the keys of the head and, where there is more to see, without all keys of the standard. */
function tokens(rest: string, withKeys = false): string[] {
	const text = head + rest;
	const all = decoded(text, provider().full(parsedOf(text), never).data).slice(4);
	return withKeys ? all : all.filter((token) => !token.startsWith('property '));
}

describe('semantic tokens', () => {
	it('tells keys of the standard from others', () => {
		expect(tokens('schema:\n  - name: o\n    nmae: p\n', true)).toEqual(['property schema', 'property name', 'unknownKey nmae']);
	});

	it('leaves keys that are free to their authors', () => {
		expect(tokens('customProperties:\n  - property: x\n    value:\n      any: 1\ndescription:\n  mine: x\n')).toEqual([]);
	});

	it('marks what the standard has replaced', () => {
		expect(tokens('slaDefaultElement: x\n', true)).toEqual(['property.deprecated slaDefaultElement']);
	});

	it('shows names of things that are declared elsewhere', () => {
		const text = yaml`
			schema:
			  - name: a
			    properties:
			      - name: x
			      - name: y
			        relationships:
			          - to: a.x
			          - to: nowhere.x
			slaProperties:
			  - property: latency
			    value: 1
			    element: a.x, a.y
		`;
		expect(tokens(text)).toEqual(['reference a', 'reference x', 'reference a', 'reference x', 'reference a', 'reference y']);
	});

	it.each([
		['plain', 'query: SELECT count(*) FROM t WHERE x > 1.5\n'],
		['quoted', 'query: "SELECT count(*) FROM t WHERE x > 1.5"\n'],
		['literal', 'query: |\n          SELECT count(*)\n          FROM t\n\n          WHERE x > 1.5\n'],
		['folded', 'query: >-\n          SELECT count(*) FROM t\n          WHERE x > 1.5\n'],
	])('reads SQL in %s texts', (_, query) => {
		expect(tokens(`schema:\n  - name: t\n    quality:\n      - type: sql\n        ${query}        mustBe: 0\n`)).toEqual([
			'keyword SELECT',
			'function count',
			'operator *',
			'keyword FROM',
			'keyword WHERE',
			'operator >',
			'number 1.5',
		]);
	});

	it('reads quotes, comments and placeholders of SQL', () => {
		const query = "SELECT 'it''s from' -- from\n          , \"from\" FROM {object} /* a\n          b */ JOIN x ON a IN (1)";
		expect(
			tokens(`schema:\n  - name: t\n    quality:\n      - type: sql\n        query: |\n          ${query}\n        mustBe: 0\n`),
		).toEqual([
			'keyword SELECT',
			"string 'it''s from'",
			'comment -- from',
			'keyword FROM',
			'parameter {object}',
			'comment /* a',
			'comment b */',
			'keyword JOIN',
			'keyword ON',
			'keyword IN',
			'number 1',
		]);
	});

	it('does not misread SQL whose quotes YAML has escaped', () => {
		expect(tokens(`schema:\n  - name: t\n    quality:\n      - type: sql\n        query: 'SELECT ''a'''\n        mustBe: 0\n`)).toEqual([]);
	});

	it('shows regular expressions', () => {
		const text = yaml`
			schema:
			  - name: t
			    properties:
			      - name: x
			        logicalType: string
			        logicalTypeOptions:
			          pattern: '^a b$'
			        quality:
			          - metric: invalidValues
			            arguments: { pattern: x+ }
			            mustBe: 0
		`;
		expect(tokens(text)).toEqual(['regexp ^a b$', 'regexp x+']);
	});

	it('stays in order and apart, with aliases and CRLF', () => {
		const text = `${head}schema:\n  - name: a\n    properties: &p\n      - name: x\n        logicalTypeOptions: {pattern: a}\n  - name: b\n    properties: *p\n`;
		for (const each of [text, text.replaceAll('\n', '\r\n')]) {
			const { data } = provider().full(parsedOf(each), never);
			expect(decoded(each, data).slice(4)).toEqual([
				...['schema', 'name', 'properties', 'name', 'logicalTypeOptions', 'pattern'].map((key) => `property ${key}`),
				'regexp a',
				'property name',
				'property properties',
			]);
		}
	});

	it('gives the tokens of a range', () => {
		const text = `${head}name: x\ntenant: y\ndomain: z\n`;
		const range = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
		expect(decoded(text, provider().range(parsedOf(text), range, never).data)).toEqual(['property tenant']);
	});
});

describe('differences of semantic tokens', () => {
	const apply = (before: readonly number[], delta: SemanticTokens | SemanticTokensDelta): number[] => {
		if ('data' in delta) return delta.data;
		const data = [...before];
		for (const { start, deleteCount, data: inserted = [] } of [...delta.edits].reverse()) data.splice(start, deleteCount, ...inserted);
		return data;
	};

	it('lead from one text to the next', () => {
		const base = readFileSync(new URL('../../../examples/flights.odcs.yaml', import.meta.url), 'utf8');
		const lines = base.split('\n');
		const told = provider();
		let { data, resultId } = told.full(parsedOf(base), never);
		for (let cut = 3; cut < lines.length; cut += 17) {
			const text = [...lines.slice(0, cut), '# new', 'tenent: x', ...lines.slice(cut + 2)].join('\n');
			const parsed = parsedOf(text);
			const delta = told.delta(parsed, resultId ?? '', never);
			expect('edits' in delta).toBe(true);
			data = apply(data, delta);
			expect(data).toEqual(provider().full(parsed, never).data);
			resultId = delta.resultId;
		}
	});

	it('are none where nothing changed', () => {
		const told = provider();
		const parsed = parsedOf(head);
		const { resultId } = told.full(parsed, never);
		expect(told.delta(parsed, resultId ?? '', never)).toMatchObject({ edits: [] });
	});

	it('are everything where what was told before is forgotten', () => {
		const told = provider();
		const parsed = parsedOf(head);
		const { resultId } = told.full(parsed, never);
		told.forget(parsed.uri);
		expect(told.delta(parsed, resultId ?? '', never)).toHaveProperty('data');
	});
});
