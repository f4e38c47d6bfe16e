import { operatorKeys, qualityTypes, typedQualityKeys } from '../contract/qualityTypes.ts';
import { nearest } from '../rules/nearest.ts';
import { textOf } from '../rules/place.ts';
import { addKey, asGuess, removeKey } from '../rules/write.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { headOf, type Judge, type Place } from './judge.ts';
import { onOneLine, renameKey } from './moves.ts';
import type { ObjectRules } from './objectRules.ts';
import { judgeOperators } from './operators.ts';
import { synonymOfValue } from './synonyms.ts';

/** The keys of a rule hang on its `type`; a metric makes it a library rule whatever the type says, as in the standard's schema. */
export function qualityRules(judge: Judge, map: MapNode, place: Place): ObjectRules {
	const typeNode = map.get('type')?.value;
	const declared = typeNode?.kind === 'scalar' && typeof typeNode.value === 'string' ? typeNode.value : undefined;
	if (declared !== undefined && !Object.hasOwn(qualityTypes, declared)) return {};
	const type = declared ?? guessType(map);
	const hasMetric = map.get('metric') !== undefined;
	const keys = new Set([...(qualityTypes[type]?.keys ?? []), ...(hasMetric ? (qualityTypes.library?.keys ?? []) : [])]);
	const oldRule = map.get('rule');
	const required = new Set(qualityTypes[type]?.required);
	if (hasMetric) required.add('metric');
	// A rule of 3.0 names its metric under `rule`; the deprecation says so, and nothing else needs to.
	if (oldRule !== undefined || (declared === undefined && !hasMetric)) required.delete('metric');
	return {
		name: `${type} rule`,
		required: [...required],
		allows: (key) => keys.has(key) || !typedQualityKeys.has(key),
		disallowed: (entry) => disallowed(judge, map, entry, type),
		also() {
			if (oldRule !== undefined) deprecatedRule(judge, map, oldRule);
			if (declared === undefined) judgeUntyped(judge, map, type, place);
			if (type !== 'library' && hasMetric) strayMetric(judge, map, type);
			if (type === 'library' || type === 'sql' || hasMetric) judgeOperators(judge, map, place, type === 'sql' ? 'query' : 'metric');
		},
	};
}

/** What a rule without `type` is, by the keys it has. */
function guessType(map: MapNode): string {
	if (map.get('metric') !== undefined || map.get('rule') !== undefined) return 'library';
	if (map.get('query') !== undefined) return 'sql';
	if (map.get('engine') !== undefined || map.get('implementation') !== undefined) return 'custom';
	return operatorKeys.some((key) => map.get(key) !== undefined) ? 'library' : 'text';
}

function judgeUntyped(judge: Judge, map: MapNode, type: string, place: Place): void {
	if (type === 'library' && (map.get('metric') !== undefined || map.get('rule') !== undefined)) return;
	if (type === 'library') {
		const operator = operatorKeys.map((key) => map.get(key)).find((entry) => entry !== undefined);
		judge.add(
			'contract.missing-key',
			operator?.keyRange ?? headOf(map, place),
			`"${operator?.key}" has nothing to compare: the rule needs a "metric" (or type: sql and a "query")`,
		);
		return;
	}
	const fixes = addKey(judge.text, map, 'type', type, `Add type: ${type}`);
	const what = { sql: 'with a "query"', custom: 'for another engine', text: 'that only describes' }[type] ?? '';
	judge.add('contract.missing-key', headOf(map, place), `A rule ${what} needs "type: ${type}"; without a type it counts as library`, {
		severity: type === 'text' ? 'warning' : 'error',
		fixes,
	});
}

function disallowed(judge: Judge, map: MapNode, entry: Entry, type: string): void {
	const owner = Object.keys(qualityTypes).find((name) => qualityTypes[name]?.keys.includes(entry.key)) ?? 'library';
	const isOperator = operatorKeys.some((key) => key === entry.key);
	// The rule for our own engine says it, and moves it.
	if (
		isOperator &&
		type === 'custom' &&
		textOf(map.get('engine')?.value) === 'plumbline' &&
		map.get('implementation')?.value.kind === 'map'
	)
		return;
	const why =
		isOperator && type === 'custom'
			? 'its comparison belongs in "implementation"'
			: `it belongs to type: ${isOperator ? 'library or sql' : owner}`;
	const own = qualityTypes[type]?.keys ?? [];
	const typeNode = map.get('type')?.value;
	const fixes = asGuess(removeKey(judge.text, map, entry.key));
	// A rule that has all that another type needs is of that type.
	if (typeNode !== undefined && typeNode.alias === undefined && !isOperator && own.every((key) => map.get(key) === undefined)) {
		fixes.unshift({ title: `Change type to ${owner}`, edits: [{ range: typeNode.range, newText: owner }] });
	}
	judge.add('contract.misplaced-key', entry.keyRange, `A ${type} rule has no "${entry.key}": ${why}`, { fixes });
}

function strayMetric(judge: Judge, map: MapNode, type: string): void {
	const metric = map.get('metric');
	if (metric === undefined) return;
	const fixes = asGuess(removeKey(judge.text, map, 'metric'));
	judge.add('contract.misplaced-key', metric.keyRange, `A ${type} rule has no "metric"; it is ignored here`, {
		severity: 'warning',
		fixes,
	});
}

/** `rule: nullCheck` of 3.0 is `metric: nullValues` since 3.1. */
function deprecatedRule(judge: Judge, map: MapNode, entry: Entry): void {
	if (judge.isBefore('3.1.0')) return;
	if (map.get('metric') !== undefined) {
		judge.add('contract.deprecated', entry.keyRange, '"rule" has been replaced by "metric", which is here too; remove it', {
			tags: ['deprecated'],
			fixes: removeKey(judge.text, map, 'rule'),
		});
		return;
	}
	const word = entry.value.kind === 'scalar' ? entry.value.text : '';
	const metrics = ['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount'];
	const metric = metrics.includes(word) ? word : (synonymOfValue('quality rule', 'metric', word, metrics) ?? nearest(word, metrics));
	const rewrite =
		metric === undefined || onOneLine(judge.text, entry) === undefined
			? renameKey(entry, 'metric')
			: [
					{
						title: `Write metric: ${metric}`,
						edits: [{ range: { start: entry.keyRange.start, end: entry.range.end }, newText: `metric: ${metric}` }],
					},
				];
	judge.add('contract.deprecated', entry.keyRange, 'Since v3.1.0 "rule" is "metric", with the names of the standard\'s library', {
		tags: ['deprecated'],
		fixes: rewrite,
	});
}
