import { entryOf, textOf } from '../../spec/rules/place.ts';
import { temporalPattern } from '../../spec/rules/temporal/temporalPattern.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import { quoted } from '../words.ts';
import { temporalValue, typeOf } from './columnType.ts';
import { notEnforced, type PropertySubject } from './draft.ts';
import { type TemporalReading, temporalLiteral } from './instant.ts';
import { literal } from './literal.ts';
import { type BoundKind, boundKindOf, boundNode } from './numberOptions.ts';
import { optionCheck, settledOption, unreadableOption } from './option.ts';
import { compare, not, textValue } from './place.ts';

/** Bounds, `format` and `timezone` of a date, a timestamp or a time. */
export function temporalOption(subject: PropertySubject, entry: Entry): readonly Check[] | undefined {
	const kind = boundKindOf(entry.key);
	if (kind) return [bound(subject, entry, kind)];
	switch (entry.key) {
		case 'format':
			return [format(subject, entry)];
		case 'timezone':
			return subject.property.logicalType?.value === 'date' ? undefined : [timezone(subject, entry)];
		default:
			return undefined;
	}
}

/** How a property's bounds are to be read: as instants where its values are. */
export function readingOf(subject: PropertySubject): TemporalReading {
	const { logicalType, logicalTypeOptions: options } = subject.property;
	const stored = typeOf(subject);
	const kind = logicalType?.value === 'date' || logicalType?.value === 'time' ? logicalType.value : 'timestamp';
	const declaresZone = options?.timezone?.value === true || options?.defaultTimezone !== undefined;
	return {
		logicalType: kind,
		format: options?.format?.value,
		instants: stored === undefined ? declaresZone : stored.kind === 'timestampTz',
		defaultTimezone: options?.defaultTimezone?.value,
	};
}

function bound(subject: PropertySubject, entry: Entry, kind: BoundKind): Check {
	const text = textOf(boundNode(subject, entry, kind));
	const reading = readingOf(subject);
	const limit = text === undefined ? undefined : temporalLiteral(text, reading);
	if (text === undefined || limit === undefined) return unreadableOption(subject, entry, kind.rule, reading.logicalType);
	return optionCheck(subject, entry, {
		rule: kind.rule,
		expected: `${kind.name} ${text}`,
		violation: violation(kind, text),
		breaks: (value) => compare(temporalValue(subject, value), kind.operator, literal(limit)),
	});
}

function violation(kind: BoundKind, text: string): string {
	const words = { '<': 'before', '<=': 'at or before', '>': 'after', '>=': 'at or after' } as const;
	return `${words[kind.operator]} ${text}`;
}

/** A format speaks of text: it is held against CSV and JSON cells as they stand in the file, also those that are no date. */
function format(subject: PropertySubject, entry: Entry): Check {
	const written = textOf(entry.value);
	if (written === undefined) return unreadableOption(subject, entry, 'data.format', 'date format');
	const draft = { rule: 'data.format', expected: `format ${quoted(written)}` } as const;
	const pattern = temporalPattern(written);
	if ('reason' in pattern) return settledOption(subject, entry, draft, notEnforced(`the format cannot be run: ${pattern.reason}`));
	const stored = typeOf(subject);
	if (subject.scope.stored === 'typed' && stored?.kind !== 'text') {
		return settledOption(subject, entry, draft, notEnforced('a format speaks of text, and this column stores dates and times as such'));
	}
	const text = subject.scope.stored === 'text' ? textValue(subject.place) : undefined;
	return optionCheck(subject, entry, {
		...draft,
		violation: 'in another form',
		breaks: (value) => not({ kind: 'matches', of: text ?? value, pattern: pattern.pattern }),
	});
}

/** `timezone: true`: every value says its offset. */
function timezone(subject: PropertySubject, entry: Entry): Check {
	if (entry.value.kind !== 'scalar' || entry.value.value !== true)
		return unreadableOption(subject, entry, 'data.timezone', 'true or false');
	const { place, scope } = subject;
	const draft = { rule: 'data.timezone', expected: 'time zone', violation: 'without a time zone' } as const;
	if (scope.stored === 'typed' && typeOf(subject)?.kind !== 'text') {
		return settledOption(subject, entry, draft, {
			kind: 'type',
			relation: scope.name,
			column: place.column,
			...(place.path.length === 0 ? {} : { path: place.path }),
			accepts: { physicalType: subject.property.logicalType?.value === 'time' ? 'time with time zone' : 'timestamp with time zone' },
		});
	}
	const format = entryOf(subject.node, 'logicalTypeOptions')?.value;
	const written = format && textOf(entryOf(format, 'format')?.value);
	const named = written !== undefined && /V|z|O/.test(written.replace(/'[^']*'/g, ''));
	const zone = named
		? '(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?|[A-Za-z][A-Za-z0-9_/+-]*)\\s*\\z'
		: '(?:[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)\\s*\\z';
	const text = scope.stored === 'text' ? textValue(place) : undefined;
	return optionCheck(subject, entry, {
		...draft,
		breaks: (value) => not({ kind: 'matches', of: text ?? value, pattern: `[0-9.]\\s*${zone}` }),
	});
}
