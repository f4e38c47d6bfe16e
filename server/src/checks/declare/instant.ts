import type { Literal } from '../../engine/expression.ts';
import type { TemporalParts } from '../../spec/rules/temporal/temporalPattern.ts';
import { temporalParts } from '../../spec/rules/temporal/temporalText.ts';

/** How the values of a property are to be understood, from its `logicalTypeOptions`. */
export interface TemporalReading {
	readonly logicalType: 'date' | 'timestamp' | 'time';
	/** JDK pattern, where the contract gives one. */
	readonly format?: string | undefined;
	/** True where values are instants, so that a bound without an offset is read in the default time zone. */
	readonly instants: boolean;
	/** IANA name; values without an offset are of this zone. */
	readonly defaultTimezone?: string | undefined;
}

/** A bound that a contract writes as text, as a literal that compares with the values; undefined where it is no such date. */
export function temporalLiteral(text: string, reading: TemporalReading): Literal | undefined {
	const parts = temporalParts(text, reading.logicalType, reading.format);
	if (typeof parts === 'string') return undefined;
	if (reading.logicalType === 'time') {
		const time = timeText(parts);
		return time === undefined ? undefined : { type: 'time', text: time };
	}
	const date = dateText(parts);
	if (date === undefined) return undefined;
	if (reading.logicalType === 'date' && parts.hour === undefined) return { type: 'date', text: date };
	const clock = parts.hour === undefined ? '00:00:00' : timeText(parts);
	if (clock === undefined) return undefined;
	const local = `${date}T${clock}`;
	if (parts.offset !== undefined) return instantLiteral(`${local}${normalOffset(parts.offset)}`, reading);
	if (!reading.instants) return { type: 'timestamp', text: local };
	const offset = zoneOffset(local, reading.defaultTimezone ?? 'UTC');
	return offset === undefined ? undefined : { type: 'timestampTz', text: `${local}${offset}` };
}

/** An instant; as the local time of values that carry no zone but are said to be of one. */
function instantLiteral(text: string, { instants, defaultTimezone }: TemporalReading): Literal {
	if (instants || defaultTimezone === undefined) return { type: 'timestampTz', text };
	const instantMs = Date.parse(text);
	try {
		const local = new Date(instantMs + offsetAt(instantMs, defaultTimezone)).toISOString();
		return { type: 'timestamp', text: local.slice(0, -1) };
	} catch {
		return { type: 'timestampTz', text };
	}
}

/** Years that every format of date in the data can have. */
function dateText({ year, month = 1, day = 1 }: TemporalParts): string | undefined {
	if (year === undefined || year < 0 || year > 9999) return undefined;
	return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Midnight at the end of a day and leap seconds are no times of the engine's. */
function timeText({ hour, minute = 0, second = '00' }: TemporalParts): string | undefined {
	if (hour === undefined || hour > 23 || Number(second) >= 60) return undefined;
	const [whole = '0', fraction] = second.split('.');
	return `${two(hour)}:${two(minute)}:${whole.padStart(2, '0')}${fraction === undefined ? '' : `.${fraction}`}`;
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}

/** `+1000`, `+10` → `+10:00`. */
function normalOffset(offset: string): string {
	if (offset === 'Z') return 'Z';
	const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
	return `${offset.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** Offset of a zone at a local time, as `+10:00`; undefined for a zone that is not known. */
function zoneOffset(local: string, zone: string): string | undefined {
	const asUtc = Date.parse(`${local.slice(0, 19)}Z`);
	let offset = 0;
	try {
		// The offset at an instant depends on the instant: two rounds settle it away from the hour of a change.
		for (let round = 0; round < 2; round++) offset = offsetAt(asUtc - offset, zone);
	} catch {
		return undefined;
	}
	const minutes = Math.abs(Math.round(offset / 60_000));
	return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Milliseconds that local time is ahead of UTC. */
function offsetAt(instantMs: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(instantMs);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
	return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - instantMs;
}
