import { columnNamed } from '../../engine/columnNamed.ts';
import type { Connection, Footer, RelationColumn } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { Check, Measure } from '../check.ts';
import type { Figures, Measured } from '../measured.ts';
import { typeFits } from '../types/typeFit.ts';
import { ageSeconds, violating } from './figures.ts';
import { knownFromFooter, never } from './never.ts';
import { typeFound } from './typeFound.ts';

/**
 * What the footers of a relation's files settle without reading a row; undefined where they do not. Every figure is
 * exactly the one that reading would give.
 */
export function prove(check: Check, connection: Connection | undefined): Measured | undefined {
	if (!connection?.ok || !connection.footer) return undefined;
	const known: Connected = { footer: connection.footer, columns: connection.columns };
	const { measure } = check;
	switch (measure.kind) {
		case 'rowCount':
			return proved({ kind: 'measured', observed: known.footer.rows, totalRows: known.footer.rows });
		case 'violations':
			return violations(check, measure.where, known);
		case 'type':
			return type(check, measure, known);
		case 'age':
			return age(measure, known);
		case 'duplicates':
			return known.footer.rows === 0 ? proved(violating(check, 0, 0)) : undefined;
		default:
			return undefined;
	}
}

interface Connected {
	readonly footer: Footer;
	readonly columns: readonly RelationColumn[];
}

function violations(check: Check, where: Expression, known: Connected): Measured | undefined {
	const { rows } = known.footer;
	if (rows === 0 || never(where, knownFromFooter(known.footer, known.columns))) return proved(violating(check, 0, rows));
	const nulls = exactNulls(where, known);
	return nulls === undefined ? undefined : proved(violating(check, nulls, rows));
}

/** Nulls of a column are counted in the footers, whether there are any or not. */
function exactNulls(where: Expression, { footer }: Connected): number | undefined {
	if (where.kind === 'or' || where.kind === 'and') {
		const [only] = where.of;
		return where.of.length === 1 && only ? exactNulls(only, { footer, columns: [] }) : undefined;
	}
	if (where.kind !== 'isNull' || where.of.kind !== 'column' || (where.of.path ?? []).length > 0) return undefined;
	return Object.hasOwn(footer.columns, where.of.name) ? footer.columns[where.of.name]?.nulls : undefined;
}

function type(check: Check, measure: Extract<Measure, { readonly kind: 'type' }>, { footer, columns }: Connected): Measured | undefined {
	const column = columnNamed(columns, measure.column);
	if (!column) return undefined;
	const found = typeFound(column, measure.path ?? []);
	return proved({ ...violating(check, 0, footer.rows), observed: found.engineType, fits: typeFits(found, measure.accepts) }, 'connection');
}

function age({ of, which, nowIso }: Extract<Measure, { readonly kind: 'age' }>, { footer, columns }: Connected): Measured | undefined {
	if (of.kind !== 'column' || (of.path ?? []).length > 0 || which === 'longestGap') return undefined;
	const type = columnNamed(columns, of.name)?.type.kind;
	if (type !== 'date' && type !== 'timestamp' && type !== 'timestampTz') return undefined;
	const column = Object.hasOwn(footer.columns, of.name) ? footer.columns[of.name] : undefined;
	const instant = which === 'newest' ? column?.max : column?.min;
	const seconds = instant === undefined ? undefined : ageSeconds(instant, nowIso);
	if (instant === undefined || seconds === undefined) return undefined;
	return proved({ kind: 'measured', observed: seconds, totalRows: footer.rows, note: `${which} ${instant}` });
}

function proved(figures: Figures, proof: 'footer' | 'connection' = 'footer'): Measured {
	return { ...figures, proof, durationMs: 0 };
}
