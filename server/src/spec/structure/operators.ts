import { operatorKeys } from '../contract/qualityTypes.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { asGuess, removeKey } from '../rules/write.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { headOf, type Judge, type Place } from './judge.ts';

const lower = ['mustBeGreaterThan', 'mustBeGreaterOrEqualTo'];
const upper = ['mustBeLessThan', 'mustBeLessOrEqualTo'];

/** A measured value is compared exactly once. */
export function judgeOperators(judge: Judge, map: MapNode, place: Place, measured: 'metric' | 'query'): void {
	const found = operatorKeys.map((key) => map.get(key)).filter((entry) => entry !== undefined);
	// Rules of 3.0 (`rule`, or SQL) may compare twice or not at all by its schema; a metric is of 3.1.
	const severity = map.get('metric') === undefined ? judge.strictFrom('3.1.0') : 'error';
	const [first, second] = found.sort((a, b) => a.keyRange.start - b.keyRange.start);
	if (first === undefined) {
		const range = map.get(measured)?.keyRange ?? headOf(map, place);
		const message = `The ${measured} is compared with nothing; add an operator such as "mustBe: 0" or "mustBeLessThan: 5"`;
		judge.add('contract.missing-operator', range, message, { severity });
	} else if (second === undefined) {
		judgeEqualBounds(judge, first);
	} else {
		const pair = found.length === 2 ? asBetween(judge.text, map, first, second) : undefined;
		const message =
			pair === undefined
				? `A rule compares once, but has ${found.length} operators: ${found.map((entry) => entry.key).join(', ')}`
				: `Two operators on one rule; write the pair as "mustBeBetween: [${pair.low}, ${pair.high}]"`;
		judge.add('contract.several-operators', second.keyRange, message, {
			severity,
			related: [{ range: first.keyRange, message: 'The first operator stands here' }],
			fixes: pair?.fixes ?? asGuess(removeKey(judge.text, map, second.key)),
		});
	}
}

/** A lower and an upper bound as one operator; its bounds are inclusive, which the mend's title says. */
function asBetween(text: string, map: MapNode, first: Entry, second: Entry): { low: string; high: string; fixes: Fix[] } | undefined {
	const low = [first, second].find((entry) => lower.includes(entry.key));
	const high = [first, second].find((entry) => upper.includes(entry.key));
	if (low?.value.kind !== 'scalar' || high?.value.kind !== 'scalar') return undefined;
	const bounds = { low: low.value.text, high: high.value.text };
	const removal = removeKey(text, map, second.key)[0]?.edits[0];
	if (removal === undefined || first.value.alias !== undefined || first.merged === true) return { ...bounds, fixes: [] };
	const replace: TextEdit = {
		range: { start: first.keyRange.start, end: first.range.end },
		newText: `mustBeBetween: [${bounds.low}, ${bounds.high}]`,
	};
	const inclusive = [low.key, high.key].some((key) => key.endsWith('Than')) ? ' (bounds included)' : '';
	return { ...bounds, fixes: [{ title: `Write mustBeBetween: [${bounds.low}, ${bounds.high}]${inclusive}`, edits: [replace, removal] }] };
}

/** The standard's schema wants two different bounds. */
function judgeEqualBounds(judge: Judge, entry: Entry): void {
	const list = entry.value;
	if (!entry.key.endsWith('Between') || list.kind !== 'seq' || list.items.length !== 2) return;
	const [low, high] = list.items;
	if (low?.kind !== 'scalar' || high?.kind !== 'scalar' || low.value === null || low.value !== high.value) return;
	const operator = entry.key === 'mustBeBetween' ? 'mustBe' : 'mustNotBe';
	const newText = `${operator}: ${low.text}`;
	const fixes =
		list.alias !== undefined || entry.merged === true
			? []
			: [{ title: `Write ${newText}`, edits: [{ range: { start: entry.keyRange.start, end: entry.range.end }, newText }] }];
	judge.add('contract.duplicate-item', high.range, `Both bounds are ${low.text}; write "${newText}"`, { fixes });
}
