import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { root } from './command.ts';

export const cache = join(root, '.cache', 'bench');

/** Columns of the table that everything is timed on, with the type in which a plain reader reads each. */
export const orderColumns = {
	id: 'BIGINT',
	customer_id: 'INTEGER',
	amount: 'DOUBLE',
	price: 'DECIMAL(10,2)',
	quantity: 'INTEGER',
	score: 'DOUBLE',
	status: 'VARCHAR',
	country: 'VARCHAR',
	sku: 'VARCHAR',
	email: 'VARCHAR',
	ordered_on: 'DATE',
	updated_at: 'TIMESTAMP',
	gift: 'BOOLEAN',
	rating: 'SMALLINT',
	channel: 'VARCHAR',
	longitude: 'DOUBLE',
} as const;

/** `n` orders without a fault; hashes of the row's number, so the same on every machine. */
function ordersSql(rows: number): string {
	return `SELECT
  i::BIGINT AS id,
  (hash(i * 3) % 2000000)::INTEGER AS customer_id,
  CASE WHEN hash(i * 5) % 50 <> 0 THEN (hash(i * 7) % 1000000) / 100.0 END::DOUBLE AS amount,
  ((hash(i * 11) % 100000) / 100.0)::DECIMAL(10, 2) AS price,
  (1 + hash(i * 13) % 20)::INTEGER AS quantity,
  ((hash(i * 17) % 10000) / 10000.0)::DOUBLE AS score,
  (['new', 'paid', 'shipped', 'returned', 'cancelled'])[1 + (hash(i * 19) % 5)::INTEGER] AS status,
  (['DE', 'FR', 'GB', 'US', 'JP', 'BR', 'IN', 'ZA', 'SE', 'NL'])[1 + (hash(i * 23) % 10)::INTEGER] AS country,
  'SKU-' || lpad((hash(i * 29) % 100000)::VARCHAR, 5, '0') AS sku,
  'u' || (hash(i * 31) % 5000000)::VARCHAR || '@example.com' AS email,
  DATE '2020-01-01' + (hash(i * 37) % 2000)::INTEGER AS ordered_on,
  TIMESTAMP '2020-01-01' + to_seconds((hash(i * 41) % 170000000)::BIGINT) AS updated_at,
  hash(i * 43) % 2 = 0 AS gift,
  (1 + hash(i * 47) % 5)::SMALLINT AS rating,
  CASE WHEN hash(i * 53) % 10 <> 0 THEN (['web', 'app', 'store', 'phone'])[1 + (hash(i * 59) % 4)::INTEGER] END AS channel,
  ((hash(i * 61) % 36000) / 100.0 - 180)::DOUBLE AS longitude
FROM range(${rows}) t(i)`;
}

/** Path of so many orders as zstd Parquet or as CSV, made on first use. */
export async function ordersFile(rows: number, format: 'parquet' | 'csv', log: (line: string) => void): Promise<string> {
	mkdirSync(cache, { recursive: true });
	const path = join(cache, `orders-${rows}.${format}`);
	if (existsSync(path)) return path;
	log(`Writing ${rows.toLocaleString('en-US')} orders as ${format} …`);
	const options = format === 'parquet' ? 'FORMAT parquet, COMPRESSION zstd' : 'FORMAT csv, HEADER';
	const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '3GB' });
	const connection = await instance.connect();
	// A half-written file must not be taken for a whole one.
	await connection.run(`COPY (${ordersSql(rows)}) TO '${path}.part' (${options})`);
	connection.closeSync();
	instance.closeSync();
	renameSync(`${path}.part`, path);
	return path;
}

/**
 * A contract over a file of orders. Beside the presence and the type of its 16 columns it declares 32 rules: 11 required, a unique key, 2 row counts, 12 bounds of numbers, a pattern, 3 lengths, 2 enumerations (one of them a library metric) …
 */
export function ordersContract(data: string, format: 'parquet' | 'csv'): string {
	const property = (name: string, type: string, lines: readonly string[] = []) => [
		`      - name: ${name}`,
		`        logicalType: ${type}`,
		...lines.map((line) => `        ${line}`),
	];
	const options = (...lines: readonly string[]) => ['logicalTypeOptions:', ...lines.map((line) => `  ${line}`)];
	return [
		'apiVersion: v3.1.0',
		'kind: DataContract',
		'id: orders',
		'version: 1.0.0',
		'status: active',
		'servers:',
		'  - server: local',
		'    type: local',
		`    path: ${JSON.stringify(data)}`,
		`    format: ${format}`,
		'schema:',
		'  - name: orders',
		'    quality:',
		'      - metric: rowCount',
		'        mustBeGreaterThan: 1000',
		'    properties:',
		...property('id', 'integer', ['required: true', 'unique: true', 'primaryKey: true', 'primaryKeyPosition: 1', ...options('minimum: 0')]),
		...property('customer_id', 'integer', ['required: true', ...options('minimum: 0', 'maximum: 2000000')]),
		...property('amount', 'number', options('minimum: 0', 'maximum: 10000')),
		...property('price', 'number', ['required: true', ...options('minimum: 0', 'exclusiveMaximum: 1000')]),
		...property('quantity', 'integer', ['required: true', ...options('minimum: 1', 'maximum: 20')]),
		...property('score', 'number', ['required: true', ...options('minimum: 0', 'maximum: 1')]),
		...property('status', 'string', [
			'required: true',
			'quality:',
			'  - metric: invalidValues',
			'    arguments: { validValues: [new, paid, shipped, returned, cancelled] }',
			'    mustBe: 0',
		]),
		...property('country', 'string', ['required: true', ...options('minLength: 2', 'maxLength: 2')]),
		...property('sku', 'string', ['required: true', ...options("pattern: '^SKU-[0-9]{5}$'")]),
		...property('email', 'string', ['required: true', ...options('maxLength: 40')]),
		...property('ordered_on', 'date', ['required: true', ...options("minimum: '2020-01-01'", "maximum: '2026-01-01'")]),
		...property('updated_at', 'timestamp', ['required: true', ...options("minimum: '2020-01-01T00:00:00Z'")]),
		...property('gift', 'boolean', ['required: true']),
		...property('rating', 'integer', options('minimum: 1', 'maximum: 5')),
		...property('channel', 'string', [
			'quality:',
			'  - metric: invalidValues',
			'    arguments: { validValues: [web, app, store, phone] }',
			'    mustBe: 0',
		]),
		...property('longitude', 'number', options('minimum: -180', 'maximum: 180')),
		'',
	].join('\n');
}

/** Writes the contract beside its data; answers its path. */
export function writeOrdersContract(rows: number, format: 'parquet' | 'csv'): string {
	const path = join(cache, `orders-${rows}-${format}.odcs.yaml`);
	writeFileSync(path, ordersContract(`./orders-${rows}.${format}`, format));
	return path;
}
