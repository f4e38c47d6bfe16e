import type { Finding, Fix } from '../finding.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';
import { clip, finding, oneOf } from './finding.ts';
import { moveItem } from './moveItem.ts';
import { nearest } from './nearest.ts';
import { entryOf, stringOf, textOf } from './place.ts';
import { type PlumblineMetric, plumblineMetrics } from './plumblineMetrics.ts';
import { kindOfRule, numberOf, operatorNames, operatorsIn } from './qualityRule.ts';
import type { Rule, RuleContext } from './rule.ts';
import { type QualityPlace, qualityOf } from './walk.ts';
import { addKey, asGuess, removeKey, replaceRange, replaceValue } from './write.ts';

/** Rules of our own engine, which the standard leaves free. Rules of other engines are theirs. */
export const plumblineRules: Rule = function* (context) {
	for (const place of qualityOf(context.contract)) {
		const rule = place.rule.node;
		if (kindOfRule(rule) !== 'custom') continue;
		const engine = entryOf(rule, 'engine')?.value;
		const name = textOf(engine);
		if (engine === undefined || name === undefined) continue;
		if (name !== 'plumbline') {
			yield* misspeltEngine(rule, engine, name);
			continue;
		}
		const implementation = entryOf(rule, 'implementation');
		if (implementation === undefined) continue;
		if (implementation.value.kind === 'map') yield* implementationFindings(context, place, implementation.value);
		else yield notMap(context, implementation);
	}
};

/** Only where the implementation is clearly ours: another engine may be called anything. */
function* misspeltEngine(rule: Node, engine: Node, name: string): Iterable<Finding> {
	const implementation = entryOf(rule, 'implementation')?.value;
	const metric = implementation === undefined ? undefined : textOf(entryOf(implementation, 'metric')?.value);
	if (metric === undefined || !Object.hasOwn(plumblineMetrics, metric) || nearest(name, ['plumbline']) === undefined) return;
	yield finding('contract.plumbline-implementation', `No engine "${clip(name, 30)}"; did you mean plumbline?`, engine.range, {
		severity: 'warning',
		fixes: replaceValue(engine, 'plumbline'),
	});
}

function notMap({ text: source }: RuleContext, { value, keyRange }: Entry): Finding {
	const text = stringOf(value);
	const oneMetric = text !== undefined && Object.hasOwn(plumblineMetrics, text.trim());
	const fixes =
		value.alias !== undefined
			? []
			: oneMetric
				? [replaceRange(value.range, `{ metric: ${text?.trim()} }`, 'Write a map')]
				: unblock(source, value);
	const message = 'implementation of engine plumbline is a map: a metric, and one operator';
	return finding(
		'contract.plumbline-implementation',
		message,
		value.kind === 'scalar' && value.style !== 'absent' ? value.range : keyRange,
		{ fixes },
	);
}

/** A map that is written as a block of text (`implementation: |`), as for other engines, is one without the sign. */
function unblock(source: string, value: Node): Fix[] {
	if (value.kind !== 'scalar' || value.style !== 'literal' || !/^metric\s*:/m.test(value.text)) return [];
	const sign = /^\|[^\r\n]*/.exec(source.slice(value.range.start, value.range.end))?.[0];
	if (sign === undefined || sign.includes('#')) return [];
	return [replaceRange({ start: value.range.start, end: value.range.start + sign.length }, '', 'Write it as a map')];
}

function* implementationFindings(context: RuleContext, place: QualityPlace, map: MapNode): Iterable<Finding> {
	const metric = map.get('metric');
	const name = textOf(metric?.value);
	if (metric === undefined || name === undefined) {
		const range = metric?.keyRange ?? entryOf(place.rule.node, 'implementation')?.keyRange ?? map.range;
		const misspelt = map.entries.find((entry) => nearest(entry.key, ['metric']) !== undefined);
		if (misspelt !== undefined && metric === undefined) yield rename(misspelt, 'metric');
		else yield finding('contract.plumbline-metric', 'implementation names no metric; write e.g. metric: mean', range);
	} else if (!Object.hasOwn(plumblineMetrics, name)) {
		const meant = nearest(name, Object.keys(plumblineMetrics));
		const hint = meant === undefined ? `write one such as ${oneOf(Object.keys(plumblineMetrics), 4)}` : `did you mean ${meant}?`;
		yield finding('contract.plumbline-metric', `No metric "${clip(name, 30)}" in engine plumbline; ${hint}`, metric.value.range, {
			fixes: meant === undefined ? [] : replaceValue(metric.value, meant),
		});
	}
	const known = name !== undefined && Object.hasOwn(plumblineMetrics, name) ? plumblineMetrics[name] : undefined;
	if (known !== undefined && metric !== undefined && name !== undefined) {
		yield* level(context, place, metric.value, name, known);
		yield* needs(context, map, metric.value, name, known);
	}
	yield* operators(context, place, map, known);
}

function* level(
	context: RuleContext,
	{ object, property, rule }: QualityPlace,
	node: Node,
	name: string,
	{ level: wanted }: PlumblineMetric,
): Iterable<Finding> {
	if (wanted === 'property' && property === undefined) {
		const columns = object.properties ?? [];
		const fixes = (columns.length <= 5 ? columns : []).flatMap((column) =>
			moveItem(context.text, object.node, 'quality', rule.node, column.node, `Move the rule to ${column.name?.value ?? 'the property'}`),
		);
		const message = `${name} looks at one property; move this rule to the quality of a property`;
		yield finding('contract.metric-level', message, node.range, { fixes: columns.length > 1 ? asGuess(fixes) : fixes });
	}
	if (wanted === 'schema' && property !== undefined) {
		const target = object.name?.value ?? 'the object';
		const fixes = moveItem(context.text, property.property.node, 'quality', rule.node, object.node, `Move the rule to ${target}`);
		yield finding(
			'contract.metric-level',
			`${name} looks at a whole object; move this rule to the quality of ${clip(target, 40)}`,
			node.range,
			{ fixes },
		);
	}
}

function* needs({ text }: RuleContext, map: MapNode, node: Node, name: string, metric: PlumblineMetric): Iterable<Finding> {
	const given = entryOf(map, 'arguments')?.value;
	const find = (key: string) => map.get(key) ?? (given === undefined ? undefined : entryOf(given, key));
	for (const spellings of metric.needs) {
		if (spellings.some((key) => find(key) !== undefined)) continue;
		const key = spellings[0] ?? '';
		const example = key === 'reference' ? 'reference: train@2026-10, a path, or git:REV' : `${key}: 0.95`;
		const fixes = key === 'share' ? asGuess(addKey(text, map, key, '0.95', `Add ${key}: 0.95`)) : [];
		yield finding('contract.plumbline-implementation', `${name} needs ${key}; write e.g. ${example}`, node.range, { fixes });
	}
	const share = find('share') ?? find('quantile') ?? find('q');
	const value = numberOf(share?.value);
	if (name !== 'quantile' || share === undefined || textOf(share.value)?.includes('${') === true) return;
	if (value !== undefined && value >= 0 && value <= 1) return;
	const fixes = value !== undefined && value <= 100 && value > 1 ? asGuess(replaceValue(share.value, value / 100)) : [];
	yield finding('contract.plumbline-implementation', `${share.key} of a quantile is 0 to 1; write e.g. 0.95`, share.value.range, { fixes });
}

/** Exactly one operator, inside of the implementation. */
function* operators({ text }: RuleContext, place: QualityPlace, map: MapNode, metric: PlumblineMetric | undefined): Iterable<Finding> {
	const inside = operatorsIn(map);
	const outside = operatorsIn(place.rule.node);
	for (const entry of map.entries) {
		if (['metric', 'arguments', ...operatorNames].includes(entry.key) || metric?.keys.includes(entry.key) === true) continue;
		const meant = nearest(entry.key, [...operatorNames, ...(metric?.keys ?? [])]);
		if (meant !== undefined && map.get(meant) === undefined) {
			yield rename(entry, meant);
			return;
		}
		if (metric !== undefined && entry.key !== '<<' && !HARMLESS_KEYS.has(entry.key)) {
			const message = `An implementation has no key "${clip(entry.key, 30)}": nothing looks at it`;
			yield finding('contract.plumbline-implementation', message, entry.keyRange, { severity: 'warning' });
		}
	}
	const [first, second] = inside;
	if (second !== undefined && first !== undefined) {
		const message = `${first.name} and ${second.name}: an implementation has exactly one operator; remove one`;
		const range = map.get(second.name)?.keyRange ?? second.value.range;
		yield finding('contract.plumbline-implementation', message, range, {
			fixes: asGuess([...removeKey(text, map, second.name), ...removeKey(text, map, first.name)]),
		});
	}
	for (const misplaced of outside) {
		const message = `Write ${misplaced.name} inside implementation: engine plumbline looks for it there`;
		const range = entryOf(place.rule.node, misplaced.name)?.keyRange ?? misplaced.value.range;
		const fixes =
			first === undefined && outside.length === 1
				? moveInside(text, place.rule.node, map, misplaced.name, misplaced.value)
				: asGuess(removeKey(text, place.rule.node, misplaced.name));
		yield finding('contract.plumbline-implementation', message, range, { fixes });
	}
	if (first !== undefined) {
		if (first.value.kind === 'scalar' && !text.slice(first.value.range.start, first.value.range.end).includes('${'))
			yield* numeric(first.name, first.value);
		return;
	}
	if (outside.length > 0) return;
	const range = map.get('metric')?.keyRange ?? map.range;
	yield finding('contract.plumbline-implementation', 'implementation has no operator; add one, e.g. mustBeLessThan: 0.2', range);
}

function* numeric(name: string, value: Node): Iterable<Finding> {
	if (numberOf(value) !== undefined || value.kind !== 'scalar' || value.style === 'absent') return;
	// The least and greatest of a text or a date are texts.
	if (name === 'mustBe' || name === 'mustNotBe') return;
	const number = /^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(value.text) ? Number(value.text) : undefined;
	if (number !== undefined || /^\d{4}-\d{2}-\d{2}/.test(value.text)) return;
	yield finding('contract.threshold-type', `${name} "${clip(value.text, 30)}" is no number; write one, e.g. 0.2`, value.range);
}

/** Words for people, which nothing is expected to look at. */
const HARMLESS_KEYS: ReadonlySet<string> = new Set(['name', 'description', 'comment']);

function rename(entry: Entry, meant: string): Finding {
	const fixes = entry.merged === true ? [] : [replaceRange(entry.keyRange, meant, `Rename to "${meant}"`)];
	return finding(
		'contract.plumbline-implementation',
		`No key "${clip(entry.key, 30)}" in an implementation; did you mean ${meant}?`,
		entry.keyRange,
		{ fixes },
	);
}

function moveInside(source: string, rule: Node, map: MapNode, name: string, value: Node): Fix[] {
	if (value.kind === 'map' || value.alias !== undefined || (value.kind === 'seq' && !value.flow)) return [];
	const written = source.slice(value.range.start, value.range.end);
	const add = addKey(source, map, name, written, '')[0];
	const remove = removeKey(source, rule, name)[0];
	if (add === undefined || remove === undefined) return [];
	const [insert] = add.edits;
	const [cut] = remove.edits;
	if (insert === undefined || cut === undefined) return [];
	// Where the two touch, one edit that does both.
	if (insert.range.start >= cut.range.start && insert.range.start <= cut.range.end) {
		return [{ title: `Move ${name} inside`, edits: [{ range: cut.range, newText: insert.newText + cut.newText }] }];
	}
	return [{ title: `Move ${name} inside`, edits: [...add.edits, ...remove.edits] }];
}
