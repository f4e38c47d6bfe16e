import type { Contract } from '../../spec/contract/model.ts';
import { resolveReference } from '../../spec/references.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { parseIsoDuration, parseTimeUnit } from '../../spec/rules/slaUnits.ts';
import { clip, figure } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { Check, Measure } from '../check.ts';
import type { DataCode } from '../codes.ts';
import { type CalendarUnit, instantBefore } from './calendar.ts';
import { errored, notEnforced, rangeOf } from './draft.ts';
import { literal } from './literal.ts';
import { compare, singleValue } from './place.ts';
import { placeOf } from './relationships.ts';
import { type DeclareOptions, tagsOf } from './scope.ts';

/**
 * Every service level, once per element. Held against data and a clock:
 * - latency: now − newest instant ≤ value
 * - retention: no instant older than now − value
 * - frequency: the longest gap between neighbouring distinct instants, and from the newest to now, ≤ value
 *
 * Months and years are those of the calendar, counted back from now. A date is its first instant, UTC.
 */
export function serviceLevelChecks(contract: Contract, options: DeclareOptions): Check[] {
	const list = entryOf(contract.node, 'slaProperties')?.value;
	const levels = list?.kind === 'seq' ? list.items : [];
	return levels.flatMap((level, index) => levelChecks(contract, options, level, index));
}

function levelChecks(contract: Contract, options: DeclareOptions, level: Node, index: number): Check[] {
	const written = textOf(entryOf(level, 'property')?.value);
	const kind = KINDS.get(written?.toLowerCase() ?? '');
	const name = written ?? 'service level';
	const id = textOf(entryOf(level, 'id')?.value) ?? `${clip(name, 40)}.${index + 1}`;
	const base: Base = { contract, options, level, name, id };
	if (written === undefined) return [whole(base, errored('it names no property such as latency'))];
	if (!kind) return [whole(base, notEnforced('promised to people; no data says whether it is kept'))];
	const limit = limitOf(level, options.nowIso);
	if ('measure' in limit) return [whole(base, limit.measure, kind)];
	const elements = (textOf(entryOf(level, 'element')?.value) ?? contract.slaDefaultElement?.value ?? '')
		.split(',')
		.map((element) => element.trim())
		.filter((element) => element !== '');
	if (elements.length === 0) return [whole(base, notEnforced(`it names no element; write element: object.property`), kind)];
	return elements.map((element, at) => elementCheck(base, kind, limit, element, elements.length > 1 ? `.${at + 1}` : ''));
}

interface Base {
	readonly contract: Contract;
	readonly options: DeclareOptions;
	readonly level: Node;
	readonly name: string;
	readonly id: string;
}

type Kind = { readonly name: 'latency' | 'retention' | 'frequency'; readonly code: DataCode };

const KINDS: ReadonlyMap<string, Kind> = new Map([
	['latency', { name: 'latency', code: 'data.latency' }],
	['ly', { name: 'latency', code: 'data.latency' }],
	['retention', { name: 'retention', code: 'data.retention' }],
	['re', { name: 'retention', code: 'data.retention' }],
	['frequency', { name: 'frequency', code: 'data.frequency' }],
	['fy', { name: 'frequency', code: 'data.frequency' }],
]);

interface Limit {
	/** `4 days`. */
	readonly words: string;
	/** Now less the value. */
	readonly beforeIso: string;
	readonly seconds: number;
}

/** The value with its unit: a number and a word, `4 d` in one text, or an ISO 8601 duration. */
function limitOf(level: Node, nowIso: string): Limit | { readonly measure: Measure } {
	const written = textOf(entryOf(level, 'value')?.value)?.trim();
	if (written === undefined || written === '') return { measure: errored('it has no value') };
	const together = /^(-?[\d.]+)\s*([A-Za-z]+)$/.exec(written);
	const unitText = textOf(entryOf(level, 'unit')?.value) ?? together?.[2];
	const iso = /^P/i.test(written) ? parseIsoDuration(written) : undefined;
	if (iso !== undefined) return limit(iso, 'seconds', written, nowIso);
	const number = Number(together?.[1] ?? written);
	if (Number.isNaN(number)) return { measure: errored(`its value ${clip(written, 20)} is no number`) };
	if (number < 0) return { measure: errored(`its value ${clip(written, 20)} is below 0`) };
	if (unitText === undefined) return { measure: errored('it has no unit, such as d, hours or minutes') };
	const unit = parseTimeUnit(unitText);
	if (unit === 'ambiguous') return { measure: errored('unit m is minutes or months: write min or mo') };
	if (!unit) return { measure: errored(`${clip(unitText, 20)} is no unit of time; write d, h, min, s, w, mo or y`) };
	const calendar = CALENDAR.get(unit.name);
	const words = `${figure(number)} ${number === 1 ? unit.name.replace(/s$/, '') : unit.name}`;
	return calendar && Number.isInteger(number)
		? limit(number * calendar.times, calendar.unit, words, nowIso)
		: limit(number * unit.seconds, 'seconds', words, nowIso);
}

const CALENDAR: ReadonlyMap<string, { readonly unit: CalendarUnit; readonly times: number }> = new Map([
	['months', { unit: 'months', times: 1 }],
	['quarters', { unit: 'months', times: 3 }],
	['years', { unit: 'months', times: 12 }],
]);

function limit(amount: number, unit: CalendarUnit, words: string, nowIso: string): Limit | { readonly measure: Measure } {
	const beforeIso = instantBefore(nowIso, amount, unit);
	if (beforeIso === undefined) return { measure: errored(`${clip(words, 30)} reaches back before the year 1`) };
	return { words, beforeIso, seconds: (Date.parse(nowIso) - Date.parse(beforeIso)) / 1000 };
}

function elementCheck(base: Base, kind: Kind, limit: Limit, element: string, suffix: string): Check {
	const { contract, options } = base;
	const resolution = resolveReference(element, { contract, file: options.file, workspace: options.workspace });
	const words = `${kind.name} ${limit.words}`;
	const settled = (measure: Measure) => build(base, kind, suffix, { expected: words, subject: element, measure });
	if (resolution.kind === 'elsewhere') return settled(notEnforced(`${resolution.where} is not looked up`));
	if (resolution.kind === 'problem') return settled(errored(resolution.problem.message));
	const { target } = resolution;
	if (target.file !== undefined) return settled(notEnforced('its element stands in another contract'));
	const place = placeOf(target);
	const column = place && singleValue(place);
	if (!place || !target.property) return settled(errored(`${element} names an object; name a column of instants in it`));
	if (!column) return settled(notEnforced(`${element} stands inside of a list`));
	const logicalType = target.property.logicalType?.value;
	if (logicalType !== undefined && logicalType !== 'date' && logicalType !== 'timestamp') {
		return settled(errored(`${element} is of type ${logicalType}, which holds no instants`));
	}
	const index = (contract.schema ?? []).indexOf(target.object);
	const object = target.object.name?.value ?? target.object.physicalName?.value ?? `#${index + 1}`;
	const property = target.path.map((step) => step.name?.value ?? '').join('.');
	const relation = object;
	const tags = [...tagsOf(contract), ...tagsOf(target.object), ...target.path.flatMap(tagsOf)];
	const place_ = { object, property, subject: property, expected: words, needs: [place.column], tags };
	if (kind.name === 'retention') {
		const isDate = logicalType === 'date';
		const cutoff = isDate
			? literal({ type: 'date', text: limit.beforeIso.slice(0, 10) })
			: literal({ type: 'timestampTz', text: limit.beforeIso });
		return build(base, kind, suffix, {
			...place_,
			violation: `older than ${limit.words}`,
			measure: { kind: 'violations', relation, where: compare(column, '<', cutoff), violating: [place.column] },
		});
	}
	return build(base, kind, suffix, {
		...place_,
		unit: 'seconds',
		bound: { kind: 'lessOrEqual', value: limit.seconds },
		measure: { kind: 'age', relation, of: column, which: kind.name === 'latency' ? 'newest' : 'longestGap', nowIso: options.nowIso },
	});
}

function whole(base: Base, measure: Measure, kind?: Kind): Check {
	return build(base, kind, '', { expected: base.name, subject: base.name, measure });
}

function build(
	base: Base,
	kind: Kind | undefined,
	suffix: string,
	draft: Partial<Check> & Pick<Check, 'expected' | 'subject' | 'measure'>,
): Check {
	return {
		id: `slaProperties.${base.id}${suffix}`,
		rule: kind?.code ?? 'data.service-level',
		family: 'serviceLevel',
		severity: 'error',
		dimension: 'timeliness',
		tags: tagsOf(base.contract),
		range: rangeOf(base.level, entryOf(base.level, 'value') ? 'value' : 'property'),
		needs: [],
		bound: { kind: 'zero' },
		unit: 'rows',
		...draft,
	};
}
