import type { Bound, Check, Measure } from '../../../server/src/checks/check.ts';
import type { Expression, Literal } from '../../../server/src/engine/expression.ts';
import type { Random } from './random.ts';
import type { Column, Table, Value } from './table.ts';
import { decimalText, exactText } from './writers.ts';

/** A check and what it must come to, told value by value in JavaScript: no SQL, no statistics, nothing fused. */
export interface Expected {
	readonly check: Check;
	/** What `observed` must be: exact for counts, to 9 digits for means and the like. */
	readonly observed: number | null;
}

export function randomChecks(random: Random, table: Table): Expected[] {
	const checks: Expected[] = [rowCount(table)];
	for (const column of table.columns) {
		const kinds = [required, unique, primaryKey, bounds, bounds, between, membership, notNull];
		if (column.type === 'VARCHAR') kinds.push(length, pattern, pattern);
		if (isWhole(column.type) || column.type === 'FLOAT' || column.type === 'DOUBLE') kinds.push(statistic, statistic);
		if (isWhole(column.type)) kinds.push(multiple);
		if (column.type === 'DATE' || column.type.startsWith('TIMESTAMP')) kinds.push(age);
		const some = 1 + random.below(6);
		for (let made = 0; made < some; made++) checks.push(random.pick(kinds)(column, table, random));
	}
	if (table.columns.length > 1) checks.push(compositeKey(table, random));
	return checks.map(({ check, observed }, index) => ({ check: { ...check, id: `check ${index}: ${check.id}` }, observed }));
}

type Maker = (column: Column, table: Table, random: Random) => Expected;

function made(
	id: string,
	measure: Measure,
	observed: number | null,
	unit: Check['unit'] = 'rows',
	bound: Bound = { kind: 'zero' },
): Expected {
	const check: Check = {
		id,
		rule: 'data.test',
		family: 'constraint',
		severity: 'error',
		tags: [],
		range: { start: 0, end: 0 },
		subject: id,
		expected: id,
		needs: [],
		measure,
		bound,
		unit,
	};
	return { check, observed };
}

function rows(id: string, column: Column, where: Expression, violates: (value: Value) => boolean, random: Random): Expected {
	const failing = column.values.filter(violates).length;
	const measure: Measure = { kind: 'violations', relation: 't', where, violating: [column.name] };
	if (random.chance(0.8)) return made(`${id} of ${column.name}`, measure, failing);
	return made(`${id} of ${column.name}`, measure, column.values.length === 0 ? 0 : (100 * failing) / column.values.length, 'percent');
}

function rowCount(table: Table): Expected {
	return made('rows', { kind: 'rowCount', relation: 't' }, table.rows, 'rows', { kind: 'greater', value: 0 });
}

const columnOf = ({ name }: Column): Expression => ({ kind: 'column', name });

const required: Maker = (column, _, random) =>
	rows('required', column, { kind: 'isNull', of: columnOf(column) }, (value) => value === null, random);

const notNull: Maker = (column, _, random) =>
	rows('null', column, { kind: 'not', of: { kind: 'isNull', of: columnOf(column) } }, (value) => value !== null, random);

const unique: Maker = (column) => duplicates(`unique ${column.name}`, [column], 'ignored');
const primaryKey: Maker = (column) => duplicates(`key ${column.name}`, [column], 'violate');

function compositeKey(table: Table, random: Random): Expected {
	const columns = [...table.columns].sort(() => random.next() - 0.5).slice(0, 2);
	return duplicates(`key of ${columns.map(({ name }) => name).join(' and ')}`, columns, random.pick(['ignored', 'violate']));
}

function duplicates(id: string, columns: readonly Column[], nulls: 'ignored' | 'violate'): Expected {
	const length = columns[0]?.values.length ?? 0;
	const keys = Array.from({ length }, (_, row) => columns.map(({ values }) => values[row]!));
	const whole = keys
		.filter((key) => key.every((part) => part !== null))
		.map((key) => JSON.stringify(key.map((part) => `${typeof part}:${part === 0 ? '0' : String(part)}`)));
	const counts = new Map<string, number>();
	for (const key of whole) counts.set(key, (counts.get(key) ?? 0) + 1);
	const repeated = whole.filter((key) => counts.get(key)! > 1).length;
	const observed = repeated + (nulls === 'violate' ? keys.length - whole.length : 0);
	return made(id, { kind: 'duplicates', relation: 't', keys: columns.map(columnOf), nulls }, observed);
}

type Operator = '<' | '<=' | '>' | '>=' | '=' | '<>';

/** NaN breaks every bound; a check says so itself, as the product's own do. */
function broken(
	column: Column,
	operator: Operator,
	bound: NonNullable<Value>,
): { readonly where: Expression; readonly violates: (value: Value) => boolean } {
	const compare: Expression = {
		kind: 'compare',
		operator,
		left: columnOf(column),
		right: { kind: 'literal', value: literalOf(bound, column.type) },
	};
	const where: Expression = column.type === 'VARCHAR' ? compare : { kind: 'or', of: [compare, { kind: 'isNaN', of: columnOf(column) }] };
	return { where, violates: (value) => value !== null && (isNaN_(value) || holds(value, operator, bound)) };
}

const bounds: Maker = (column, _, random) => {
	const operator = random.pick(['<', '<=', '>', '>=', '=', '<>'] as const);
	const bound = boundNear(column, random);
	const { where, violates } = broken(column, operator, bound);
	return rows(`${operator} ${show(bound)}`, column, where, violates, random);
};

const between: Maker = (column, _, random) => {
	const low = broken(column, '<', boundNear(column, random));
	const high = broken(column, '>', boundNear(column, random));
	return rows(
		'between',
		column,
		{ kind: 'or', of: [low.where, high.where] },
		(value) => low.violates(value) || high.violates(value),
		random,
	);
};

const membership: Maker = (column, _, random) => {
	const size = random.pick([1, 3, 8, 40]);
	const list = random.chance(0.4)
		? [...new Set(column.values)].slice(0, 60)
		: Array.from({ length: size }, () => boundNear(column, random));
	const allowed = list.filter((value): value is NonNullable<Value> => value !== null && !isNaN_(value));
	const where: Expression = {
		kind: 'not',
		of: { kind: 'in', of: columnOf(column), values: allowed.map((value) => literalOf(value, column.type)) },
	};
	const violates = (value: Value) => value !== null && !allowed.some((one) => !isNaN_(value) && holds(value, '=', one!));
	return rows('one of', column, where, violates, random);
};

const length: Maker = (column, _, random) => {
	const limit = random.below(12);
	const operator = random.pick(['<', '>'] as const);
	const where: Expression = {
		kind: 'compare',
		operator,
		left: { kind: 'call', function: 'length', args: [columnOf(column)] },
		right: { kind: 'literal', value: { type: 'integer', value: BigInt(limit) } },
	};
	return rows(
		`length ${operator} ${limit}`,
		column,
		where,
		(value) => value !== null && holds(BigInt([...String(value)].length), operator, BigInt(limit)),
		random,
	);
};

const pattern: Maker = (column, _, random) => {
	const [source, test] = random.pick<[string, (text: string) => boolean]>([
		['^[a-z]+$', (text) => /^[a-z]+$/.test(text)],
		['[0-9]', (text) => /[0-9]/.test(text)],
		['^$', (text) => text === ''],
		["'", (text) => text.includes("'")],
		['^.{2}$', (text) => /^.{2}$/u.test(text)],
	]);
	const where: Expression = { kind: 'not', of: { kind: 'matches', of: columnOf(column), pattern: source } };
	return rows(`pattern ${source}`, column, where, (value) => value !== null && !test(String(value)), random);
};

const multiple: Maker = (column, _, random) => {
	const divisor = random.pick([2n, 5n, 10n]);
	const scale = 10n ** BigInt(scaleOf(column.type));
	const where: Expression = {
		kind: 'compare',
		operator: '<>',
		left: {
			kind: 'call',
			function: 'remainder',
			args: [columnOf(column), { kind: 'literal', value: { type: 'integer', value: divisor } }],
		},
		right: { kind: 'literal', value: { type: 'integer', value: 0n } },
	};
	return rows(`multiple of ${divisor}`, column, where, (value) => typeof value === 'bigint' && value % (divisor * scale) !== 0n, random);
};

const statistic: Maker = (column, _, random) => {
	const kind = random.pick(['minimum', 'maximum', 'mean', 'uniqueCount', 'uniqueShare'] as const);
	const values = column.values.filter((value) => value !== null);
	const numbers = values.map((value) => Number(value) / 10 ** scaleOf(column.type));
	const distinct = new Set(values.map((value) => (value === 0 ? 0 : value))).size;
	const observed =
		kind === 'uniqueCount'
			? distinct
			: values.length === 0
				? null
				: kind === 'uniqueShare'
					? distinct / values.length
					: statisticOf(kind, numbers);
	return made(
		`${kind} of ${column.name}`,
		{ kind: 'statistic', relation: 't', column: column.name, statistic: { kind } },
		observed,
		'value',
		{ kind: 'greaterOrEqual', value: 0 },
	);
};

function statisticOf(kind: 'minimum' | 'maximum' | 'mean', numbers: readonly number[]): number {
	if (numbers.some(Number.isNaN)) return Number.NaN;
	if (kind === 'mean') return numbers.reduce((sum, value) => sum + value / numbers.length, 0);
	return numbers.reduce((best, value) => (kind === 'minimum' ? Math.min(best, value) : Math.max(best, value)));
}

const age: Maker = (column, _, random) => {
	const which = random.pick(['newest', 'oldest'] as const);
	const micros = column.values
		.filter((value) => typeof value === 'bigint')
		.map((value) => (column.type === 'DATE' ? value * 86_400_000_000n : value));
	const found = micros.reduce<bigint | undefined>(
		(best, value) => (best === undefined || (which === 'newest' ? value > best : value < best) ? value : best),
		undefined,
	);
	const now = Date.parse('2026-01-01T00:00:00Z');
	const observed = found === undefined ? null : (now * 1000 - Number(found)) / 1e6;
	return made(
		`${which} ${column.name}`,
		{ kind: 'age', relation: 't', of: columnOf(column), which, nowIso: '2026-01-01T00:00:00Z' },
		observed,
		'seconds',
		{ kind: 'less', value: 0 },
	);
};

/** A value of the column, or one beside it: where off-by-one lives. */
function boundNear(column: Column, random: Random): NonNullable<Value> {
	const present = column.values.filter((value): value is NonNullable<Value> => value !== null && !isNaN_(value));
	const value = present.length > 0 && random.chance(0.9) ? extreme(present, random) : zero(column.type);
	if (typeof value === 'bigint') {
		const moved = value + BigInt(random.pick([0, 0, 1, -1, 1000]));
		return column.type === 'DATE' || column.type.startsWith('TIMESTAMP') || random.chance(0.9) ? moved : value * 1000n;
	}
	if (typeof value === 'number') return Number.isFinite(value) ? value + random.pick([0, 0, 0.125, -0.125]) : 0;
	if (typeof value === 'string') return value + random.pick(['', '', 'a', ' ']);
	return value;
}

function extreme(present: readonly NonNullable<Value>[], random: Random): NonNullable<Value> {
	if (random.chance(0.3)) return random.pick(present);
	const least = random.chance(0.5);
	return present.reduce((best, value) => (holds(value, least ? '<' : '>', best) ? value : best));
}

function zero(type: string): NonNullable<Value> {
	if (type === 'VARCHAR') return 'a';
	if (type === 'BOOLEAN') return true;
	return type === 'FLOAT' || type === 'DOUBLE' ? 0 : 0n;
}

function literalOf(value: Value, type: string): Literal {
	if (typeof value === 'bigint') {
		if (type === 'DATE') return { type: 'date', text: exactText(value, type) };
		if (type === 'TIMESTAMP') return { type: 'timestamp', text: exactText(value, type).replace(' ', 'T') };
		if (type === 'TIMESTAMPTZ') return { type: 'timestampTz', text: exactText(value, 'TIMESTAMP').replace(' ', 'T').concat('Z') };
		const scale = scaleOf(type);
		return scale === 0 ? { type: 'integer', value } : { type: 'decimal', text: decimalText(value, scale) };
	}
	if (typeof value === 'number') return { type: 'double', value };
	if (typeof value === 'boolean') return { type: 'boolean', value };
	return value === null ? { type: 'null' } : { type: 'text', value };
}

function holds(value: NonNullable<Value>, operator: Operator, bound: NonNullable<Value>): boolean {
	const order =
		typeof value === 'string'
			? byBytes(value, String(bound))
			: value === bound || (value === 0 && bound === 0)
				? 0
				: value! < bound
					? -1
					: 1;
	switch (operator) {
		case '<':
			return order < 0;
		case '<=':
			return order <= 0;
		case '>':
			return order > 0;
		case '>=':
			return order >= 0;
		case '=':
			return order === 0;
		case '<>':
			return order !== 0;
	}
}

/** Text is ordered by its UTF-8 bytes. */
function byBytes(left: string, right: string): number {
	return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function isWhole(type: string): boolean {
	return /INT|DECIMAL/.test(type);
}

function isNaN_(value: Value): boolean {
	return typeof value === 'number' && Number.isNaN(value);
}

function scaleOf(type: string): number {
	return Number(/^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1] ?? 0);
}

function show(value: Value): string {
	return typeof value === 'string' ? JSON.stringify(value.slice(0, 20)) : String(value);
}
