import type { SlaProperty } from '../contract/model.ts';
import type { Finding, Fix } from '../finding.ts';
import type { Range } from '../range.ts';
import { type ReferenceTarget, resolveReference } from '../references.ts';
import type { Node } from '../yaml/node.ts';
import { datesInOrder, invalidDate } from './dates.ts';
import { clip, finding } from './finding.ts';
import { nearest } from './nearest.ts';
import { entryOf, headRange, rangeWithin, textOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { parseIsoDuration, parseTimeUnit, timeUnitWords } from './slaUnits.ts';
import { isTemporalType } from './temporal/temporalText.ts';
import { addKey, asGuess, replaceRange, replaceValue } from './write.ts';

/** Names of the standard; compared without case. What is not among them is somebody's own, and left alone. */
const names = [
	'availability',
	'throughput',
	'errorRate',
	'generalAvailability',
	'endOfSupport',
	'endOfLife',
	'retention',
	'frequency',
	'latency',
	'timeToDetect',
	'timeToNotify',
	'timeToRepair',
	'timeOfAvailability',
];

/** With the two letters that the standard has for each. */
const onElement = new Set(['latency', 'ly', 'frequency', 'fy', 'retention', 're']);
const durations = new Set([...onElement, 'timetodetect', 'td', 'timetonotify', 'tn', 'timetorepair', 'tr']);
const days = new Set(['generalavailability', 'endofsupport', 'endoflife']);

/** Service levels: names, values with units, and the element that they are promised of. */
export const serviceLevels: Rule = function* (context) {
	const { contract } = context;
	const fallback = contract.slaDefaultElement;
	if (fallback !== undefined) yield* elements(context, fallback.node);
	const ends = new Map<string, Node>();
	for (const level of contract.slaProperties ?? []) {
		const name = level.property?.value.toLowerCase() ?? '';
		if (level.property !== undefined) yield* misspelt(level.property.node, level.property.value);
		if (level.element !== undefined) yield* elements(context, level.element.node, onElement.has(name) ? level.property?.value : undefined);
		else if (onElement.has(name) && fallback === undefined) yield missingElement(context, level);
		if (durations.has(name)) yield* duration(context, level);
		const value = entryOf(level.node, 'value')?.value;
		if (days.has(name) && value !== undefined) {
			// Any text is allowed here: some write `24/7`.
			yield* invalidDate(value, 'timestamp', level.property?.value ?? name, { severity: 'warning' });
			ends.set(name, value);
		}
	}
	yield* datesInOrder(
		{ name: 'generalAvailability', node: ends.get('generalavailability') },
		{ name: 'endOfSupport', node: ends.get('endofsupport') },
	);
	yield* datesInOrder({ name: 'endOfSupport', node: ends.get('endofsupport') }, { name: 'endOfLife', node: ends.get('endoflife') });
	if (ends.has('endofsupport')) return;
	yield* datesInOrder(
		{ name: 'generalAvailability', node: ends.get('generalavailability') },
		{ name: 'endOfLife', node: ends.get('endoflife') },
	);
};

function* misspelt(node: Node, name: string): Iterable<Finding> {
	if (names.some((known) => known.toLowerCase() === name.toLowerCase())) return;
	const meant = nearest(name, names);
	if (meant === undefined || name.includes('${')) return;
	yield finding('contract.sla-property', `No service level "${clip(name, 30)}"; did you mean "${meant}"?`, node.range, {
		fixes: replaceValue(node, meant),
	});
}

/**
 * Every element of a list that commas separate names an object or a property.
 *
 * @param level service level that is held against instants of the element; absent for others
 */
function* elements(context: RuleContext, node: Node, level?: string): Iterable<Finding> {
	const text = textOf(node);
	if (text === undefined || text.includes('${')) return;
	for (const match of text.matchAll(/[^,]+/g)) {
		const element = match[0].trim();
		if (element === '') continue;
		const offset = match.index + match[0].indexOf(element);
		const resolution = resolveReference(element, context);
		if (resolution.kind === 'found' && level !== undefined) {
			yield* instants(resolution.target, level, rangeWithin(context.text, node, offset, offset + element.length));
		}
		if (resolution.kind !== 'problem') continue;
		const { problem } = resolution;
		const [start, end] = [offset + problem.start, offset + problem.end];
		const corrected = problem.replacement === undefined ? undefined : text.slice(0, start) + problem.replacement + text.slice(end);
		const fixes = corrected === undefined ? [] : asGuess(replaceValue(node, corrected));
		yield finding('contract.sla-element', problem.message, rangeWithin(context.text, node, start, end), { fixes });
	}
}

/** Latency, frequency and retention are counted from instants. */
function* instants({ object, property }: ReferenceTarget, level: string, range: Range): Iterable<Finding> {
	const type = property?.logicalType?.value;
	if (property !== undefined && (type === undefined || type === 'date' || type === 'timestamp')) return;
	const columns = (object.properties ?? []).filter(
		({ logicalType }) => logicalType?.value === 'date' || logicalType?.value === 'timestamp',
	);
	const [column] = columns;
	const hint = column === undefined ? 'name a date or timestamp' : `name one such as ${clip(column.name?.value ?? '', 30)}`;
	const what =
		property === undefined ? `${clip(object.name?.value ?? '', 30)} is an object` : `${clip(property.name?.value ?? '', 30)} is ${type}`;
	yield finding('contract.sla-element', `${what}, but ${clip(level, 20)} is counted from instants; ${hint}`, range);
}

function missingElement({ contract, text }: RuleContext, level: SlaProperty): Finding {
	const property = level.property;
	const name = property?.value ?? '';
	const candidates = (contract.schema ?? []).flatMap((object) =>
		(object.properties ?? [])
			.filter((column) => isTemporalType(column.logicalType?.value) && column.logicalType?.value !== 'time')
			.map((column) => `${object.name?.value ?? ''}.${column.name?.value ?? ''}`),
	);
	const fixes: Fix[] = candidates
		.slice(0, 3)
		.flatMap((element) => asGuess(addKey(text, level.node, 'element', element, `Add element: ${element}`)));
	const example = candidates[0] ?? 'object.property';
	const message = `${clip(name, 20)} without an element is not checked; add element: ${clip(example, 50)}`;
	// Info: the standard leaves it out freely, and some write it as a promise of the whole contract.
	return finding('contract.sla-element', message, property?.node.range ?? headRange(level.node), { severity: 'info', fixes });
}

function* duration(context: RuleContext, level: SlaProperty): Iterable<Finding> {
	const value = entryOf(level.node, 'value')?.value;
	const unit = entryOf(level.node, 'unit')?.value;
	const name = clip(level.property?.value ?? '', 20);
	const text = textOf(value);
	if (value === undefined || text === undefined || text.includes('${')) return;
	const iso = parseIsoDuration(text);
	if (iso !== undefined && unit === undefined) return;
	const combined = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text);
	if (combined !== null && unit === undefined && iso === undefined && typeof parseTimeUnit(combined[2] ?? '') === 'object') {
		yield splitValue(context, level, value, combined[1] ?? '', combined[2] ?? '');
		return;
	}
	if (value.kind === 'scalar' && value.value === null) return;
	const number = text.trim() === '' ? Number.NaN : Number(text);
	if (Number.isNaN(number) && iso === undefined) {
		yield finding('contract.sla-value', `${name} "${clip(text, 30)}" is no number; write one, and its unit beside it`, value.range);
	} else if (number < 0) {
		const fixes = asGuess(replaceValue(value, -number));
		yield finding('contract.sla-value', `${name} ${clip(text, 30)} is below 0; write how long it may take`, value.range, { fixes });
	}
	yield* unitFindings(context, level, unit, name);
}

function splitValue({ text }: RuleContext, level: SlaProperty, value: Node, number: string, unit: string): Finding {
	const word = parseTimeUnit(unit);
	const name = typeof word === 'object' ? word.name : unit;
	const write = replaceValue(value, Number(number));
	const add = addKey(text, level.node, 'unit', name, '');
	const fixes =
		write.length > 0 && add.length > 0
			? [{ title: `Write value: ${number}, unit: ${name}`, edits: [...write, ...add].flatMap((fix) => fix.edits) }]
			: [];
	const overlapping = fixes[0]?.edits.some(
		(edit) => edit.range.start === edit.range.end && edit.range.start > value.range.start && edit.range.start < value.range.end,
	);
	const message = `Value and unit stand apart: write value: ${number} and unit: ${name}`;
	return finding('contract.sla-value', message, value.range, { fixes: overlapping === true ? [] : fixes });
}

function* unitFindings({ text }: RuleContext, level: SlaProperty, unit: Node | undefined, name: string): Iterable<Finding> {
	const written = textOf(unit);
	if (unit === undefined || written === undefined) {
		const fixes = asGuess(addKey(text, level.node, 'unit', 'days', 'Add unit: days'));
		const range = entryOf(level.node, 'value')?.value.range ?? level.node.range;
		yield finding('contract.sla-unit', `${name} has no unit; add unit: days, hours or minutes`, range, { fixes });
		return;
	}
	if (written.includes('${')) return;
	const parsed = parseTimeUnit(written);
	if (typeof parsed === 'object') return;
	if (parsed === 'ambiguous') {
		const fixes = ['minutes', 'months'].flatMap((word) => asGuess(replaceValue(unit, word, `Write ${word}`)));
		yield finding(
			'contract.sla-unit',
			`Unit "${clip(written)}" is minutes to some and months to others; write minutes or months`,
			unit.range,
			{ fixes },
		);
		return;
	}
	const meant = nearest(written, timeUnitWords);
	const hint = meant === undefined ? 'write seconds, minutes, hours, days, weeks, months or years' : `did you mean ${meant}?`;
	const fixes = meant === undefined ? [] : [replaceRange(unit.range, meant, `Write ${meant}`)];
	yield finding('contract.sla-unit', `No unit of time "${clip(written, 20)}"; ${hint}`, unit.range, {
		fixes: unit.alias === undefined ? fixes : [],
	});
}
