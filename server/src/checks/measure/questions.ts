import type { Aggregate, Connection, Footer, RelationColumn } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { Check, Measure } from '../check.ts';
import { typeFits } from '../types/typeFit.ts';
import { ageSeconds, violating } from './figures.ts';
import { done, number, type Question } from './question.ts';
import { statisticQuestion } from './statistic.ts';
import { typeFound } from './typeFound.ts';

/** The question of a check that a scan can answer; undefined for those with a plan of their own. */
export function questionOf(check: Check, connection: Extract<Connection, { readonly ok: true }>): Question | undefined {
	const { measure } = check;
	switch (measure.kind) {
		case 'violations':
			return rowsWhere(check, measure.where);
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

function rowsWhere(check: Check, where: Expression): Question {
	return {
		aggregates: [{ kind: 'countIf', where }, { kind: 'count' }],
		conclude: ([failing, total]) => done(violating(check, number(failing), number(total))),
	};
}

/**
 * Cells of a text file that are not of their type. The count of values makes the read convert the column at all: what
 * is never asked for is never found to be wrong.
 */
function typeQuestion(
	check: Check,
	measure: Extract<Measure, { readonly kind: 'type' }>,
	columns: readonly RelationColumn[],
): Question | undefined {
	const column = columns.find(({ name }) => name === measure.column);
	if (!column) return undefined;
	const found = typeFound(column, measure.path ?? []);
	const fits = found.type.kind === 'unknown' || typeFits(found, measure.accepts);
	const path = measure.path ?? [];
	const misfit: Expression = { kind: 'misfit', column: measure.column, ...(path.length === 0 ? {} : { path }) };
	const value: Expression = { kind: 'not', of: { kind: 'isNull', of: { kind: 'column', name: measure.column } } };
	return {
		aggregates: [{ kind: 'countIf', where: misfit }, { kind: 'count' }, { kind: 'countIf', where: value }],
		conclude: ([failing, total]) => done({ ...violating(check, number(failing), number(total)), observed: found.engineType, fits }),
	};
}

function duplicatesQuestion(
	check: Check,
	measure: Extract<Measure, { readonly kind: 'duplicates' }>,
	{ columns, footer }: Extract<Connection, { readonly ok: true }>,
): Question {
	const anyNull: Expression = { kind: 'or', of: measure.keys.map((of) => ({ kind: 'isNull', of })) };
	const present: Expression = { kind: 'and', of: measure.keys.map((of) => ({ kind: 'not', of: { kind: 'isNull', of } })) };
	const by = (distinct: Aggregate): Question => ({
		aggregates: [distinct, { kind: 'countIf', where: present }, { kind: 'countIf', where: anyNull }, { kind: 'count' }],
		conclude: ([different, keys, nulls, total]) => {
			const violatingNulls = measure.nulls === 'violate' ? number(nulls) : 0;
			if (number(different) !== number(keys)) return { kind: 'countDuplicates', nulls: violatingNulls, total: number(total) };
			return done(violating(check, violatingNulls, number(total)));
		},
	});
	const hashes = by({ kind: 'distinctHashes', of: measure.keys });
	const inRange = distinctInRange(measure.keys, columns, footer);
	return inRange ? { ...by(inRange), otherwise: hashes } : hashes;
}

/** Bits that one distinct count may take; every thread holds its own. */
const mostBits = 1n << 28n;

/** A bit per possible value, where the footers say how many there can be and rows are not few among them. */
function distinctInRange(
	keys: readonly Expression[],
	columns: readonly RelationColumn[],
	footer: Footer | undefined,
): Aggregate | undefined {
	const [key] = keys;
	if (keys.length !== 1 || key?.kind !== 'column' || (key.path ?? []).length > 0 || !footer) return undefined;
	const bounds = Object.hasOwn(footer.columns, key.name) ? footer.columns[key.name] : undefined;
	if (columns.find(({ name }) => name === key.name)?.type.kind !== 'integer') return undefined;
	if (bounds?.min === undefined || bounds.max === undefined) return undefined;
	const [min, max] = [BigInt(bounds.min), BigInt(bounds.max)];
	const bits = max - min + 1n;
	return bits <= mostBits && bits <= 64n * BigInt(footer.rows) ? { kind: 'distinctInRange', of: key, min, max } : undefined;
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
