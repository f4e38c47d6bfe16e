import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Check } from '../../../server/src/checks/check.ts';
import { declareChecks } from '../../../server/src/checks/declare/index.ts';
import { readContract } from '../../../server/src/spec/contract/read.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';

/**
 * Declared = executed + notEnforced + errored, always: every construct that data can break, counted in the raw YAML by
 * another parser and another walk, has its check, and no check comes from nowhere.
 */
const folders = [join('..', 'shared', 'odcs', 'examples'), join('..', 'shared', 'odcs', 'invalid'), 'examples'];

for (const folder of folders) {
	const files = existsSync(folder) ? contractsIn(folder) : [];
	describe.skipIf(files.length === 0)(
		`every rule of ${folder} is a check${files.length === 0 ? ' (skipped: no such folder here)' : ''}`,
		() => {
			test.each(files)('%s', async (file) => {
				const text = readFileSync(file, 'utf8');
				const declared = await checksOf(text, file);
				const plain = parseAllDocuments(text).flatMap((document) => constructsOf(document.toJS()));
				expect(tally(declared.map(constructOf))).toEqual(tally(plain));
			});
		},
	);
}

test('the walk counts what a contract may declare, so that the examples are not all that is held', async () => {
	const text = EVERYTHING;
	const declared = await checksOf(text, 'everything.odcs.yaml');
	const plain = constructsOf(parseAllDocuments(text)[0]?.toJS());
	expect(tally(declared.map(constructOf))).toEqual(tally(plain));
	expect(declared.length).toBeGreaterThan(50);
	for (const check of declared) {
		if (check.measure.kind === 'settled') expect(check.measure.reason, check.id).not.toBe('');
		expect(check.expected, check.id).not.toBe('');
	}
	expect(new Set(declared.map(({ id }) => id)).size).toBe(declared.length);
});

test('no text makes declaring throw, and no two checks have one id', async () => {
	const junk = [
		'null',
		'[]',
		'{}',
		'true',
		'-1',
		'1e400',
		'.nan',
		'"\\u0000"',
		'[[1]]',
		'{a: {b: c}}',
		'2022-01-01',
		'"("',
		'""',
		'99999999999999999999999',
		'&a',
	];
	const place = fc.tuple(fc.nat(), fc.constantFrom(...junk));
	await fc.assert(
		fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 4 }), async (places) => {
			const text = places.reduce((before, [at, value]) => {
				const values = [...before.matchAll(/: ?([^\s,{}[\]]+)/g)];
				const match = values[at % Math.max(1, values.length)];
				return match ? `${before.slice(0, match.index + 2)}${value}${before.slice(match.index + match[0].length)}` : before;
			}, EVERYTHING);
			const ids = (await checksOf(text, 'fuzz.odcs.yaml')).map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
		}),
		{ numRuns: 300 },
	);
});

async function checksOf(text: string, file: string): Promise<Check[]> {
	const checks: Check[] = [];
	for (const { root } of parseYaml(text).documents) {
		if (root?.kind !== 'map') continue;
		const options = { file, workspace: { read: () => undefined }, nowIso: '2026-01-01T00:00:00Z', sources: new Map() };
		checks.push(
			...(await declareChecks(readContract(root), {
				...options,
				findTarget: async () => ({ ok: false, outcome: 'errored', reason: 'no data in this test' }),
			})),
		);
	}
	return checks;
}

/** What a check says it comes from, in the words of the plain walk. */
function constructOf({ id, rule, object, property }: Check): string {
	const key = id.replace(/#\d+$/, '').slice(['schema', object, property].filter((part) => part !== undefined).join('.').length + 1);
	if (rule === 'data.primary-key' && !id.includes('.primaryKey', 7 + (object ?? '').length + 12)) return 'primaryKey';
	if (id.startsWith('slaProperties.')) return 'sla';
	if (key.startsWith('quality.')) return 'quality';
	if (key.startsWith('relationship.')) return 'relationship';
	return id.endsWith('.primaryKey') ? 'primaryKey' : key;
}

function tally(names: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}

// The plain walk: JavaScript values of another YAML library, no model.

type Plain = { [key: string]: unknown };

const describing = ['distanceMetric', 'embeddingModel', 'embeddingModelVersion', 'defaultTimezone'];

function constructsOf(contract: unknown): string[] {
	const root = map(contract);
	return [
		...list(root.schema).flatMap((object) => {
			const properties = list(map(object).properties);
			return [
				...properties.flatMap((property) => ofProperty(map(property), true)),
				...(properties.some((property) => isSet(map(property).primaryKey)) ? ['primaryKey'] : []),
				...list(map(object).relationships).map(() => 'relationship'),
				...list(map(object).quality).map(() => 'quality'),
			];
		}),
		...list(root.slaProperties).flatMap((level) => Array(elementsOf(map(level), root.slaDefaultElement)).fill('sla')),
	];
}

function ofProperty(property: Plain, top: boolean, named = true): string[] {
	const options = Object.entries(map(property.logicalTypeOptions)).filter(([key, value]) => !describing.includes(key) && isSet(value));
	const length = /^\s*(n?varchar2?|n?char|character( varying)?|varbinary|binary|bpchar)\s*\(\s*\d/i.test(
		String(property.physicalType ?? ''),
	);
	return [
		...(named && (property.name ?? property.physicalName) !== undefined ? ['presence'] : []),
		...(property.logicalType === undefined ? [] : ['logicalType']),
		...(property.physicalType === undefined ? [] : ['physicalType']),
		...(length ? ['physicalLength'] : []),
		...(isSet(property.required) ? ['required'] : []),
		...(isSet(property.unique) ? ['unique'] : []),
		...(!top && isSet(property.primaryKey) ? ['primaryKey'] : []),
		...(property.enum === undefined ? [] : ['enum']),
		...options.map(([key]) => key),
		...list(property.relationships).map(() => 'relationship'),
		...list(property.quality).map(() => 'quality'),
		...list(property.properties).flatMap((inner) => ofProperty(map(inner), false)),
		...(property.items === undefined ? [] : ofProperty(map(property.items), false, false)),
		...Object.values(map(property.map)).flatMap((inner) => ofProperty(map(inner), false, false)),
	];
}

/** Only latency, retention and frequency are of elements; every other promise is one. */
function elementsOf(level: Plain, fallback: unknown): number {
	if (!/^(latency|retention|frequency)$/i.test(String(level.property))) return 1;
	const valid = /^[\d.]+$/.test(String(level.value)) && /^(d|days?|h|hours?|y|years?|min|s)$/.test(String(level.unit));
	const names = String(level.element ?? fallback ?? '')
		.split(',')
		.filter((name) => name.trim() !== '');
	return valid ? Math.max(1, names.length) : 1;
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== false;
}

function map(value: unknown): Plain {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function contractsIn(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return name === 'node_modules' ? [] : contractsIn(path);
		return /\.odcs\.ya?ml$/.test(name) ? [path] : [];
	});
}

const EVERYTHING = `
apiVersion: v3.2.0
kind: DataContract
id: everything
version: 1.0.0
status: active
tags: [all]
schema:
  - name: orders
    tags: [sales]
    relationships:
      - { from: orders.customer, to: customers.id }
      - { from: [orders.id, orders.customer], to: [customers.id] }
      - { to: nowhere.at_all }
    quality:
      - { metric: rowCount, mustBeGreaterThan: 0 }
      - { type: text, description: Rows arrive in order }
      - { metric: duplicateValues, arguments: { properties: [id, customer] }, mustBe: 0 }
      - { type: sql, query: 'SELECT count(*) FROM {object}', mustBe: 0 }
      - { type: sql, query: '', mustBe: 0 }
      - { type: custom, engine: soda, implementation: 'x' }
      - { rule: rowCount, mustBe: 3, mustNotBe: 4 }
      - { metric: bogus, mustBe: 0 }
      - just words
    properties:
      - name: id
        logicalType: integer
        physicalType: bigint
        primaryKey: true
        primaryKeyPosition: 2
        required: true
        unique: true
        logicalTypeOptions: { minimum: 1, maximum: 10, exclusiveMinimum: 0, exclusiveMaximum: 11, multipleOf: 2, format: i32, minLength: 3, bogus: 1 }
      - name: customer
        primaryKey: true
        logicalType: string
        physicalType: varchar(18)
        relationships: [{ to: customers.id }, { to: 'elsewhere.odcs.yaml#/schema/a/properties/b' }]
        logicalTypeOptions: { minLength: 1, maxLength: 18, pattern: '^C(?=1)', format: uuid }
        enum: [{ value: C1 }, { value: C2 }]
        tags: [pii]
        classification: restricted
        encryptedName: customer_enc
        partitioned: true
        criticalDataElement: true
        quality:
          - { metric: nullValues, mustBe: 0, unit: percent, severity: warning, tags: [q], dimension: cp }
          - { metric: missingValues, arguments: { missingValues: [null, '', n/a] }, mustBeLessThan: 5 }
          - { metric: invalidValues, arguments: { pattern: '^C' }, mustBeBetween: [0, 3] }
          - { metric: duplicateValues, mustNotBeBetween: [1, 2] }
          - { type: custom, engine: plumbline, implementation: { metric: uniqueShare, mustBeGreaterThan: 0.5 } }
          - { type: custom, engine: plumbline, implementation: { metric: psi, mustBeLessThan: 0.2 } }
          - { type: custom, engine: plumbline, implementation: { metric: quantile, mustBeLessThan: 0.2 } }
          - { type: custom, engine: plumbline, implementation: { metric: who, mustBeLessThan: 0.2 } }
      - name: at
        physicalName: placed_at
        logicalType: timestamp
        physicalType: geography
        logicalTypeOptions: { minimum: '2020-01-01 00:00:00', maximum: nonsense, format: 'yyyy-MM-dd HH:mm:ss', timezone: true, defaultTimezone: Europe/Rome }
      - name: address
        logicalType: object
        logicalTypeOptions: { minProperties: 1, maxProperties: 4, required: [zip] }
        properties:
          - { name: zip, logicalType: string, required: true, unique: true, primaryKey: true, logicalTypeOptions: { pattern: '^[0-9]{5}$' } }
      - name: tags
        logicalType: array
        logicalTypeOptions: { minItems: 1, maxItems: 3, uniqueItems: true }
        items: { logicalType: string, required: true, unique: true, logicalTypeOptions: { maxLength: 5 }, quality: [{ metric: nullValues, mustBe: 0 }] }
      - name: counts
        logicalType: map
        map: { key: { logicalType: string }, value: { logicalType: integer, logicalTypeOptions: { minimum: 0 } } }
      - name: embedding
        logicalType: vector
        logicalTypeOptions: { dimensions: 3, elementType: int8, normalized: true, distanceMetric: cosine, embeddingModel: m, embeddingModelVersion: '1' }
      - { name: total, semanticType: measure, logicalType: number, required: true }
      - { name: odd, logicalType: bogus, required: perhaps, logicalTypeOptions: { minimum: 1 } }
      - { name: bare }
  - name: customers
    properties: [{ name: id, logicalType: string }, { name: when, logicalType: date }]
  - { name: blob, logicalType: blob, properties: [{ name: path, required: true }], quality: [{ metric: rowCount, mustBe: 1 }] }
slaProperties:
  - { property: latency, value: 4, unit: d, element: 'customers.when, orders.at' }
  - { property: Frequency, value: 1, unit: m, element: orders.at }
  - { property: retention, value: 3, unit: y }
  - { property: retention, value: 3, unit: y, element: nowhere.at }
  - { property: availability, value: 99.9, unit: percent }
  - { property: generalAvailability, value: '2022-05-12T09:30:10-08:00' }
`;
