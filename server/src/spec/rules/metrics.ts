import type { Fix } from '../finding.ts';
import type { Node } from '../yaml/node.ts';
import { finding } from './finding.ts';
import { moveItem } from './moveItem.ts';
import { nearest } from './nearest.ts';
import { entryOf, textOf } from './place.ts';
import { argumentsOf, metricOf } from './qualityRule.ts';
import type { Rule, RuleContext } from './rule.ts';
import { type QualityPlace, qualityOf } from './walk.ts';
import { addKey, asGuess, replaceRange, replaceValue, scalarText } from './write.ts';

/** Library metrics stand where the standard has them, with the arguments that they need. */
export const metrics: Rule = function* (context) {
	for (const place of qualityOf(context.contract)) {
		const metric = metricOf(place.rule.node);
		if (metric === undefined) continue;
		yield* level(context, place, metric);
		yield* neededArguments(context, place, metric);
	}
};

type Metric = NonNullable<ReturnType<typeof metricOf>>;

const ofProperties = new Set(['nullValues', 'missingValues', 'invalidValues']);

function* level(context: RuleContext, place: QualityPlace, metric: Metric) {
	const { object, property, rule } = place;
	const name = object.name?.value ?? 'the object';
	if (property !== undefined) {
		if (metric.name !== 'rowCount') return;
		const fixes = moveItem(context.text, property.property.node, 'quality', rule.node, object.node, `Move the rule to ${name}`);
		yield finding(
			'contract.metric-level',
			`rowCount counts rows of an object; move this rule to the quality of ${name}`,
			metric.node.range,
			{ fixes },
		);
		return;
	}
	if (!ofProperties.has(metric.name)) return;
	const message = `${metric.name} looks at one property; move this rule to the quality of a property of ${name}`;
	yield finding('contract.metric-level', message, metric.node.range, { fixes: moveDown(context, place) });
}

/** Moves to the property that `arguments.properties` names, else to each of a few. */
function moveDown(context: RuleContext, { object, rule }: QualityPlace): Fix[] {
	const columns = object.properties ?? [];
	const listed = entryOf(argumentsOf(rule.node) ?? rule.node, 'properties')?.value;
	const names = new Set(listed?.kind === 'seq' ? listed.items.map(textOf) : []);
	const named = columns.filter((column) => names.has(column.name?.value));
	const targets = named.length > 0 ? named : columns.length <= 5 ? columns : [];
	const fixes = targets.flatMap((column) =>
		moveItem(context.text, object.node, 'quality', rule.node, column.node, `Move the rule to ${column.name?.value ?? 'the property'}`),
	);
	return targets.length > 1 ? asGuess(fixes) : fixes;
}

function* neededArguments(context: RuleContext, place: QualityPlace, metric: Metric) {
	const { rule, object, property } = place;
	const given = argumentsOf(rule.node);
	if (metric.name === 'missingValues') {
		yield* wanted(context, rule.node, metric, ['missingValues'], '[""]');
	} else if (metric.name === 'invalidValues') {
		yield* wanted(context, rule.node, metric, ['validValues', 'pattern'], allowedValues(place));
	} else if (metric.name === 'duplicateValues' && property === undefined) {
		const listed = entryOf(given ?? metric.node, 'properties')?.value;
		const keys = (object.properties ?? [])
			.filter((column) => column.primaryKey?.value === true)
			.map((column) => scalarText(column.name?.value ?? ''));
		yield* wanted(context, rule.node, metric, ['properties'], keys.length > 0 ? `[${keys.join(', ')}]` : undefined);
		if (listed?.kind === 'seq') yield* listedProperties(place, listed.items);
	}
}

/** What `invalidValues` would be valid against, where the property says it elsewhere. */
function allowedValues({ property }: QualityPlace): string | undefined {
	const listed = entryOf(property?.property.node ?? emptyMap, 'enum')?.value;
	if (listed?.kind !== 'seq') return undefined;
	const values = listed.items.map((item) => textOf(entryOf(item, 'value')?.value));
	return values.some((value) => value === undefined) ? undefined : `[${values.map((value) => scalarText(value ?? '')).join(', ')}]`;
}

const emptyMap: Node = { kind: 'seq', flow: true, items: [], range: { start: 0, end: 0 } };

/** One of `names` must be among the arguments and hold something. */
function* wanted(context: RuleContext, rule: Node, metric: Metric, names: readonly string[], value: string | undefined) {
	const entry = entryOf(rule, 'arguments');
	const given = argumentsOf(rule);
	if (entry !== undefined && given === undefined && !(entry.value.kind === 'scalar' && entry.value.style === 'absent')) return;
	const present = names.map((name) => given?.get(name)).find((candidate) => candidate !== undefined);
	const needs = names.map((name) => `arguments.${name}`).join(' or ');
	if (present !== undefined) {
		const { value: listed } = present;
		const empty =
			listed.kind === 'seq' ? listed.items.length === 0 : listed.kind === 'scalar' && (listed.style === 'absent' || listed.value === null);
		const scalar = listed.kind === 'scalar' && present.key !== 'pattern';
		if (!empty && !scalar) return;
		if (scalar && !empty) {
			const fixes = listed.style === 'plain' || listed.style === 'double' || listed.style === 'single' ? wrapInList(context, listed) : [];
			yield finding('contract.metric-arguments', `arguments.${present.key} is a list; write [${listed.text.slice(0, 30)}]`, listed.range, {
				severity: 'warning',
				fixes,
			});
			return;
		}
		yield finding(
			'contract.metric-arguments',
			`arguments.${present.key} is empty; ${metric.name} needs at least one value`,
			present.keyRange,
		);
		return;
	}
	const misspelt = given?.entries.find((candidate) => nearest(candidate.key, names) !== undefined);
	const meant = misspelt === undefined ? undefined : nearest(misspelt.key, names);
	if (misspelt !== undefined && meant !== undefined) {
		const fixes = misspelt.merged === true ? [] : [replaceRange(misspelt.keyRange, meant, `Rename to "${meant}"`)];
		yield finding('contract.metric-arguments', `${metric.name} needs ${needs}, not "${misspelt.key}"`, misspelt.keyRange, { fixes });
		return;
	}
	const name = names[0] ?? '';
	const fixes = value === undefined ? [] : asGuess(withArgument(context, rule, name, value));
	yield finding('contract.metric-arguments', `${metric.name} needs ${needs}`, metric.node.range, { fixes });
}

function wrapInList(context: RuleContext, node: Node): Fix[] {
	if (node.alias !== undefined) return [];
	const written = context.text.slice(node.range.start, node.range.end);
	return [replaceRange(node.range, `[${written}]`, 'Make it a list')];
}

function withArgument(context: RuleContext, rule: Node, name: string, value: string): Fix[] {
	const entry = entryOf(rule, 'arguments');
	const title = `Add arguments.${name}: ${value}`;
	if (entry === undefined) return addKey(context.text, rule, 'arguments', `{ ${name}: ${value} }`, title);
	const given = argumentsOf(rule);
	if (given !== undefined && given.entries.length > 0) return addKey(context.text, given, name, value, title);
	const { range } = entry.value;
	const lead = range.start === range.end ? ' ' : '';
	return [replaceRange(range, `${lead}{ ${name}: ${value} }`, title)];
}

function* listedProperties({ object }: QualityPlace, items: readonly Node[]) {
	const columns = object.properties ?? [];
	if (columns.length === 0) return;
	const names = columns.flatMap((column) => [column.name?.value, column.physicalName?.value]).filter((name) => name !== undefined);
	for (const item of items) {
		const name = textOf(item);
		if (name === undefined || names.includes(name) || name.includes('.') || name.includes('${')) continue;
		const meant = nearest(name, names);
		const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
		const fixes = meant === undefined ? [] : asGuess(replaceValue(item, meant));
		yield finding('contract.dangling-reference', `No property "${name}" in ${object.name?.value ?? 'this object'}${hint}`, item.range, {
			fixes,
		});
	}
}
