import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../../server/src/engine/duckdb/database.ts';
import { bindRelation } from '../../../server/src/engine/duckdb/read/index.ts';
import type { ColumnType } from '../../../server/src/engine/relation.ts';

/** An independent reading of the same rules, over random text and text that DuckDB's own casts take. */
const rules: { readonly [kind: string]: (text: string) => boolean } = {
	integer: (text) => /^[+-]?\d+$/.test(text) && BigInt(text.replace('+', '')) >= -(2n ** 63n) && BigInt(text.replace('+', '')) < 2n ** 63n,
	double: (text) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) || /^[+-]?(inf|infinity|nan)$/i.test(text),
	boolean: (text) => /^(true|false|t|f|1|0)$/i.test(text),
	date: isDate,
	time: isTime,
	timestamp: isTimestamp,
	timestampTz: isTimestamp,
};

function isDate(text: string): boolean {
	const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
	if (!match || match[1] === '0000') return false;
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isTime(text: string): boolean {
	const match = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?$/.exec(text);
	// The end of a day is a time of it.
	if (/^24:00(:00(\.0+)?)?$/.test(text)) return true;
	return match !== null && Number(match[1]) < 24 && Number(match[2]) < 60 && Number(match[3] ?? 0) < 60;
}

function isTimestamp(text: string): boolean {
	const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:Z|[+-](\d\d)(?::?(\d\d))?)?$/.exec(text);
	return match !== null && isDate(match[1] ?? '') && isTime(match[2] ?? '') && Number(match[3] ?? 0) < 15 && Number(match[4] ?? 0) < 60;
}

const seeds = [
	...'1 -1 +1 1.5 1.0 2. .5 1e3 1E3 1e-3 0x10 0b101 1_000 1,000 007 -0 00 1d 1f -- + - . e ١ 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 99999999999999999999999999'.split(
		' ',
	),
	...' 12| 12 |12 |12\t|\t12|1 2|1e2|5e2|12e3|1e10|1.234567e10|0e1|0xFFFF|1.e3|1e400|nan|NaN|inf|-Infinity|infinity|null|NULL'.split('|'),
	...['1.5\n', '1.5\v', '1.5\f', '1.5\r', '12\n', '\n12', '\v1.5', '+ 1.5', '+1.5 ', '+1_0', '+inf', '+NaN', '-nan', '+.5e1', '+-1.5'],
	...'t f T F true false TRUE False yes no y n on off Y N truE'.split(' '),
	...'2020-01-01 2020-1-1 2020/01/01 20200101 2020-02-30 2020-02-29 2021-02-29 0000-01-01 0001-01-01 9999-12-31 12345-01-01 02020-01-01 -2020-01-01 epoch'.split(
		' ',
	),
	...'2020-01-01 (BC)|2020-01-01 10:00:00|2020-01-01T10:00:00|2020-01-01T10:00:00Z|2020-01-01 10:00:00+02|2020-01-01 10:00|2020-01-01T10|2020-01-01 10:00:00.123|2020-01-01T10:00:00.123456789|2020-01-01 1:2:3|2020-01-01 10:00:00 UTC|2020-01-01 10:00:00 Europe/Paris|2020-01-01T10:00:00+02:00|2020-01-01T10:00:00-0530|2020-13-01T10:00:00|2020-01-01  10:00:00|2020-01-01T10:00:00.5Z'.split(
		'|',
	),
	...'10:00 10:00:00 25:00:00 10:60:00 10:00:61 10:00:00.5 10:00:00.123456789 1:2:3 10:00:00Z 01:00:00+02 10:00:0a'.split(' '),
];

let folder = '';
let database: Database;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'plumbline-strict-'));
	database = await Database.open({ threads: 2, memoryBytes: 1e9, temporaryFolder: join(folder, 'spill') });
});
afterAll(() => {
	database.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Which texts are not of a type, read from a CSV file. */
async function misfits(kind: string, texts: readonly string[]): Promise<boolean[]> {
	const path = join(folder, `${kind}.csv`);
	writeFileSync(path, `k,a\n${texts.map((text, at) => `${at},"${text}"\n`).join('')}`);
	const type = (kind === 'integer' ? { kind, bits: 64, signed: true } : { kind }) as ColumnType;
	const stats = statSync(path);
	const file = { path, display: path, bytes: stats.size, modifiedMs: stats.mtimeMs, compression: 'none' as const };
	const bound = await bindRelation(
		{
			kind: 'files',
			name: kind,
			format: 'csv',
			files: [file],
			csv: { delimiter: ',', quote: '"', escape: '"', header: true, encoding: 'utf-8' },
			declared: [{ name: 'a', type }],
			partitions: [],
		},
		database.query,
		'typed',
	);
	const { rows } = await database.query(
		`SELECT ${bound.text('k')}::BIGINT, ${bound.misfit('a')}, ${bound.value('a')} IS NULL FROM ${bound.from} ORDER BY 1`,
	);
	expect(rows.length).toBe(texts.length);
	for (const [at, [, misfit, empty]] of rows.entries())
		expect({ text: texts[at], misfit, empty }).toEqual({ text: texts[at], misfit, empty: misfit });
	return rows.map(([, misfit]) => misfit === true);
}

function randomTexts(count: number): string[] {
	let state = 20_241_127;
	const next = (below: number) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state % below;
	};
	const alphabet = [...'0123456789019', '.', '-', '+', 'e', 'E', ' ', '_', 'x', ':', 'T', 'Z', '/'];
	return Array.from({ length: count }, () => {
		const seed = seeds[next(seeds.length)] ?? '';
		const at = next(seed.length + 1);
		const sign = alphabet[next(alphabet.length)] ?? '';
		const kind = next(3);
		const mutated =
			kind === 0
				? seed.slice(0, at) + sign + seed.slice(at)
				: kind === 1
					? seed.slice(0, at) + seed.slice(at + 1)
					: seed.slice(0, at) + sign + seed.slice(at + 1);
		return mutated === '' ? '0' : mutated;
	});
}

describe('a CSV cell is of its type exactly where the written rules say so', () => {
	for (const [kind, fits] of Object.entries(rules)) {
		it(kind, async () => {
			const texts = [...seeds, ...randomTexts(20_000)];
			const found = await misfits(kind, texts);
			const differing = texts.filter((text, at) => found[at] === fits(text));
			expect([...new Set(differing)].slice(0, 20)).toEqual([]);
		});
	}
});
