import { columnNamed } from '../../engine/columnNamed.ts';
import type { Aggregate, Connection, Footer, RelationColumn } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { Check, Measure } from '../check.ts';
import { typeFits } from '../types/typeFit.ts';
import { ageSeconds, violating } from './figures.ts';
import { done, number, type Question } from './question.ts';
import { statisticQuestion } from './statistic.ts';
import { boundsQuestion } from './summary.ts';
import { typeFound } from './typeFound.ts';

/** The question of a check that a scan can answer; undefined for those with a plan of their own. */
export function questionOf(check: Check, connection: Extract<Connection, { readonly ok: true }>): Question | undefined {
	const { measure } = check;
	switch (measure.kind) {
		case 'violations':
			return violationsQuestion(check, measure.where, connection.columns);
		case 'rowCount':
			return {
				aggregates: [{ kind: 'count' }],
				conclude: ([total]) => done({ kind: 'measured', observed: number(total), totalRows: number(total) }),
			};
		case 'type':
			return typeQuestion(check, measure, connection.columns);
		case 'duplicates':
			return duplicatesQuestion(check, measure, connection);
		case 'statistic':
			return statisticQuestion(measure, connection.columns);
		case 'age':
			return measure.which === 'longestGap' ? undefined : ageQuestion(measure);
		default:
			return undefined;
	}
}

function violationsQuestion(check: Check, where: Expression, columns: readonly RelationColumn[]): Question {
	const counted: Question = {
		aggregates: [{ kind: 'countIf', where }, { kind: 'count' }],
		conclude: ([failing, total]) => done(violating(check, number(failing), number(total))),
	};
	return nullsQuestion(check, where) ?? boundsQuestion(check, where, columns, counted) ?? counted;
}

/** Nulls of a column are what is left of the rows after its values and the cells that are of another type. */
function nullsQuestion(check: Check, where: Expression): Question | undefined {
	if (where.kind !== 'isNull' || where.of.kind !== 'column' || (where.of.path ?? []).length > 0) return undefined;
	return {
		aggregates: [
			{ kind: 'values', of: [where.of] },
			{ kind: 'countIf', where: { kind: 'misfit', column: where.of.name } },
			{ kind: 'count' },
		],
		conclude: ([values, misfits, total]) => done(violating(check, number(total) - number(values) - number(misfits), number(total))),
	};
}

/** Cells of a text file that are not of their type. */
function typeQuestion(
	check: Check,
	measure: Extract<Measure, { readonly kind: 'type' }>,
	columns: readonly RelationColumn[],
): Question | undefined {
	const column = columnNamed(columns, measure.column);
	if (!column) return undefined;
	const found = typeFound(column, measure.path ?? []);
	const fits = found.type.kind === 'unknown' || typeFits(found, measure.accepts);
	const path = measure.path ?? [];
	const misfit: Expression = { kind: 'misfit', column: measure.column, ...(path.length === 0 ? {} : { path }) };
	return {
		aggregates: [{ kind: 'countIf', where: misfit }, { kind: 'count' }],
		conclude: ([failing, total]) => done({ ...violating(check, number(failing), number(total)), observed: found.engineType, fits }),
	};
}

function duplicatesQuestion(
	check: Check,
	measure: Extract<Measure, { readonly kind: 'duplicates' }>,
	{ columns, footer, bytes, approximateRows }: Extract<Connection, { readonly ok: true }>,
): Question {
	const [only] = measure.keys;
	const single = measure.keys.length === 1 && only?.kind === 'column' && (only.path ?? []).length === 0 ? only : undefined;
	// Cells of another type are no keys, and no nulls either.
	const others: Expression = single
		? { kind: 'misfit', column: single.name }
		: { kind: 'or', of: measure.keys.map((of) => ({ kind: 'isNull', of })) };
	const by = (distinct: Aggregate): Question => ({
		aggregates: [distinct, { kind: 'values', of: measure.keys }, { kind: 'countIf', where: others }, { kind: 'count' }],
		conclude: ([different, keys, other, total]) => {
			const rows = number(total);
			const nulls = measure.nulls === 'ignored' ? 0 : single ? rows - number(keys) - number(other) : number(other);
			if (number(different) !== number(keys)) return { kind: 'countDuplicates', nulls, total: rows };
			return done(violating(check, nulls, rows));
		},
	});
	const hashes = by({ kind: 'distinctHashes', of: measure.keys });
	const whole = single && columnNamed(columns, single.name)?.type.kind === 'integer' ? single : undefined;
	if (!whole) return hashes;
	const inRange = distinctInRange(whole, footer);
	const exact = inRange ? { ...by(inRange), otherwise: hashes } : hashes;
	const first = countsFrom(whole, footer);
	if (first !== undefined) return { ...inStep(check, whole, first, exact), otherwise: exact };
	return footer || bytes === undefined
		? exact
		: by({ kind: 'distinctResidues', of: whole, bits: residueBits(approximateRows ?? bytes / 8) });
}

/** Keys that count up, which to see costs half of what it costs to tell them apart; `exact` is asked where they do not. */
function inStep(check: Check, of: Expression, first: bigint, exact: Question): Question {
	return {
		aggregates: [{ kind: 'outOfStep', of, first }, { kind: 'values', of: [of] }, { kind: 'count' }],
		conclude: ([out, keys, total]) => {
			const stepped = number(out) === 0 && number(keys) === number(total);
			return stepped ? done(violating(check, 0, number(total))) : { kind: 'ask', question: exact };
		},
	};
}

function countsFrom(key: Extract<Expression, { readonly kind: 'column' }>, footer: Footer | undefined): bigint | undefined {
	const bounds = footer && Object.hasOwn(footer.columns, key.name) ? footer.columns[key.name] : undefined;
	return bounds?.inStep && bounds.min !== undefined ? BigInt(bounds.min) : undefined;
}

/** Bits that one distinct count may take; every thread holds its own. */
const mostBits = 1n << 28n;

/** A bit per possible value, where the footers say how many there can be and rows are not few among them. */
function distinctInRange(key: Extract<Expression, { readonly kind: 'column' }>, footer: Footer | undefined): Aggregate | undefined {
	const bounds = footer && Object.hasOwn(footer.columns, key.name) ? footer.columns[key.name] : undefined;
	if (!footer || bounds?.min === undefined || bounds.max === undefined) return undefined;
	const [min, max] = [BigInt(bounds.min), BigInt(bounds.max)];
	const bits = max - min + 1n;
	return bits <= mostBits && bits <= 64n * BigInt(footer.rows) ? { kind: 'distinctInRange', of: key, min, max } : undefined;
}

/**
 * Keys of text files mostly count up: then they differ modulo anything above their number, in steps of two and four too.
 * Keys that do not are counted by the query that would have to find their duplicates. Each bit more doubles what a scan
 * costs beside its reading.
 */
function residueBits(rows: number): number {
	return Math.min(27, Math.max(12, Math.ceil(Math.log2(4 * rows + 1))));
}

function ageQuestion({ of, which, nowIso }: Extract<Measure, { readonly kind: 'age' }>): Question {
	return {
		aggregates: [{ kind: which === 'newest' ? 'max' : 'min', of }, { kind: 'count' }],
		conclude: ([instant, total]) => {
			if (instant === null || instant === undefined)
				return done({ kind: 'measured', observed: null, totalRows: number(total), note: 'no instants' });
			const seconds = ageSeconds(String(instant), nowIso);
			if (seconds === undefined) return { kind: 'problem', message: `the ${which} instant is ${String(instant)}, which has no age` };
			return done({ kind: 'measured', observed: seconds, totalRows: number(total), note: `${which} ${String(instant)}` });
		},
	};
}
