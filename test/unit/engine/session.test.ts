import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Collaborators } from '../../../server/src/engine/duckdb/collaborators.ts';
import { Database } from '../../../server/src/engine/duckdb/database.ts';
import { parseError, problemOf } from '../../../server/src/engine/duckdb/problems.ts';
import { Session } from '../../../server/src/engine/duckdb/session.ts';
import { EngineError } from '../../../server/src/engine/engine.ts';
import { standIn } from './standIn/collaborators.ts';
import { answerOf, fileRelation, rawPlan, temporaryFolder } from './standIn/engine.ts';

const settings = { threads: 2, memoryBytes: 256 * 2 ** 20, temporaryFolder: '' };

describe('a cell', () => {
	let database: Database;
	beforeAll(async () => {
		database = await Database.open(settings);
	});
	afterAll(() => database.close());

	it.each([
		['NULL', null],
		['true', true],
		['7::TINYINT', 7],
		['9007199254740991::BIGINT', 9007199254740991],
		['9007199254740992::BIGINT', '9007199254740992'],
		['-9007199254740993::BIGINT', '-9007199254740993'],
		['18446744073709551615::UBIGINT', '18446744073709551615'],
		['170141183460469231731687303715884105727::HUGEINT', '170141183460469231731687303715884105727'],
		['12::HUGEINT', 12],
		['1.50::DECIMAL(5, 2)', '1.50'],
		['-0.01::DECIMAL(38, 2)', '-0.01'],
		['0.1::DOUBLE', 0.1],
		['0.1::FLOAT', 0.1],
		['16777217::DOUBLE::FLOAT', 16777216],
		['3.4028235e38::FLOAT', 3.4028235e38],
		[`'nan'::DOUBLE`, 'NaN'],
		[`'inf'::DOUBLE`, 'Infinity'],
		[`'-inf'::FLOAT`, '-Infinity'],
		[`'a "quoted" ünïcode 🎈'`, 'a "quoted" ünïcode 🎈'],
		[`'{"a": 1}'::JSON`, '{"a": 1}'],
		[`'\\xAA\\x00b'::BLOB`, '\\xAA\\x00b'],
		[`DATE '2024-02-29'`, '2024-02-29'],
		[`TIMESTAMP '2024-02-29 12:34:56.789'`, '2024-02-29T12:34:56.789'],
		[`TIMESTAMP_NS '2024-02-29 12:34:56.123456789'`, '2024-02-29T12:34:56.123456789'],
		[`TIMESTAMP_S '2024-02-29 12:34:56'`, '2024-02-29T12:34:56'],
		[`TIMESTAMPTZ '2024-02-29 12:00:00+02'`, '2024-02-29T10:00:00Z'],
		[`'infinity'::TIMESTAMP`, 'infinity'],
		[`'-infinity'::DATE`, '-infinity'],
		[`TIME '12:34:56'`, '12:34:56'],
		[`INTERVAL 36 HOUR`, '36:00:00'],
		[`'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::UUID`, '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
		[`'b'::ENUM('a', 'b')`, 'b'],
		[`'101'::BIT`, '101'],
		['[1, NULL, 3]', [1, null, 3]],
		['[]', []],
		['[0.1::FLOAT]', [0.1]],
		['[[9007199254740993]]', [['9007199254740993']]],
		['[1, 2]::INTEGER[2]', [1, 2]],
		[`{'a': 1, 'b': {'c': DATE '2024-01-01'}}`, { a: 1, b: { c: '2024-01-01' } }],
		[`MAP {'k': [1]}`, { k: [1] }],
		[`MAP {1: 'one'}`, { 1: 'one' }],
		[`union_value(number := 3)`, 3],
	])('%s', async (sql, expected) => {
		const { rows } = await database.query(`SELECT ${sql} AS cell`);
		expect(rows).toEqual([[expected]]);
		expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
	});

	it('of a very long text is cut', async () => {
		const { rows } = await database.query(`SELECT repeat('x', 1000000)`);
		expect(String(rows[0]?.[0]).length).toBeLessThan(101_000);
	});

	it('keeps its place among many rows and columns', async () => {
		const { columns, rows } = await database.query(`SELECT range AS a, range * 2 AS b FROM range(5000) ORDER BY a`);
		expect(columns).toEqual(['a', 'b']);
		expect(rows).toEqual(Array.from({ length: 5000 }, (_, index) => [index, index * 2]));
	});
});

describe('a database', () => {
	let database: Database;
	beforeEach(async () => {
		database = await Database.open(settings);
	});
	afterEach(() => database.close());

	it.each([
		['autoinstall_known_extensions', false],
		['autoload_known_extensions', false],
		['allow_community_extensions', false],
		['allow_persistent_secrets', false],
		['threads', 2],
		['temp_directory', ''],
		['memory_limit', '256.0 MiB'],
		['TimeZone', 'UTC'],
	])('has %s set to %s', async (name, value) => {
		expect((await database.query(`SELECT current_setting('${name}')`)).rows).toEqual([[value]]);
	});

	it('forgets no interrupt that comes between two queries', async () => {
		database.interrupt();
		await expect(database.query('SELECT 1')).rejects.toMatchObject({ problem: { kind: 'cancelled' } });
		database.resume();
		expect((await database.query('SELECT 1')).rows).toEqual([[1]]);
	});

	it('refuses to answer a million rows at once', async () => {
		await expect(database.query('SELECT * FROM range(1000000)')).rejects.toMatchObject({ problem: { message: /200,000 rows/ } });
	});

	it('counts statements and tells a SELECT from the rest', async () => {
		expect(await database.statements('SELECT 1')).toEqual({ count: 1, isSelect: true });
		expect(await database.statements('SELECT 1; SELECT 2')).toEqual({ count: 2, isSelect: false });
		expect(await database.statements('CREATE TABLE x(i INT)')).toEqual({ count: 1, isSelect: false });
	});
});

describe('an error of DuckDB', () => {
	it.each([
		['Out of Memory Error: failed to allocate', 'memory'],
		['{"exception_type":"Out of Memory","exception_message":"failed"}', 'memory'],
		['INTERRUPT Error: Interrupted!', 'cancelled'],
		['IO Error: No files found', 'unreadable'],
		['Parser Error: {"exception_type":"Parser","exception_message":"syntax error","position":"3"}', 'query'],
		['FATAL Error: database has been invalidated', 'crashed'],
		['Invalid Input Error: no magic bytes', 'invalid-data'],
		['something unheard of', 'query'],
	])('%s is %s', (text, kind) => {
		expect(problemOf(new Error(text), 'the file').kind).toBe(kind);
	});

	it('is one line that keeps the candidates and drops the advice', () => {
		const error = new Error(
			'{"exception_type":"Binder","exception_message":"Column \\"x\\" not found!\\nCandidate bindings: \\"y\\"\\n\\nLINE 1: select x"}',
		);
		expect(parseError(error)).toEqual({ type: 'Binder', message: 'Column "x" not found! Candidate bindings: "y"' });
	});
});

describe('a session', () => {
	let folder: ReturnType<typeof temporaryFolder>;
	let session: Session | undefined;
	beforeEach(() => {
		folder = temporaryFolder();
	});
	afterEach(async () => {
		await session?.close();
		folder.remove();
	});

	const relation = () => fileRelation('t', folder.file('t.csv', 'id\n1\nx\n'));
	const rejected = { brokenRows: 1, first: [] };

	it('reads a text file again, cell by cell, once a typed read met errors, and says what it met', async () => {
		const modes: string[] = [];
		const collaborators: Collaborators = {
			...standIn,
			async bindRelation(each, query, mode) {
				modes.push(mode);
				const bound = await standIn.bindRelation(each, query, mode);
				return { ...bound, lenient: mode === 'lenient' };
			},
			readErrors: async () => rejected,
		};
		session = new Session(settings, collaborators);
		session.learn(relation());
		expect(await session.run(rawPlan('t', 'SELECT 1'))).toMatchObject({ ok: true, readErrors: rejected });
		expect(await session.run(rawPlan('t', 'SELECT 2'))).toMatchObject({ ok: true, readErrors: rejected });
		expect(modes).toEqual(['typed', 'lenient']);
	});

	it('tries cell by cell where a typed read fails outright', async () => {
		session = new Session(settings, {
			...standIn,
			bindRelation: async (each, query, mode) => ({ ...(await standIn.bindRelation(each, query, mode)), lenient: mode === 'lenient' }),
			compilePlan: (plan, relations) => ({
				...standIn.compilePlan(plan, relations),
				sql: relations.get('t')?.lenient ? 'SELECT 7' : `SELECT 'x'::INTEGER`,
			}),
		});
		session.learn(relation());
		expect(answerOf(await session.run(rawPlan('t', '')))).toBe(7);
	});

	it('answers a plan that cannot be compiled as a problem', async () => {
		session = new Session(settings, {
			...standIn,
			compilePlan: () => {
				throw new EngineError({ kind: 'unsupported', message: 'Not this' });
			},
		});
		session.learn(relation());
		expect(await session.run(rawPlan('t', 'SELECT 1'))).toMatchObject({ ok: false, problem: { kind: 'unsupported', message: 'Not this' } });
	});

	it('reads a relation anew when it is learnt again', async () => {
		session = new Session(settings, standIn);
		const first = await session.connect(relation());
		const second = await session.connect(fileRelation('t', folder.file('other.csv', 'name\na\n')));
		expect([first, second]).toMatchObject([{ columns: [{ name: 'id' }] }, { columns: [{ name: 'name' }] }]);
	});

	it('asks for footers of Parquet files only', async () => {
		const asked: string[] = [];
		session = new Session(settings, {
			...standIn,
			readFooter: async (files) => {
				asked.push(...files);
				return { rows: 2, columns: {} };
			},
		});
		expect(await session.connect(relation())).not.toHaveProperty('footer');
		const database = await Database.open(settings);
		await database.query(`COPY (SELECT 1 AS id) TO '${folder.path}/p.parquet'`);
		database.close();
		expect(await session.connect(fileRelation('p', `${folder.path}/p.parquet`, 'parquet'))).toMatchObject({ footer: { rows: 2 } });
		expect(asked).toEqual([`${folder.path}/p.parquet`]);
	});
});
