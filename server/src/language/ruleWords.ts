import type { QualityRule } from '../spec/contract/model.ts';
import { operatorKeys } from '../spec/contract/qualityTypes.ts';
import { entryOf, textOf } from '../spec/rules/place.ts';
import type { Node } from '../spec/yaml/node.ts';

/** What a list of rules calls a rule: its name, else what it measures, else its first words. */
export function ruleName(rule: QualityRule): string {
	const named = rule.name ?? rule.metric ?? rule.rule ?? rule.description ?? rule.id ?? rule.query;
	const name = oneLine(named?.value ?? rule.engine?.value ?? '');
	return name === '' ? 'quality rule' : name;
}

/** What a rule compares its measure with, e.g. `mustBeLessThan 5 percent`; its type where it compares nothing. */
export function ruleDetail(rule: QualityRule): string {
	for (const key of operatorKeys) {
		const entry = entryOf(rule.node, key);
		if (entry === undefined) continue;
		const bound = valueText(entry.value);
		return [key, bound, rule.unit?.value].filter(Boolean).join(' ');
	}
	return rule.type?.value ?? '';
}

function valueText(node: Node): string {
	if (node.kind === 'seq') return `[${node.items.map(valueText).join(', ')}]`;
	return oneLine(textOf(node) ?? '');
}

const longest = 80;

/** Somebody's text as a label: one line, not too long. */
export function oneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= longest ? line : `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
