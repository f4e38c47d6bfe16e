import { entryOf, textOf } from '../../spec/rules/place.ts';
import { plumblineMetrics } from '../../spec/rules/plumblineMetrics.ts';
import { clip, figure } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { Statistic } from '../check.ts';
import type { DataCode } from '../codes.ts';
import { errored, notEnforced, rangeOf, type Subject } from './draft.ts';
import { comparisonOf } from './operator.ts';
import { type RuleDraft, unreadable } from './ruleDraft.ts';

/**
 * A rule of `engine: plumbline`: a metric with one operator under `implementation`. The statistics family is executed;
 * see `docs/rules/data.statistic.*.md` for the formulas.
 */
export function statisticRule(subject: Subject, rule: Node): RuleDraft {
	const implementation = entryOf(rule, 'implementation')?.value;
	if (implementation?.kind !== 'map') return unreadable('data.custom', 'rule of plumbline', 'implementation is no map with a metric');
	const name = textOf(entryOf(implementation, 'metric')?.value);
	if (name === undefined) return unreadable('data.custom', 'rule of plumbline', 'implementation names no metric');
	const range = rangeOf(implementation, 'metric');
	if (Object.hasOwn(plumblineMetrics, name) && plumblineMetrics[name]?.isLater)
		return { rule: 'data.custom', expected: name, range, measure: notEnforced(`metric ${name} is not supported yet`) };
	const parsed = statisticOf(name, implementation);
	if (!parsed) return { ...unreadable('data.custom', `metric ${clip(name, 30)}`, `"${clip(name, 30)}" is no metric of plumbline`), range };
	const { code, label } = parsed;
	const draft = { rule: code, expected: label, range, family: 'statistics' } as const;
	if ('reason' in parsed) return { ...draft, measure: errored(parsed.reason) };
	if (!subject.place) return { ...draft, measure: errored(`${name} looks at one property; move it to the quality of a property`) };
	if (subject.place.path.length > 0) return { ...draft, measure: notEnforced('statistics of nested properties are not supported yet') };
	const extreme = name === 'minimum' || name === 'maximum';
	const comparison = comparisonOf(implementation, extreme ? 'any' : 'value');
	if ('reason' in comparison) return { ...draft, measure: errored(comparison.reason) };
	const type = subject.property?.logicalType?.value;
	if (OF_NUMBERS.has(name) && type !== undefined && !NUMERIC.has(type))
		return { ...draft, measure: errored(`${name} is of numbers, and the property is of type ${type}`) };
	const { kind } = comparison.bound;
	if (extreme && type !== undefined && !NUMERIC.has(type) && kind !== 'equal' && kind !== 'notEqual')
		return { ...draft, measure: errored(`the ${name} of type ${type} is no number: write mustBe or mustNotBe`) };
	return {
		...draft,
		expected: `${label} ${comparison.words}`,
		bound: comparison.bound,
		unit: 'value',
		measure: { kind: 'statistic', relation: subject.scope.name, column: subject.place.column, statistic: parsed.statistic },
	};
}

type ParsedStatistic =
	| { readonly code: DataCode; readonly label: string; readonly statistic: Statistic }
	| { readonly code: DataCode; readonly label: string; readonly reason: string };

function statisticOf(name: string, implementation: Node): ParsedStatistic | undefined {
	switch (name) {
		case 'minimum':
		case 'maximum':
		case 'mean':
			return { code: `data.statistic.${name}`, label: name, statistic: { kind: name } };
		case 'standardDeviation':
			return { code: 'data.statistic.standard-deviation', label: 'standard deviation', statistic: { kind: name } };
		case 'uniqueCount':
			return { code: 'data.statistic.unique-count', label: 'unique count', statistic: { kind: name } };
		case 'uniqueShare':
			return { code: 'data.statistic.unique-share', label: 'unique share', statistic: { kind: name } };
		case 'constantValues':
			return { code: 'data.statistic.constant-values', label: 'constant values', statistic: { kind: name } };
		case 'mixedTypes':
			return { code: 'data.statistic.mixed-types', label: 'mixed types', statistic: { kind: name } };
		case 'quantile': {
			const share = argument(implementation, ['share', 'quantile', 'q']);
			const valid = share !== undefined && share >= 0 && share <= 1;
			const named = { code: 'data.statistic.quantile', label: valid ? `quantile ${figure(share)}` : 'quantile' } as const;
			return valid ? { ...named, statistic: { kind: 'quantile', share } } : { ...named, reason: 'quantile needs a share between 0 and 1' };
		}
		case 'outlierShare': {
			const fences = argument(implementation, ['fences']) ?? 1.5;
			const named = { code: 'data.statistic.outlier-share', label: 'outlier share' } as const;
			return fences > 0 ? { ...named, statistic: { kind: name, fences } } : { ...named, reason: 'fences must be above 0' };
		}
		default:
			return undefined;
	}
}

const NUMERIC = new Set(['number', 'integer']);
/** Statistics that only numbers have. */
const OF_NUMBERS = new Set(['mean', 'standardDeviation', 'quantile', 'outlierShare']);

/** A number beside the metric or under its `arguments`. */
function argument(implementation: Node, names: readonly string[]): number | undefined {
	const given = entryOf(implementation, 'arguments')?.value;
	for (const name of names) {
		const node = (entryOf(implementation, name) ?? (given && entryOf(given, name)))?.value;
		if (node?.kind === 'scalar' && typeof node.value === 'number') return node.value;
	}
	return undefined;
}
