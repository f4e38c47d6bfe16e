import { columnNamed } from '../../engine/columnNamed.ts';
import type { Aggregate, RelationColumn } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { Cell } from '../../spec/result.ts';
import type { Measure, Statistic } from '../check.ts';
import { done, number, type Question } from './question.ts';

type StatisticMeasure = Extract<Measure, { readonly kind: 'statistic' }>;

/**
 * The statistics of one column, over its non-null values:
 * - minimum, maximum, mean, standardDeviation (of the sample, n − 1), quantile (linear between neighbours, type 7 of
 *   Hyndman & Fan, The American Statistician 50, 1996): NaN where any value is NaN, null where there is none;
 * - uniqueCount: distinct values; uniqueShare: distinct values ÷ values, 0–1;
 * - constantValues: 1 where all values are the same one, else 0;
 * - mixedTypes: values that are not of the commonest kind among number, date, boolean and other text; 0 in typed columns;
 * - outlierShare: share 0–1 of values below Q1 − f·(Q3 − Q1) or above Q3 + f·(Q3 − Q1) (Tukey, Exploratory Data Analysis,
 *   1977).
 */
export function statisticQuestion(measure: StatisticMeasure, columns: readonly RelationColumn[]): Question {
	const of: Expression = { kind: 'column', name: measure.column };
	const values: Aggregate = { kind: 'countIf', where: { kind: 'not', of: { kind: 'isNull', of } } };
	const { statistic } = measure;
	switch (statistic.kind) {
		case 'minimum':
		case 'maximum':
			return extreme(of, statistic.kind);
		case 'mean':
		case 'standardDeviation':
			return single({ kind: statistic.kind, of });
		case 'quantile':
			return single({ kind: 'quantile', of, share: statistic.share });
		case 'uniqueCount':
			return figure([{ kind: 'distinct', of }], ([distinct]) => number(distinct));
		case 'uniqueShare':
			return figure([{ kind: 'distinct', of }, values], ([distinct, count]) =>
				number(count) === 0 ? null : number(distinct) / number(count),
			);
		case 'constantValues':
			return figure([{ kind: 'distinct', of }, values], ([distinct, count]) =>
				number(count) === 0 ? null : number(distinct) === 1 ? 1 : 0,
			);
		case 'mixedTypes':
			return mixedTypes(measure.column, columns);
		case 'outlierShare':
			return outlierShare(of, statistic, values);
	}
}

function single(aggregate: Aggregate): Question {
	return figure([aggregate], ([value]) => value ?? null);
}

/** The greatest value is NaN where there is any, and then the least is NaN too. */
function extreme(of: Expression, which: 'minimum' | 'maximum'): Question {
	return figure(
		[
			{ kind: 'min', of },
			{ kind: 'max', of },
		],
		([least, greatest]) => (which === 'maximum' || greatest === 'NaN' ? greatest : least) ?? null,
	);
}

function figure(aggregates: readonly Aggregate[], observe: (answers: readonly Cell[]) => Cell): Question {
	return {
		aggregates: [...aggregates, { kind: 'count' }],
		conclude: (answers) => done({ kind: 'measured', observed: observe(answers), totalRows: number(answers.at(-1)) }),
	};
}

const kinds = {
	number: '(?i)\\A\\s*[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?\\s*\\z',
	date: '\\A\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?\\s*\\z',
	boolean: '(?i)\\A\\s*(?:true|false)\\s*\\z',
};

function mixedTypes(name: string, columns: readonly RelationColumn[]): Question {
	const kind = columnNamed(columns, name)?.type.kind;
	const text: Expression = { kind: 'text', column: name };
	const values: Aggregate = { kind: 'countIf', where: { kind: 'not', of: { kind: 'isNull', of: text } } };
	if (kind !== 'text' && kind !== 'unknown') {
		return figure([{ kind: 'countIf', where: { kind: 'misfit', column: name } }], ([misfits]) => number(misfits));
	}
	const counts = Object.values(kinds).map((pattern): Aggregate => ({ kind: 'countIf', where: { kind: 'matches', of: text, pattern } }));
	return figure([...counts, values], (answers) => {
		const found = counts.map((_, index) => number(answers[index]));
		const all = number(answers[counts.length]);
		const other = all - found.reduce((sum, count) => sum + count, 0);
		return all - Math.max(other, ...found);
	});
}

function outlierShare(of: Expression, { fences }: Extract<Statistic, { readonly kind: 'outlierShare' }>, values: Aggregate): Question {
	return {
		aggregates: [
			{ kind: 'quantile', of, share: 0.25 },
			{ kind: 'quantile', of, share: 0.75 },
		],
		conclude: ([first, third]) => {
			const [low, high] = [number(first), number(third)];
			if (first === null || third === null) return done({ kind: 'measured', observed: null, note: 'no values' });
			if (!Number.isFinite(low) || !Number.isFinite(high))
				return done({ kind: 'measured', observed: 'NaN', note: 'values that are not finite' });
			const reach = fences * (high - low);
			const outside: Expression = {
				kind: 'or',
				of: [
					{ kind: 'compare', operator: '<', left: of, right: { kind: 'literal', value: { type: 'double', value: low - reach } } },
					{ kind: 'compare', operator: '>', left: of, right: { kind: 'literal', value: { type: 'double', value: high + reach } } },
				],
			};
			const question = figure([{ kind: 'countIf', where: outside }, values], ([beyond, count]) =>
				number(count) === 0 ? null : number(beyond) / number(count),
			);
			return { kind: 'ask', question };
		},
	};
}
