import type { Aggregate } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { Cell } from '../../spec/result.ts';
import type { Check } from '../check.ts';
import { figure } from '../words.ts';
import { done, type Question } from './question.ts';

/** How far a broken bound is overstepped: `smallest -1,420`, `longest 96`; undefined for rules without such a figure. */
export function noteQuestion({ measure }: Check): Question | undefined {
	const bound = measure.kind === 'violations' ? brokenBound(measure.where) : undefined;
	if (!bound) return undefined;
	const below = bound.operator === '<' || bound.operator === '<=';
	const aggregate: Aggregate = { kind: below ? 'min' : 'max', of: bound.value };
	const words = bound.words[below ? 0 : 1];
	return {
		aggregates: [aggregate],
		conclude: ([value]) => {
			const text = valueText(value ?? null);
			return done({ kind: 'measured', observed: value ?? null, ...(text === undefined ? {} : { note: `${words} ${text}` }) });
		},
	};
}

interface BrokenBound {
	readonly value: Expression;
	readonly operator: '<' | '<=' | '>' | '>=';
	readonly words: readonly [string, string];
}

/** The only comparison of a rule, with a literal on its right. */
function brokenBound(where: Expression): BrokenBound | undefined {
	if (where.kind === 'or') {
		const bounds = where.of.filter((part) => part.kind !== 'isNaN');
		const [only] = bounds;
		return bounds.length === 1 && only ? brokenBound(only) : undefined;
	}
	if (where.kind !== 'compare' || where.right.kind !== 'literal' || where.operator === '=' || where.operator === '<>') return undefined;
	const { left: value, operator, right } = where;
	const literal = right.value.type;
	if (value.kind === 'call') {
		if (value.function === 'length') return { value, operator, words: ['shortest', 'longest'] };
		return value.function === 'items' || value.function === 'keys' ? { value, operator, words: ['fewest', 'most'] } : undefined;
	}
	if (value.kind !== 'column') return undefined;
	const temporal = literal === 'date' || literal === 'time' || literal === 'timestamp' || literal === 'timestampTz';
	if (!temporal && literal !== 'integer' && literal !== 'decimal' && literal !== 'double') return undefined;
	return { value, operator, words: temporal ? ['earliest', 'latest'] : ['smallest', 'largest'] };
}

function valueText(cell: Cell): string | undefined {
	if (typeof cell === 'number') return figure(cell);
	if (typeof cell !== 'string') return undefined;
	return cell === 'NaN' ? undefined : /^-?\d+(\.\d+)?$/.test(cell) ? cell.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : cell;
}
