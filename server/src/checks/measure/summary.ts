import { columnNamed } from '../../engine/columnNamed.ts';
import type { Aggregate, RelationColumn } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { ColumnType } from '../../engine/relation.ts';
import type { Cell } from '../../spec/result.ts';
import { figure } from '../../spec/words.ts';
import type { Check } from '../check.ts';
import { violating } from './figures.ts';
import { keyOf } from './keyOf.ts';
import { type Facts, never } from './never.ts';
import { done, number, type Question } from './question.ts';

/**
 * Bounds are asked as the least and the greatest value first: that is cheaper than counting what breaks them, shared by
 * all bounds of a column, and enough where they hold. Where they do not, the rows are counted in a second scan.
 *
 * @param exact what is asked then
 * @returns undefined for rules that are not only about the ends of what they compare
 */
export function boundsQuestion(check: Check, where: Expression, columns: readonly RelationColumn[], exact: Question): Question | undefined {
	const compared = [...new Map(comparedIn(where)?.map((expression) => [keyOf(expression), expression])).values()];
	const types = compared.map((expression) => typeOf(expression, columns));
	if (compared.length === 0 || types.includes(undefined)) return undefined;
	const ends = compared.flatMap((of): Aggregate[] => [
		{ kind: 'min', of },
		{ kind: 'max', of },
	]);
	return {
		aggregates: [...ends, { kind: 'count' }],
		conclude: (answers) => {
			const rows = number(answers.at(-1));
			const known = new Map(
				compared.map((expression, index) => [keyOf(expression), factsOf(types[index], rows, answers[2 * index], answers[2 * index + 1])]),
			);
			if (never(where, { rows, facts: (expression) => known.get(keyOf(expression)) })) return done(violating(check, 0, rows));
			const note = noteOf(where, compared, answers);
			return { kind: 'ask', question: note === undefined ? exact : noted(exact, note) };
		},
	};
}

/** What a rule compares with literals; undefined where it asks anything else. */
function comparedIn(where: Expression): readonly Expression[] | undefined {
	switch (where.kind) {
		case 'or':
		case 'and': {
			const parts = where.of.map(comparedIn);
			return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
		}
		case 'compare':
			return where.right.kind === 'literal' && where.operator !== '=' && where.operator !== '<>' ? [where.left] : undefined;
		case 'isNaN':
			return [where.of];
		default:
			return undefined;
	}
}

/** Types whose order is told from the ends as they are answered; single precision is compared in a way of its own. */
function typeOf(expression: Expression, columns: readonly RelationColumn[]): ColumnType | undefined {
	if (expression.kind === 'call' && (expression.function === 'length' || expression.function === 'items')) {
		return { kind: 'integer', bits: 64, signed: true };
	}
	if (expression.kind !== 'column' || (expression.path ?? []).length > 0) return undefined;
	const column = columnNamed(columns, expression.name);
	const ordered = ['integer', 'decimal', 'double', 'date', 'timestamp', 'timestampTz'].includes(column?.type.kind ?? '');
	return ordered && column?.engineType !== 'FLOAT' ? column?.type : undefined;
}

function factsOf(type: ColumnType | undefined, rows: number, min: Cell | undefined, max: Cell | undefined): Facts | undefined {
	if (!type) return undefined;
	if (min === null || min === undefined || max === null || max === undefined) return { type, nulls: rows };
	return { type, min: String(min), max: String(max), noNaN: String(max) !== 'NaN' };
}

/** How far a single bound is overstepped: `smallest -1,420`, `longest 96`. */
function noteOf(where: Expression, compared: readonly Expression[], answers: readonly Cell[]): string | undefined {
	const bounds = (where.kind === 'or' ? where.of : [where]).filter((part) => part.kind !== 'isNaN');
	const [bound] = bounds;
	if (bounds.length !== 1 || bound?.kind !== 'compare' || bound.right.kind !== 'literal') return undefined;
	const index = compared.findIndex((expression) => keyOf(expression) === keyOf(bound.left));
	// Some of the rows are NaN then, of which no end tells.
	if (answers[2 * index + 1] === 'NaN') return undefined;
	const below = bound.operator === '<' || bound.operator === '<=';
	const value = valueText(answers[2 * index + (below ? 0 : 1)] ?? null);
	const words = wordsFor(bound.left, bound.right.value.type);
	return value === undefined ? undefined : `${words[below ? 0 : 1]} ${value}`;
}

function wordsFor(value: Expression, literal: string): readonly [string, string] {
	if (value.kind === 'call') return value.function === 'length' ? ['shortest', 'longest'] : ['fewest', 'most'];
	return literal === 'integer' || literal === 'decimal' || literal === 'double' ? ['smallest', 'largest'] : ['earliest', 'latest'];
}

function valueText(cell: Cell): string | undefined {
	if (typeof cell === 'number') return figure(cell);
	if (typeof cell !== 'string' || cell === 'NaN') return undefined;
	return /^-?\d+(\.\d+)?$/.test(cell) ? cell.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : cell;
}

function noted(question: Question, note: string): Question {
	return {
		...question,
		conclude: (answers) => {
			const conclusion = question.conclude(answers);
			return conclusion.kind === 'done' ? done({ ...conclusion.figures, note }) : conclusion;
		},
	};
}
