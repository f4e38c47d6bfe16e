import type { Fix } from '../finding.ts';
import type { Node } from '../yaml/node.ts';
import { finding } from './finding.ts';
import { entryOf, textOf } from './place.ts';
import { kindOfRule, metricOf, numberOf, type OperatorUse, operatorsIn } from './qualityRule.ts';
import type { Rule } from './rule.ts';
import { type Property, qualityOf } from './walk.ts';
import { replaceRange, replaceValue, swap } from './write.ts';

/** What a rule compares with: a number where it counts, in the right order, and such that a count can reach it. */
export const thresholds: Rule = function* ({ contract, text }) {
	for (const { rule, property } of qualityOf(contract)) {
		const map = thresholdMap(rule.node);
		for (const operator of operatorsIn(map)) {
			yield* order(text, operator);
			const metric = metricOf(rule.node);
			if (metric === undefined) continue;
			yield* numeric(operator);
			yield* reachable(rule.node, operator);
			if (property !== undefined) yield* contradicted(property.property, metric.name, operator);
		}
	}
};

/** Operators stand in the rule, or in the implementation of a plumbline rule. */
function thresholdMap(rule: Node): Node | undefined {
	if (kindOfRule(rule) !== 'custom') return rule;
	return textOf(entryOf(rule, 'engine')?.value)?.toLowerCase() === 'plumbline' ? entryOf(rule, 'implementation')?.value : undefined;
}

function* order(source: string, { name, value }: OperatorUse) {
	if (value.kind !== 'seq') return;
	const [low, high] = value.items;
	const from = numberOf(low);
	const to = numberOf(high);
	if (low === undefined || high === undefined || from === undefined || to === undefined || from <= to) return;
	const fixes = swap(source, low, high, `Swap to [${to}, ${from}]`);
	yield finding(
		'contract.threshold-order',
		`${name} wants the smaller number first; write [${to}, ${from}]`,
		value.kind === 'seq' && !value.flow ? low.range : value.range,
		{ fixes },
	);
}

function* numeric({ name, value }: OperatorUse) {
	if ((name !== 'mustBe' && name !== 'mustNotBe') || value.kind !== 'scalar' || value.style === 'absent') return;
	if (numberOf(value) !== undefined || value.text.includes('${')) return;
	const number = /^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(value.text) ? Number(value.text) : undefined;
	const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value.text)?.[1];
	const hint =
		number !== undefined
			? `write ${number}`
			: percent !== undefined
				? `write ${percent} and unit: percent`
				: 'a metric is a number; write one, e.g. 0';
	const fixes = number === undefined ? [] : replaceValue(value, number);
	yield finding('contract.threshold-type', `${name} "${value.text.slice(0, 40)}" is no number; ${hint}`, value.range, { fixes });
}

/** Counts are whole and never below 0, shares never above 100 percent. */
function* reachable(rule: Node, { name, value }: OperatorUse) {
	const percent = textOf(entryOf(rule, 'unit')?.value) === 'percent';
	const most = percent ? 100 : Number.POSITIVE_INFINITY;
	const what = percent ? 'a share is 0 to 100 percent' : 'a count is never below 0';
	const impossible = (at: Node, why = what, fixes: Fix[] = []) =>
		finding('contract.threshold-impossible', `${name} ${printed(at)} can never hold: ${why}`, at.range, { fixes });
	if (value.kind === 'seq') {
		const [low, high] = value.items;
		const from = numberOf(low);
		const to = numberOf(high);
		if (from === undefined || to === undefined || from > to || low === undefined || high === undefined) return;
		if (name === 'mustBeBetween' && (to < 0 || from > most)) yield impossible(to < 0 ? high : low);
		if (name === 'mustNotBeBetween' && from <= 0 && to >= most) yield impossible(value.flow ? value : low);
		return;
	}
	const number = numberOf(value);
	if (number === undefined) return;
	const whole = percent || Number.isInteger(number);
	if (name === 'mustBe' && (number < 0 || number > most)) yield impossible(value);
	else if (name === 'mustBe' && !whole) yield impossible(value, 'a count is a whole number; for a share write unit: percent');
	else if (name === 'mustBeLessThan' && number <= 0) yield impossible(value, what, number === 0 ? orEqual(rule) : []);
	else if (name === 'mustBeLessOrEqualTo' && number < 0) yield impossible(value);
	else if (name === 'mustBeGreaterThan' && number >= most) yield impossible(value);
	else if (name === 'mustBeGreaterOrEqualTo' && number > most) yield impossible(value);
}

/** `required` allows no nulls and `unique` no duplicates: a rule that wants some fails where the option holds. */
function* contradicted(property: Property, metric: string, { name, value }: OperatorUse) {
	const number = numberOf(value);
	if (number === undefined) return;
	const some =
		((name === 'mustBe' || name === 'mustBeGreaterOrEqualTo') && number > 0) ||
		(name === 'mustBeGreaterThan' && number >= 0) ||
		(name === 'mustNotBe' && number === 0);
	const option = metric === 'nullValues' ? property.required : metric === 'duplicateValues' ? property.unique : undefined;
	if (!some || option?.value !== true) return;
	const what = metric === 'nullValues' ? 'required: true allows no nulls' : 'unique: true allows no duplicates';
	yield finding('contract.threshold-impossible', `${name} ${number} and ${what}: remove one of the two`, value.range, {
		related: [{ range: option.node.range, message: 'The option is here' }],
	});
}

function orEqual(rule: Node): Fix[] {
	const entry = entryOf(rule, 'mustBeLessThan');
	if (entry === undefined || entry.merged === true) return [];
	return [replaceRange(entry.keyRange, 'mustBeLessOrEqualTo', 'Write mustBeLessOrEqualTo: 0')];
}

function printed(node: Node): string {
	return node.kind === 'seq' ? `[${node.items.map((item) => textOf(item) ?? '').join(', ')}]` : (textOf(node) ?? '');
}
