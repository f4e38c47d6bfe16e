import { columnNamed } from '../../engine/columnNamed.ts';
import type { Footer, RelationColumn } from '../../engine/engine.ts';
import type { Expression, Literal } from '../../engine/expression.ts';
import type { ColumnType } from '../../engine/relation.ts';
import { type Ordered, orderedBound, orderedLiteral } from './ordered.ts';

/** What is known of the values of a column, or of what is computed from one. */
export interface Facts {
	readonly type: ColumnType;
	readonly nulls?: number;
	/** Ends of its values (NaN aside only where `noNaN`), as `FooterColumn` writes them. */
	readonly min?: string;
	readonly max?: string;
	/** Of floats: no value is NaN. */
	readonly noNaN?: boolean;
}

/** What is known of a relation: its rows, and facts of some expressions over it. */
export interface Known {
	readonly rows: number;
	facts(expression: Expression): Facts | undefined;
}

/** What footers say; of columns that they say nothing of, only the type is known. */
export function knownFromFooter(footer: Footer, columns: readonly RelationColumn[]): Known {
	return {
		rows: footer.rows,
		facts: (expression) => {
			if (expression.kind !== 'column' || (expression.path ?? []).length > 0) return undefined;
			const type = columnNamed(columns, expression.name)?.type;
			const column = Object.hasOwn(footer.columns, expression.name) ? footer.columns[expression.name] : undefined;
			return type && { type, ...column };
		},
	};
}

/** True where no row of the relation can make the expression true; false where that is not known. */
export function never(expression: Expression, known: Known): boolean {
	switch (expression.kind) {
		case 'or':
			return expression.of.every((part) => never(part, known));
		case 'and':
			return expression.of.some((part) => never(part, known));
		case 'not':
			return always(expression.of, known);
		case 'isNull':
			return neverNull(expression.of, known);
		case 'isNaN':
			return noNaN(expression.of, known);
		case 'misfit':
			return true;
		case 'literal':
			return expression.value.type === 'null' || (expression.value.type === 'boolean' && !expression.value.value);
		default:
			return onlyNulls(expression, known) || (comparison(expression) && decided(expression, known, false));
	}
}

/** True where the expression is true of every row, or null: its negation then is of none. */
function always(expression: Expression, known: Known): boolean {
	switch (expression.kind) {
		case 'or':
			return expression.of.some((part) => always(part, known));
		case 'and':
			return expression.of.every((part) => always(part, known));
		case 'not':
			return never(expression.of, known);
		case 'isNull':
			return false;
		default:
			return onlyNulls(expression, known) || (comparison(expression) && decided(expression, known, true));
	}
}

type Comparison = Extract<Expression, { readonly kind: 'compare' | 'in' }>;

function comparison(expression: Expression): expression is Comparison {
	return expression.kind === 'compare' || expression.kind === 'in';
}

/** Whether a comparison of a column with literals has this one answer wherever the column is not null. */
function decided(expression: Comparison, known: Known, answer: boolean): boolean {
	if (expression.kind === 'in') {
		const range = rangeOf(expression.of, known);
		return range !== undefined && (answer ? everyIn(range, expression.values) : noneIn(range, expression.values));
	}
	const { left, right, operator } = expression;
	if (right.kind === 'literal') return comparesTo(rangeOf(left, known), operator, right.value, answer);
	if (left.kind === 'literal') return comparesTo(rangeOf(right, known), flipped[operator], left.value, answer);
	return false;
}

const flipped = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const opposite = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

interface Range {
	readonly type: ColumnType;
	readonly min: Ordered;
	readonly max: Ordered;
}

function comparesTo(range: Range | undefined, operator: keyof typeof flipped, literal: Literal, answer: boolean): boolean {
	const bound = range && orderedLiteral(literal, range.type);
	if (!range || bound === undefined) return false;
	switch (answer ? operator : opposite[operator]) {
		case '<':
			return range.max.below(bound);
		case '<=':
			return !bound.below(range.max);
		case '>':
			return bound.below(range.min);
		case '>=':
			return !range.min.below(bound);
		case '=':
			return !range.min.below(bound) && !bound.below(range.max);
		case '<>':
			return bound.below(range.min) || range.max.below(bound);
	}
}

/** Every whole number between the ends stands in the list. */
function everyIn(range: Range, values: readonly Literal[]): boolean {
	if (range.type.kind !== 'integer') return false;
	const whole = new Set(values.flatMap((value) => (value.type === 'integer' ? [value.value] : [])));
	if (range.max.whole - range.min.whole >= BigInt(whole.size)) return false;
	for (let value = range.min.whole; value <= range.max.whole; value++) if (!whole.has(value)) return false;
	return true;
}

function noneIn(range: Range, values: readonly Literal[]): boolean {
	return values.every((value) => {
		const ordered = orderedLiteral(value, range.type);
		return ordered !== undefined && (ordered.below(range.min) || range.max.below(ordered));
	});
}

function rangeOf(expression: Expression, known: Known): Range | undefined {
	const facts = known.facts(expression);
	if (facts?.min === undefined || facts.max === undefined || (facts.type.kind === 'double' && !facts.noNaN)) return undefined;
	const [min, max] = [orderedBound(facts.min, facts.type), orderedBound(facts.max, facts.type)];
	return min && max ? { type: facts.type, min, max } : undefined;
}

function neverNull(of: Expression, known: Known): boolean {
	if (of.kind === 'text') return known.facts({ kind: 'column', name: of.column, path: of.path ?? [] })?.nulls === 0;
	return known.facts(of)?.nulls === 0;
}

/** Null of every row, since it reads a column that holds nothing and says nothing about nulls itself. */
function onlyNulls(expression: Expression, known: Known): boolean {
	if (known.facts(expression)?.nulls === known.rows) return true;
	switch (expression.kind) {
		case 'column':
			return known.facts({ kind: 'column', name: expression.name })?.nulls === known.rows;
		case 'text':
			return known.facts({ kind: 'column', name: expression.column })?.nulls === known.rows;
		case 'compare':
			return onlyNulls(expression.left, known) || onlyNulls(expression.right, known);
		case 'in':
		case 'matches':
		case 'anyItem':
			return onlyNulls(expression.of, known);
		case 'call': {
			const [value] = expression.args;
			return expression.function !== 'hasKey' && value !== undefined && onlyNulls(value, known);
		}
		default:
			return false;
	}
}

function noNaN(of: Expression, known: Known): boolean {
	if (onlyNulls(of, known)) return true;
	const facts = known.facts(of);
	if (!facts) return false;
	return facts.noNaN === true || ['integer', 'decimal', 'date', 'timestamp', 'timestampTz', 'time', 'boolean'].includes(facts.type.kind);
}
