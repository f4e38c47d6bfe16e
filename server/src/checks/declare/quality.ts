import { entryOf, textOf } from '../../spec/rules/place.ts';
import { clip } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import { check, notEnforced, rangeOf, type Subject } from './draft.ts';
import { libraryRule } from './libraryRule.ts';
import { type RuleDraft, unreadable } from './ruleDraft.ts';
import { dimensionOf, severityOf } from './severity.ts';
import { sqlRule } from './sqlRule.ts';
import { statisticRule } from './statisticRule.ts';

/** Every rule under `quality`, in order; each is exactly one check. */
export async function qualityChecks(subject: Subject): Promise<Check[]> {
	const list = entryOf(subject.node, 'quality')?.value;
	const rules = list?.kind === 'seq' ? list.items : [];
	const checks: Check[] = [];
	for (const [index, rule] of rules.entries()) checks.push(await qualityCheck(subject, rule, index));
	return checks;
}

async function qualityCheck(subject: Subject, rule: Node, index: number): Promise<Check> {
	const draft = await ruleDraft(subject, rule);
	const tags = entryOf(rule, 'tags')?.value;
	const key = textOf(entryOf(rule, 'id')?.value) ?? textOf(entryOf(rule, 'name')?.value) ?? String(index + 1);
	return check(subject, {
		family: 'quality',
		dimension: dimensionOf(textOf(entryOf(rule, 'dimension')?.value)) ?? draft.dimension,
		range: ruleRange(rule),
		...draft,
		key: `quality.${key}`,
		severity: severityOf(textOf(entryOf(rule, 'severity')?.value)),
		tags: tags?.kind === 'seq' ? tags.items.flatMap((tag) => textOf(tag) ?? []) : [],
	});
}

async function ruleDraft(subject: Subject, rule: Node): Promise<RuleDraft> {
	if (rule.kind !== 'map') return unreadable('data.quality', 'quality rule', 'it is no map of keys and values');
	const type = textOf(entryOf(rule, 'type')?.value) ?? impliedType(rule);
	switch (type) {
		case 'library':
			return libraryRule(subject, rule);
		case 'sql':
			return sqlRule(subject, rule);
		case 'custom':
			return customRule(subject, rule);
		case 'text':
			return {
				rule: 'data.text',
				expected: clip(textOf(entryOf(rule, 'description')?.value) ?? textOf(entryOf(rule, 'name')?.value) ?? 'rule in words', 60),
				measure: notEnforced('words for people; write it as sql or library to have it checked'),
			};
		default:
			return unreadable('data.quality', 'quality rule', `"${type}" is no type of rule`);
	}
}

/** The standard's default is `library`; a rule with a query or an engine means what those mean. */
function impliedType(rule: Node): string {
	if (entryOf(rule, 'metric') ?? entryOf(rule, 'rule')) return 'library';
	if (entryOf(rule, 'query')) return 'sql';
	return entryOf(rule, 'implementation') ? 'custom' : 'library';
}

function customRule(subject: Subject, rule: Node): RuleDraft {
	const engine = textOf(entryOf(rule, 'engine')?.value);
	if (engine === undefined) return unreadable('data.custom', 'custom rule', 'it names no engine');
	if (engine.toLowerCase() === 'plumbline') return statisticRule(subject, rule);
	return {
		rule: 'data.custom',
		expected: `rule of ${clip(engine, 30)}`,
		measure: notEnforced(`only ${clip(engine, 30)} can execute it`),
		...(entryOf(rule, 'engine') ? { range: rangeOf(rule, 'engine') } : {}),
	};
}

/** The first of the keys that say what a rule is. */
function ruleRange(rule: Node) {
	const named = ['metric', 'rule', 'type', 'engine', 'description', 'query'].find((key) => entryOf(rule, key));
	if (named !== undefined) return rangeOf(rule, named);
	const first = rule.kind === 'map' ? rule.entries[0] : undefined;
	return first?.keyRange ?? rule.range;
}
