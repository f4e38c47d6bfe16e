import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilePlan } from '../../../server/src/engine/duckdb/compile/index.ts';
import type { Aggregate, Plan, SqlPlan } from '../../../server/src/engine/engine.ts';
import type { Expression, Literal } from '../../../server/src/engine/expression.ts';
import { type Duck, openDuck } from '../../differential/support/duck.ts';

let duck: Duck;
beforeAll(async () => {
	duck = await openDuck();
});
afterAll(() => duck.close());

const x: Expression = { kind: 'column', name: 'x' };

async function run(rows: string, plan: Exclude<Plan, SqlPlan>, target?: string) {
	const relations = new Map([['t', await duck.bind(rows, 'r.rowid_')]]);
	if (target !== undefined) relations.set('other', await duck.bind(target));
	const { sql, decode } = compilePlan(plan, relations);
	return decode(await duck.query(sql));
}

/** `(SELECT …)` of a column x of one type. */
function columnOf(type: string, values: readonly string[]): string {
	const list = values.map((value, index) => `(${index + 1}, CAST(${value} AS ${type}))`).join(', ');
	return `(SELECT * FROM (VALUES ${list}) AS v(rowid_, x))`;
}

/** One-based positions of the values for which the expression is true. */
async function matching(type: string, values: readonly string[], where: Expression): Promise<number[]> {
	const answer = await run(columnOf(type, values), { kind: 'rows', relation: 't', where, columns: [], violating: [], limit: 1000 });
	return answer.kind === 'rows' ? answer.rows.map(({ row }) => row!) : [];
}

async function measure(type: string, values: readonly string[], aggregate: Aggregate) {
	const answer = await run(columnOf(type, values), { kind: 'scan', relation: 't', measures: [{ key: 'a', aggregate }] });
	return answer.kind === 'measures' ? answer.values.a : undefined;
}

function compare(operator: '=' | '<>' | '<' | '<=' | '>' | '>=', value: Literal, left: Expression = x): Expression {
	return { kind: 'compare', operator, left, right: { kind: 'literal', value } };
}

const text = (value: string): Literal => ({ type: 'text', value });
const integer = (value: bigint): Literal => ({ type: 'integer', value });
const decimal = (value: string): Literal => ({ type: 'decimal', text: value });
const isNull = (of: Expression): Expression => ({ kind: 'isNull', of });
const call = (name: Extract<Expression, { kind: 'call' }>['function'], ...args: Expression[]): Expression => ({
	kind: 'call',
	function: name,
	args,
});
const literal = (value: Literal): Expression => ({ kind: 'literal', value });

describe('names and texts', () => {
	test('a column may be called anything', async () => {
		for (const name of ['a"b', "it's", 'sélect', 'select', ' ', 'a.b', '💧', 'x;--']) {
			const from = `(SELECT 1 AS "${name.replaceAll('"', '""')}", 1 AS rowid_)`;
			const answer = await run(from, {
				kind: 'scan',
				relation: 't',
				measures: [{ key: 'n', aggregate: { kind: 'countIf', where: compare('=', integer(1n), { kind: 'column', name }) } }],
			});
			expect(answer).toMatchObject({ values: { n: 1 } });
		}
	});

	test.each(["it's", "''", '\\', '%_', 'a\nb\r\n\t', '💧é\u0301', '\u202E', "'; DROP TABLE t; --", '$$', '--', '/*', '\0', 'a\0b', ''])(
		'the text %j is itself and nothing else',
		async (value) => {
			const stored = value.includes('\0')
				? value
						.split('\0')
						.map((part) => `'${part}'`)
						.join(' || chr(0) || ')
				: `'${value.replaceAll("'", "''")}'`;
			const values = [stored, "'something else'", 'NULL'];
			expect(await matching('VARCHAR', values, compare('=', text(value)))).toEqual([1]);
			expect(await matching('VARCHAR', values, { kind: 'in', of: x, values: [text(value)] })).toEqual([1]);
			expect(await matching('VARCHAR', values, { kind: 'not', of: { kind: 'in', of: x, values: [text(value)] } })).toEqual([2]);
		},
	);

	test('half a surrogate pair is no text of a file', async () => {
		expect(await matching('VARCHAR', ["'a'"], compare('=', text('\uD800')))).toEqual([]);
	});
});

describe('numbers', () => {
	test('integers compare exactly beyond 2^53', async () => {
		const values = ['9007199254740992', '9007199254740993', '9007199254740994'];
		expect(await matching('BIGINT', values, compare('>', integer(9007199254740993n)))).toEqual([3]);
		expect(await matching('BIGINT', values, compare('=', integer(9007199254740993n)))).toEqual([2]);
		expect(await matching('HUGEINT', values, compare('<=', integer(9007199254740993n)))).toEqual([1, 2]);
	});

	test('integers compare with fractions', async () => {
		const values = ['-4', '-3', '3', '4', 'NULL'];
		expect(await matching('INTEGER', values, compare('<', decimal('3.5')))).toEqual([1, 2, 3]);
		expect(await matching('INTEGER', values, compare('>=', decimal('-3.5')))).toEqual([2, 3, 4]);
		expect(await matching('INTEGER', values, compare('>', decimal('-3.5')))).toEqual([2, 3, 4]);
		expect(await matching('INTEGER', values, compare('<=', decimal('-3.5')))).toEqual([1]);
		expect(await matching('INTEGER', values, compare('=', decimal('3.5')))).toEqual([]);
		expect(await matching('INTEGER', values, compare('<>', decimal('3.5')))).toEqual([1, 2, 3, 4]);
		expect(await matching('INTEGER', values, compare('=', decimal('3.0')))).toEqual([3]);
	});

	test('bounds beyond what the type holds decide for every value, and for no null', async () => {
		const values = ['-128', '127', 'NULL'];
		for (const bound of [128n, 10n ** 50n]) {
			expect(await matching('TINYINT', values, compare('<', integer(bound)))).toEqual([1, 2]);
			expect(await matching('TINYINT', values, compare('>=', integer(bound)))).toEqual([]);
			expect(await matching('TINYINT', values, compare('>', integer(-bound - 1n)))).toEqual([1, 2]);
			expect(await matching('TINYINT', values, { kind: 'not', of: compare('<', integer(bound)) })).toEqual([]);
			expect(await matching('TINYINT', values, { kind: 'in', of: x, values: [integer(bound)] })).toEqual([]);
		}
		expect(await matching('UTINYINT', ['0', '255'], compare('<', integer(-1n)))).toEqual([]);
		expect(await matching('UBIGINT', ['18446744073709551615'], compare('>', integer(18446744073709551614n)))).toEqual([1]);
	});

	test('decimals compare exactly, whatever the digits of the bound', async () => {
		const values = ["'0.10'", "'0.11'", "'-0.11'", 'NULL'];
		expect(await matching('DECIMAL(10,2)', values, compare('>', decimal('0.1')))).toEqual([2]);
		expect(await matching('DECIMAL(10,2)', values, compare('>', decimal('0.105')))).toEqual([2]);
		expect(await matching('DECIMAL(10,2)', values, compare('<=', decimal('-0.105')))).toEqual([3]);
		expect(await matching('DECIMAL(10,2)', values, compare('=', { type: 'double', value: 0.1 }))).toEqual([1]);
		expect(
			await matching(
				'DECIMAL(38,10)',
				["'1234567890123456789012345678.1234567891'"],
				compare('>', decimal('1234567890123456789012345678.123456789')),
			),
		).toEqual([1]);
		expect(await matching('DECIMAL(38,10)', ["'1'"], compare('<', decimal('1e60')))).toEqual([1]);
		expect(await matching('DECIMAL(4,2)', ["'1'"], compare('>', decimal('1e-60')))).toEqual([1]);
	});

	test('a single-precision 0.1 is the 0.1 of the contract', async () => {
		expect(await matching('FLOAT', ['0.1', '0.2'], compare('>', decimal('0.1')))).toEqual([2]);
		expect(await matching('FLOAT', ['0.1', '0.2'], { kind: 'in', of: x, values: [decimal('0.1')] })).toEqual([1]);
		expect(await matching('FLOAT', ['16777216', '16777218'], compare('<', integer(16777217n)))).toEqual([1]);
	});

	test('NaN is beyond every number and equal to itself; infinities have their place', async () => {
		const values = ["'nan'", "'inf'", "'-inf'", '1', 'NULL'];
		expect(await matching('DOUBLE', values, compare('>', integer(3n)))).toEqual([1, 2]);
		expect(await matching('DOUBLE', values, compare('<', integer(3n)))).toEqual([3, 4]);
		expect(await matching('DOUBLE', values, compare('<>', integer(1n)))).toEqual([1, 2, 3]);
		expect(await matching('DOUBLE', values, compare('=', { type: 'double', value: Number.NaN }))).toEqual([1]);
		expect(await matching('DOUBLE', values, compare('<', { type: 'double', value: Number.POSITIVE_INFINITY }))).toEqual([3, 4]);
		expect(
			await matching('DOUBLE', values, {
				kind: 'or',
				of: [compare('<', integer(0n)), compare('>', integer(3n)), { kind: 'isNaN', of: x }],
			}),
		).toEqual([1, 2, 3]);
		expect(await matching('DOUBLE', values, { kind: 'or', of: [compare('<', integer(0n)), { kind: 'isNaN', of: x }] })).toEqual([1, 3]);
		expect(await matching('DOUBLE', values, { kind: 'compare', operator: '<>', left: x, right: x })).toEqual([]);
	});

	test('a flipped comparison says the same', async () => {
		const flipped: Expression = { kind: 'compare', operator: '<', left: literal(integer(3n)), right: x };
		expect(await matching('DOUBLE', ['2', '4', "'nan'"], flipped)).toEqual([2, 3]);
	});

	test('text in a column that should hold numbers compares where it is one', async () => {
		expect(await matching('VARCHAR', ["'5'", "'50'", "'five'", 'NULL'], compare('>', integer(9n)))).toEqual([2]);
	});

	test('membership is exact, for few values and for many', async () => {
		const many = Array.from({ length: 100 }, (_, index) => integer(BigInt(index)));
		const values = ['5', '99', '100', 'NULL'];
		expect(await matching('BIGINT', values, { kind: 'not', of: { kind: 'in', of: x, values: many } })).toEqual([3]);
		expect(await matching('BIGINT', values, { kind: 'in', of: x, values: [integer(5n), decimal('99.5'), text('100')] })).toEqual([1, 3]);
		expect(await matching('VARCHAR', ["'5'", "'6'"], { kind: 'in', of: x, values: [integer(5n)] })).toEqual([1]);
		expect(await matching('VARCHAR', ["'5'"], { kind: 'not', of: { kind: 'in', of: x, values: [] } })).toEqual([1]);
		expect(await matching('DOUBLE', ['0.1', "'nan'"], { kind: 'not', of: { kind: 'in', of: x, values: [decimal('0.1')] } })).toEqual([2]);
		expect(
			await matching('DATE', ["'2024-01-31'", "'2024-02-01'"], { kind: 'in', of: x, values: [text('2024-01-31'), text('no date')] }),
		).toEqual([1]);
		expect(await matching('BOOLEAN', ['true', 'false'], { kind: 'in', of: x, values: [{ type: 'boolean', value: true }] })).toEqual([1]);
	});
});

describe('remainders', () => {
	const notMultiple = (divisor: Literal) => compare('<>', integer(0n), call('remainder', x, literal(divisor)));

	test.each([
		['DOUBLE', decimal('0.01'), ['0.1', '1.1', '2.675', '1e15', '123456.78', '0.105', '0.015', '-7.33', '1e-9', '0'], [3, 6, 7, 9]],
		['DOUBLE', decimal('0.25'), ['0.5', '0.3', '-0.75', '1e300', "'nan'", "'inf'", 'NULL'], [2, 5, 6]],
		['FLOAT', decimal('0.01'), ['0.1', '1.1', '0.105', '12.34'], [3]],
		['DECIMAL(10,3)', decimal('0.01'), ["'0.1'", "'0.105'", "'-3.33'", 'NULL'], [2]],
		['DECIMAL(10,1)', decimal('0.25'), ["'0.5'", "'0.3'", "'2'"], [2]],
		['INTEGER', decimal('2.5'), ['5', '4', '-10', '0', 'NULL'], [2]],
		['BIGINT', integer(3n), ['9', '10', '-9', '-10', '9223372036854775807'], [2, 4, 5]],
		['HUGEINT', decimal('0.1'), ['170141183460469231731687303715884105727', '5'], []],
		['UBIGINT', integer(18446744073709551615n), ['18446744073709551615', '1'], [2]],
	] as const)('%s by %o', async (type, divisor, values, wanted) => {
		expect(await matching(type, values, notMultiple(divisor))).toEqual(wanted);
	});
});

describe('text', () => {
	test('length counts characters, not bytes or UTF-16 units', async () => {
		expect(await matching('VARCHAR', ["'💧💧'", "'ab'", "'abc'", "''", 'NULL'], compare('=', integer(2n), call('length', x)))).toEqual([
			1, 2,
		]);
	});

	test('patterns are searched for anywhere', async () => {
		expect(await matching('VARCHAR', ["'xay'", "'b'", 'NULL'], { kind: 'matches', of: x, pattern: 'a' })).toEqual([1]);
		expect(await matching('INTEGER', ['10', '20'], { kind: 'matches', of: x, pattern: '^1' })).toEqual([1]);
		expect(await matching('VARCHAR', ["'it''s'"], { kind: 'matches', of: x, pattern: "t's$" })).toEqual([1]);
	});

	test('texts are read by the patterns of the JDK', async () => {
		const parsed = (pattern: string) =>
			({ kind: 'not', of: isNull(call('parseTimestamp', x, literal(text(pattern)))) }) satisfies Expression;
		expect(await matching('VARCHAR', ["'31/12/2024'", "'2024-12-31'", 'NULL'], parsed('dd/MM/yyyy'))).toEqual([1]);
		expect(await matching('VARCHAR', ["'2024-12-31T10:00'", "'2024-12-31T10:00:30'"], parsed("yyyy-MM-dd'T'HH:mm[:ss]"))).toEqual([1, 2]);
		const late = compare(
			'>',
			{ type: 'timestampTz', text: '2024-12-31T08:30:00Z' },
			call('parseTimestamp', x, literal(text("yyyy-MM-dd'T'HH:mmXXX"))),
		);
		expect(await matching('VARCHAR', ["'2024-12-31T10:00+02:00'", "'2024-12-31T10:00Z'"], late)).toEqual([2]);
	});
});

describe('times', () => {
	test('dates and instants compare across kinds', async () => {
		expect(
			await matching('DATE', ["'2024-01-31'", "'2024-02-01'"], compare('>', { type: 'timestamp', text: '2024-01-31T12:00:00' })),
		).toEqual([2]);
		expect(await matching('TIMESTAMP', ["'2024-01-31 00:00:01'"], compare('>', { type: 'date', text: '2024-01-31' }))).toEqual([1]);
		const noon: Literal = { type: 'timestampTz', text: '2024-01-31T12:00:00+02:00' };
		expect(await matching('TIMESTAMP', ["'2024-01-31 10:00:00'", "'2024-01-31 11:00:00'"], compare('>', noon))).toEqual([2]);
		expect(await matching('TIMESTAMPTZ', ["'2024-01-31 10:00:00+00'", "'2024-01-31 12:00:01+02'"], compare('>', noon))).toEqual([2]);
		expect(
			await matching('TIMESTAMPTZ', ["'2024-01-31 10:00:00+00'"], compare('=', { type: 'timestamp', text: '2024-01-31T10:00:00' })),
		).toEqual([1]);
		expect(await matching('TIME', ["'09:59:59'", "'10:00:00'"], compare('<', { type: 'time', text: '10:00:00' }))).toEqual([1]);
		expect(await matching('VARCHAR', ["'2024-03-01'", "'soon'"], compare('>', { type: 'date', text: '2024-01-31' }))).toEqual([1]);
	});
});

describe('nested values', () => {
	test('items, keys and duplicates', async () => {
		const lists = ["['a','a']", "['a']", '[]', 'NULL', '[NULL, NULL]', "['a', NULL]"];
		expect(await matching('VARCHAR[]', lists, compare('>', integer(1n), call('items', x)))).toEqual([1, 5, 6]);
		expect(await matching('VARCHAR[]', lists, call('hasDuplicateItems', x))).toEqual([1]);
		const structs = ["{'a': 1, 'b': NULL}", "{'a': NULL, 'b': NULL}", 'NULL'];
		expect(await matching('STRUCT(a INTEGER, b INTEGER)', structs, compare('=', integer(1n), call('keys', x)))).toEqual([1]);
		expect(await matching('STRUCT(a INTEGER, b INTEGER)', structs, call('hasKey', x, literal(text('a'))))).toEqual([1]);
		expect(await matching('STRUCT(a INTEGER, b INTEGER)', structs, call('hasKey', x, literal(text('c'))))).toEqual([]);
		const maps = ["MAP {'a': 1, 'b': 2}", "MAP {'c': 1}", 'NULL'];
		expect(await matching('MAP(VARCHAR, INTEGER)', maps, compare('=', integer(2n), call('keys', x)))).toEqual([1]);
		expect(await matching('MAP(VARCHAR, INTEGER)', maps, call('hasKey', x, literal(text('c'))))).toEqual([2]);
	});

	test('fields and items are reached', async () => {
		const zip: Expression = { kind: 'column', name: 'x', path: ['home', 'zip'] };
		const homes = ["{'home': {'zip': '1'}}", "{'home': {'zip': NULL}}", "{'home': NULL}", 'NULL'];
		expect(await matching('STRUCT(home STRUCT(zip VARCHAR))', homes, isNull(zip))).toEqual([2, 3, 4]);
		const big: Expression = { kind: 'anyItem', of: x, name: 'item0', where: compare('>', integer(2n), { kind: 'item', name: 'item0' }) };
		expect(await matching('INTEGER[]', ['[1, 3]', '[1]', '[]', 'NULL', '[NULL, 3]'], big)).toEqual([1, 5]);
		const nested: Expression = {
			kind: 'anyItem',
			of: x,
			name: 'item0',
			where: {
				kind: 'anyItem',
				of: { kind: 'item', name: 'item0', path: ['v'] },
				name: 'item1',
				where: compare('>', integer(2n), { kind: 'item', name: 'item1' }),
			},
		};
		expect(await matching('STRUCT(v INTEGER[])[]', ["[{'v': [1]}, {'v': [2, 3]}]", "[{'v': [1]}]"], nested)).toEqual([1]);
		const key: Expression = {
			kind: 'anyItem',
			of: call('mapKeys', x),
			name: 'k',
			where: compare('=', text('b'), { kind: 'item', name: 'k' }),
		};
		expect(await matching('MAP(VARCHAR, INTEGER)', ["MAP {'a': 1}", "MAP {'b': 1}"], key)).toEqual([2]);
		expect(await matching('DOUBLE[]', ['[3, 4]', '[1, 0]', '[NULL]'], compare('=', integer(5n), call('norm', x)))).toEqual([1]);
	});
});

describe('aggregates', () => {
	test('NaN is the greatest, none is null', async () => {
		expect(await measure('DOUBLE', ['1', "'nan'"], { kind: 'max', of: x })).toBe('NaN');
		expect(await measure('DOUBLE', ['1', "'nan'"], { kind: 'min', of: x })).toBe(1);
		expect(await measure('DOUBLE', ['1', 'NULL'], { kind: 'values', of: [x] })).toBe(1);
		expect(await measure('BIGINT', ['-1', '7', '7', 'NULL'], { kind: 'distinctResidues', of: x, bits: 12 })).toBe(2);
		expect(await measure('DOUBLE', ['1', "'inf'"], { kind: 'standardDeviation', of: x })).toBe('NaN');
		expect(await measure('DOUBLE', ['NULL'], { kind: 'mean', of: x })).toBeNull();
		expect(await measure('DOUBLE', ['1', '2', 'NULL'], { kind: 'mean', of: x })).toBe(1.5);
		expect(await measure('INTEGER', ['1', '2', '4'], { kind: 'quantile', of: x, share: 0.25 })).toBe(1.5);
		expect(await measure('INTEGER', ['2', '4', '4', '4', '5', '5', '7', '9'], { kind: 'standardDeviation', of: x })).toBeCloseTo(
			2.13809,
			5,
		);
	});

	test('distinct counts leave nulls out', async () => {
		expect(await measure('VARCHAR', ["'a'", "'a'", "'b'", 'NULL'], { kind: 'distinct', of: x })).toBe(2);
		expect(await measure('VARCHAR', ["'a'", "'a'", "'b'", 'NULL'], { kind: 'distinctHashes', of: [x] })).toBe(2);
		expect(await measure('BIGINT', ['-5', '7', '7', 'NULL'], { kind: 'distinctInRange', of: x, min: -5n, max: 7n })).toBe(2);
		expect(await measure('BIGINT', ['NULL'], { kind: 'distinctInRange', of: x, min: 0n, max: 7n })).toBe(0);
		expect(await measure('DOUBLE', ['0.0', "'-0.0'", "'nan'", "'nan'"], { kind: 'distinctHashes', of: [x] })).toBe(2);
	});
});

describe('keys', () => {
	test('rows of duplicate keys, the most frequent first', async () => {
		const rows = columnOf('VARCHAR', ["'a'", "'b'", "'b'", 'NULL', 'NULL', "'c'", "'c'", "'c'"]);
		const answer = await run(rows, { kind: 'duplicates', relation: 't', keys: [x], columns: ['x'], limit: 4 });
		expect(answer).toMatchObject({ total: 5, rows: [{ row: 6, cells: { x: 'c' }, violating: ['x'] }, { row: 7 }, { row: 8 }, { row: 2 }] });
		expect(
			await run(columnOf('VARCHAR', ["'a'", 'NULL', 'NULL']), { kind: 'duplicates', relation: 't', keys: [x], columns: [], limit: 3 }),
		).toEqual({ kind: 'rows', rows: [], total: 0 });
	});

	test('rows without a partner in another relation', async () => {
		const rows = columnOf('VARCHAR', ["'1'", "'2'", "'2'", 'NULL', "'3'"]);
		const other = `(SELECT * FROM (VALUES (1), (3), (NULL)) AS v(id))`;
		const plan: Plan = {
			kind: 'orphans',
			relation: 't',
			keys: [x],
			target: 'other',
			targetKeys: [{ kind: 'column', name: 'id' }],
			columns: ['x'],
			limit: 5,
		};
		expect(await run(rows, plan, other)).toMatchObject({ total: 2, rows: [{ row: 2 }, { row: 3 }] });
	});
});

describe('distributions', () => {
	test('values and their counts', async () => {
		const answer = await run(columnOf('VARCHAR', ["'a'", "'b'", "'b'", 'NULL']), { kind: 'groups', relation: 't', of: x, limit: 2 });
		expect(answer).toEqual({
			kind: 'groups',
			groups: [
				{ value: 'b', rows: 2 },
				{ value: 'a', rows: 1 },
			],
			distinct: 3,
		});
	});

	test('equal widths hold every finite value once', async () => {
		const histogram = (type: string, values: readonly string[]) =>
			run(columnOf(type, values), { kind: 'histogram', relation: 't', column: 'x', bins: 4 });
		expect(await histogram('DOUBLE', ['0', '1', '2', '3', '4', "'nan'", "'inf'", 'NULL'])).toEqual({
			kind: 'histogram',
			edges: [0, 1, 2, 3, 4],
			counts: [1, 1, 1, 2],
		});
		expect(await histogram('INTEGER', ['7', '7'])).toEqual({ kind: 'histogram', edges: [7, 7], counts: [2] });
		expect(await histogram('INTEGER', ['NULL'])).toEqual({ kind: 'histogram', edges: [], counts: [] });
		expect(await histogram('DOUBLE', ['-1.7e308', '1.7e308'])).toMatchObject({ counts: [1, 0, 0, 1] });
		expect(await histogram('DATE', ["'1970-01-01'", "'1970-01-05'"])).toMatchObject({
			edges: [0, 86_400_000, 172_800_000, 259_200_000, 345_600_000],
		});
		expect(await histogram('VARCHAR', ["'a'", "'b'", "'b'"])).toEqual({ kind: 'histogram', labels: ['b', 'a'], counts: [2, 1], total: 3 });
	});

	test('the longest gap and where it is', async () => {
		const gap = (type: string, values: readonly string[]) => run(columnOf(type, values), { kind: 'gap', relation: 't', of: x });
		expect(await gap('DATE', ["'2024-01-01'", "'2024-01-02'", "'2024-01-05'", 'NULL'])).toMatchObject({ seconds: 3 * 86_400 });
		expect(await gap('TIMESTAMP', ["'2024-01-01'", "'2024-01-01'"])).toEqual({ kind: 'gap', seconds: null });
	});
});
