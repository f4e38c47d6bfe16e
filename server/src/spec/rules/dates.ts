import { isBefore } from '../contract/versions.ts';
import type { Finding } from '../finding.ts';
import type { Node } from '../yaml/node.ts';
import { clip, finding } from './finding.ts';
import { nearest } from './nearest.ts';
import { entryOf, rangeWithin, stringOf, textOf } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { correctedDate } from './temporal/correctedDate.ts';
import { type PatternMistake, parseJavaPattern } from './temporal/javaPattern.ts';
import { fromStrftime, suspiciousFields } from './temporal/suspects.ts';
import { isTemporalType, readTemporal, type TemporalType } from './temporal/temporalText.ts';
import { type Property, propertiesOf } from './walk.ts';
import { replaceValue } from './write.ts';

const boundKeys = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

const shown: { readonly [type in TemporalType]: string } = {
	date: '2024-01-31',
	timestamp: '2024-01-31T09:30:00Z',
	time: '09:30:00',
};

/** Dates are dates, their formats can be read, and ends do not come before starts. */
export const dates: Rule = function* (context) {
	const { contract } = context;
	for (const { property } of propertiesOf(contract)) yield* optionDates(context, property);
	const created = contract.contractCreatedTs?.node;
	if (created !== undefined) yield* invalidDate(created, 'timestamp', 'contractCreatedTs');
	for (const member of membersOf(context)) {
		const from = entryOf(member, 'dateIn')?.value;
		const to = entryOf(member, 'dateOut')?.value;
		if (from !== undefined) yield* invalidDate(from, 'date', 'dateIn');
		if (to !== undefined) yield* invalidDate(to, 'date', 'dateOut');
		yield* datesInOrder({ name: 'dateIn', node: from }, { name: 'dateOut', node: to });
	}
};

/** A finding where a text is no date; nothing for a variable or an absent value. */
export function* invalidDate(
	node: Node,
	type: TemporalType,
	name: string,
	{ format, severity = 'error' }: { readonly format?: string | undefined; readonly severity?: 'error' | 'warning' } = {},
): Iterable<Finding> {
	const text = textOf(node);
	if (text === undefined || text.includes('${') || (node.kind === 'scalar' && node.value === null)) return;
	if (readTemporal(text, type, format) !== 'invalid') return;
	const meant = correctedDate(text, type);
	const looksRight = format === undefined && /^\d{4}-\d{2}-\d{2}/.test(text) && type !== 'time';
	const hint =
		meant !== undefined ? `; write ${meant}` : format !== undefined ? `; write it as ${clip(format, 30)}` : `; write it as ${shown[type]}`;
	const what = looksRight ? 'is not in the calendar' : `is no ${type}`;
	yield finding('contract.invalid-date', `${name} "${clip(text, 30)}" ${what}${hint}`, node.range, {
		severity,
		fixes: meant === undefined ? [] : replaceDate(node, meant),
	});
}

/** A finding where the second of two dates comes before the first. */
export function* datesInOrder(first: DatePlace, second: DatePlace): Iterable<Finding> {
	if (first.node === undefined || second.node === undefined) return;
	const from = readTemporal(textOf(first.node) ?? '', 'timestamp');
	const to = readTemporal(textOf(second.node) ?? '', 'timestamp');
	// A day of slack: the two may be of different time zones.
	const slack = typeof from === 'object' && typeof to === 'object' && from.zoned !== to.zoned ? 86_400_000 : 0;
	if (typeof from === 'string' || typeof to === 'string' || from.milliseconds <= to.milliseconds + slack) return;
	yield finding(
		'contract.dates-reversed',
		`${second.name} ${textOf(second.node)} comes before ${first.name} ${textOf(first.node)}`,
		second.node.range,
		{
			related: [{ range: first.node.range, message: `${first.name} is here` }],
		},
	);
}

export interface DatePlace {
	readonly name: string;
	readonly node: Node | undefined;
}

/** Keeps the quotes of a quoted date. */
function replaceDate(node: Node, text: string) {
	if (node.kind === 'scalar' && node.style === 'plain' && /^[\d-]+$/.test(text)) {
		return node.alias === undefined ? [{ title: `Replace with ${text}`, edits: [{ range: node.range, newText: text }] }] : [];
	}
	return replaceValue(node, text);
}

function* optionDates(context: RuleContext, property: Property): Iterable<Finding> {
	const type = property.logicalType?.value;
	const options = property.logicalTypeOptions?.node;
	if (options === undefined || !isTemporalType(type)) return;
	const formatNode = entryOf(options, 'format')?.value;
	const format = stringOf(formatNode);
	if (formatNode !== undefined && format !== undefined && !format.includes('${')) yield* formatFindings(context, formatNode, format);
	for (const key of boundKeys) {
		const node = entryOf(options, key)?.value;
		if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue;
		if (isTimeOfOldDate(context, type, node.text, format)) continue;
		yield* invalidDate(node, type, key, { format });
	}
	const zone = entryOf(options, 'defaultTimezone')?.value;
	if (zone !== undefined) yield* timeZone(zone);
}

/** Before 3.1 `date` was the type of times, too. */
export function isTimeOfOldDate({ version }: Pick<RuleContext, 'version'>, type: TemporalType, text: string, format?: string): boolean {
	return type === 'date' && isBefore(version, '3.1.0') && readTemporal(text, 'time', format) !== 'invalid';
}

/** Names of JSON Schema and of tools, which say what the logical type says already. */
const namedFormats: { readonly [format: string]: string } = {
	date: 'yyyy-MM-dd',
	'date-time': "yyyy-MM-dd'T'HH:mm:ssXXX",
	time: 'HH:mm:ss',
	iso8601: "yyyy-MM-dd'T'HH:mm:ssXXX",
	'iso-8601': "yyyy-MM-dd'T'HH:mm:ssXXX",
	timestamp: "yyyy-MM-dd'T'HH:mm:ssXXX",
};

function* formatFindings({ text }: RuleContext, node: Node, format: string): Iterable<Finding> {
	const named = format.trim().toLowerCase();
	if (Object.hasOwn(namedFormats, named)) {
		const pattern = namedFormats[named] ?? '';
		const message = `"${format.trim()}" names a format; the standard wants its pattern, e.g. ${pattern}`;
		yield finding('contract.date-format-suspect', message, node.range, { fixes: replaceValue(node, pattern) });
		return;
	}
	const converted = fromStrftime(format);
	if (converted !== undefined) {
		const message = `"${clip(format, 30)}" is a format of C and Python; the standard wants ${clip(converted, 40)}`;
		yield finding('contract.date-format-suspect', message, node.range, { fixes: replaceValue(node, converted) });
		return;
	}
	const parsed = parseJavaPattern(format);
	const mistakes = parsed.ok ? suspiciousFields(parsed.parts) : [parsed.problem];
	const corrected = mistakes.every((mistake) => mistake.replacement !== undefined) ? applyAll(format, mistakes) : undefined;
	const usable = corrected !== undefined && parseJavaPattern(corrected).ok ? corrected : undefined;
	for (const mistake of mistakes) {
		const code = parsed.ok ? 'contract.date-format-suspect' : 'contract.date-format';
		const fixes = usable === undefined ? [] : replaceValue(node, usable);
		yield finding(code, `Format "${clip(format, 30)}": ${mistake.message}`, rangeWithin(text, node, mistake.start, mistake.end), { fixes });
	}
}

function applyAll(format: string, mistakes: readonly PatternMistake[]): string {
	return mistakes.reduceRight(
		(result, { start, end, replacement = '' }) => result.slice(0, start) + replacement + result.slice(end),
		format,
	);
}

function* timeZone(node: Node): Iterable<Finding> {
	const zone = textOf(node);
	if (zone === undefined || zone.includes('${') || isTimeZone(zone)) return;
	const meant = nearest(zone, Intl.supportedValuesOf('timeZone'));
	const hint = meant === undefined ? 'write one of the IANA list, e.g. Europe/Paris' : `did you mean ${meant}?`;
	yield finding('contract.time-zone', `"${clip(zone)}" is no time zone; ${hint}`, node.range, {
		fixes: meant === undefined ? [] : replaceValue(node, meant),
	});
}

function isTimeZone(zone: string): boolean {
	// The usual ones without the time it takes to load all zones.
	if (/^(?:Etc\/)?(?:UTC|GMT)$/.test(zone)) return true;
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

/** Members of a team, which is a list before 3.1 and an object with `members` from then on. */
function* membersOf({ root }: RuleContext): Iterable<Node> {
	const team = entryOf(root, 'team')?.value;
	const members = team?.kind === 'map' ? team.get('members')?.value : team;
	if (members?.kind === 'seq') yield* members.items;
}
