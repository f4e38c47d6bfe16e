import type { CheckResult } from '../spec/result.ts';
import { groupBy } from './groups.ts';
import { count, counted } from './words.ts';

/** One finding for a reader, and the results that it stands for. */
export interface Finding {
	readonly result: CheckResult;
	readonly of: readonly CheckResult[];
}

/** More than this many are told together. */
const FEW = 3;

/**
 * Many rules of a contract that could not be checked for one reason are one finding, where the first of them stands (its
 * source, if that is what fails); all others stay as they are, in their order.
 */
export function foldErrored(results: readonly CheckResult[]): Finding[] {
	const alike = groupBy(
		results.filter((result) => result.outcome === 'errored' && result.reason !== undefined),
		(result) => `${result.contract}\0${result.reason}`,
	);
	const folds = [...alike.values()].filter((group) => group.length > FEW);
	const foldOf = new Map(folds.flatMap((group) => group.map((result) => [result, group] as const)));
	return results.flatMap((result) => {
		const group = foldOf.get(result);
		if (group === undefined) return [{ result, of: [result] }];
		return group[0] === result ? [{ result: told(group, result), of: group }] : [];
	});
}

function told(group: readonly CheckResult[], first: CheckResult): CheckResult {
	const {
		samples: _samples,
		histogram: _histogram,
		sql: _sql,
		expected: _expected,
		object,
		property,
		...shown
	} = group.find(({ rule }) => rule === 'data.source') ?? first;
	const objects = new Set(group.map((result) => result.object ?? ''));
	const properties = new Set(group.map((result) => result.property));
	const of = objects.size > 1 ? counted(objects.size, 'object') : object === undefined ? 'the contract' : object;
	return {
		...shown,
		...(objects.size === 1 && object !== undefined ? { object } : {}),
		...(objects.size === 1 && properties.size === 1 && property !== undefined ? { property } : {}),
		message: `${count(group.length)} rules of ${of} could not be checked`,
	};
}
