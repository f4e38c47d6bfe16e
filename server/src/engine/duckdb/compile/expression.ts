import type { Expression, Literal } from '../../expression.ts';
import { asDouble, type BooleanSql, boolean, compareLiteral, compareValues, flip } from './compare.ts';
import { literalSql } from './literal.ts';
import { membership } from './membership.ts';
import { callSql } from './scalar.ts';
import { identifier, textLiteral } from './text.ts';
import { columnValue, mayBeNaN, type Scope, stepInto, type TypedSql, textType, unknownType } from './typed.ts';

/** The SQL of an expression over the rows of a relation. Throws `Error` for what DuckDB has no words for. */
export function compileExpression(expression: Expression, scope: Scope): BooleanSql {
	switch (expression.kind) {
		case 'column':
			return stepInto(columnValue(scope, expression.name), expression.path ?? []);
		case 'text':
			return { sql: scope.relation.text(expression.column, expression.path), type: textType };
		case 'item':
			return stepInto(itemValue(expression.name, scope), expression.path ?? []);
		case 'literal':
			return literalSql(expression.value);
		case 'misfit':
			return boolean(scope.relation.misfit(expression.column, expression.path));
		case 'isNull':
			return boolean(isNull(expression.of, scope));
		case 'isNaN':
			return isNaNSql(compileExpression(expression.of, scope));
		case 'not':
			return boolean(`(NOT ${compileExpression(expression.of, scope).sql})`);
		case 'and':
			return conjunction(expression.of, scope);
		case 'or':
			return disjunction(expression.of, scope);
		case 'compare':
			return compare(expression, scope);
		case 'in':
			return membership(compileExpression(expression.of, scope), expression.values);
		case 'matches':
			return boolean(`regexp_matches(${asText(compileExpression(expression.of, scope))}, ${textLiteral(expression.pattern)})`);
		case 'anyItem':
			return anyItem(expression, scope);
		case 'call':
			return callSql(
				expression.function,
				expression.args.map((arg) => argument(arg, scope)),
			);
	}
}

/** A value as text; text itself as it stands. */
export function asText({ sql, type }: TypedSql): string {
	return type.kind === 'text' ? sql : `CAST(${sql} AS VARCHAR)`;
}

function argument(expression: Expression, scope: Scope): TypedSql & { readonly literal?: Literal; readonly text?: string } {
	const value = compileExpression(expression, scope);
	if (expression.kind === 'literal') return { ...value, literal: expression.value };
	return expression.kind === 'column' ? { ...value, text: scope.relation.text(expression.name, expression.path) } : value;
}

/** A cell that holds something of another type has no value, but is not null. */
function isNull(of: Expression, scope: Scope): string {
	const { sql } = compileExpression(of, scope);
	const misfit = of.kind === 'column' ? scope.relation.misfit(of.name, of.path) : 'false';
	return isFalse(misfit) ? `(${sql} IS NULL)` : `(${sql} IS NULL AND NOT coalesce(${misfit}, FALSE))`;
}

function isFalse(sql: string): boolean {
	return /^\(?false\)?$/i.test(sql);
}

function isNaNSql(value: TypedSql): BooleanSql {
	if (mayBeNaN(value)) return boolean(`isnan(${value.sql})`);
	const { kind } = value.type;
	if (kind === 'text' || kind === 'unknown') return boolean(`isnan(${asDouble(value).sql})`);
	return boolean('FALSE');
}

function conjunction(of: readonly Expression[], scope: Scope): BooleanSql {
	const parts = unique(of.map((part) => compileExpression(part, scope).sql));
	return joined(parts, ' AND ', 'TRUE');
}

/** Alternatives of which one holds for NaN need not each exclude it. */
function disjunction(of: readonly Expression[], scope: Scope): BooleanSql {
	const parts = of.map((part) => compileExpression(part, scope));
	const tests = new Set(parts.flatMap(({ sql, guard }) => (guard ? (guard.whenNaN ? [guard.test] : []) : [sql])));
	const bare = parts.map(({ sql, guard }) => (guard && tests.has(guard.test) ? guard.core : sql));
	const nan = parts.flatMap(({ guard }) => (guard && tests.has(guard.test) ? [guard.test] : []));
	return joined(
		unique([...bare, ...nan]).filter((sql) => !isFalse(sql)),
		' OR ',
		'FALSE',
	);
}

function joined(parts: readonly string[], by: string, empty: string): BooleanSql {
	const [only] = parts;
	if (only === undefined) return boolean(empty);
	return boolean(parts.length === 1 ? only : `(${parts.join(by)})`);
}

function unique(parts: readonly string[]): string[] {
	return [...new Set(parts)];
}

function compare(expression: Extract<Expression, { readonly kind: 'compare' }>, scope: Scope): BooleanSql {
	const { left, right, operator } = expression;
	if (right.kind === 'literal') return compareLiteral(compileExpression(left, scope), operator, right.value);
	if (left.kind === 'literal') return compareLiteral(compileExpression(right, scope), flip(operator), left.value);
	return compareValues(compileExpression(left, scope), operator, compileExpression(right, scope));
}

function anyItem(expression: Extract<Expression, { readonly kind: 'anyItem' }>, scope: Scope): BooleanSql {
	const list = compileExpression(expression.of, scope);
	const parameter = identifier(`item ${expression.name}`);
	const item: TypedSql = { sql: parameter, type: list.type.kind === 'list' ? list.type.item : unknownType };
	const inner = { ...scope, items: new Map([...scope.items, [expression.name, item]]) };
	const where = compileExpression(expression.where, inner).sql;
	return boolean(`(coalesce(len(list_filter(${list.sql}, lambda ${parameter}: ${where})), 0) > 0)`);
}

function itemValue(name: string, { items }: Scope): TypedSql {
	const item = items.get(name);
	if (!item) throw new Error(`no list item is called ${name} here`);
	return item;
}
