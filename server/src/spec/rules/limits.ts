import type { Node } from '../yaml/node.ts';
import { entryOf, textOf } from './place.ts';
import { isTemporalType, readTemporal } from './temporal/temporalText.ts';
import type { Property } from './walk.ts';

/** One end of what `logicalTypeOptions` allows. */
export interface Limit {
	/** `minimum`, `exclusiveMaximum`, … */
	readonly key: string;
	readonly node: Node;
	/** The number; milliseconds for dates and times. */
	readonly value: number | bigint;
	readonly exclusive: boolean;
	/** For dates and times: whether it names an instant. Limits of different kinds are not compared. */
	readonly zoned?: boolean;
}

export interface Limits {
	readonly lower?: Limit;
	readonly upper?: Limit;
}

/** The tighter of `minimum` and `exclusiveMinimum`, and of `maximum` and `exclusiveMaximum`. What cannot be read is left out. */
export function limitsOf(property: Property): Limits {
	const options = property.logicalTypeOptions?.node;
	if (options === undefined) return {};
	const lower = tighter(limits(property, options, 'minimum', 'exclusiveMinimum'), (a, b) => a > b);
	const upper = tighter(limits(property, options, 'maximum', 'exclusiveMaximum'), (a, b) => a < b);
	return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

/** A pair of counts such as `minLength` and `maxLength`. */
export function countLimits(options: Node, minimum: string, maximum: string): Limits {
	const lower = numericLimit(options, minimum);
	const upper = numericLimit(options, maximum);
	return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

export function comparable(first: Limit, second: Limit): boolean {
	return first.zoned === second.zoned;
}

function limits(property: Property, options: Node, inclusive: string, exclusive: string): Limit[] {
	const flag = entryOf(options, exclusive)?.value;
	// Before 3.1 a boolean `exclusiveMinimum` speaks of `minimum`.
	const flagged = flag?.kind === 'scalar' && flag.value === true;
	const found = [read(property, options, inclusive, flagged), flagged ? undefined : read(property, options, exclusive, true)];
	return found.filter((limit) => limit !== undefined);
}

function read(property: Property, options: Node, key: string, exclusive: boolean): Limit | undefined {
	const type = property.logicalType?.value;
	if (!isTemporalType(type)) {
		const limit = numericLimit(options, key);
		return limit === undefined ? undefined : { ...limit, exclusive };
	}
	const node = entryOf(options, key)?.value;
	const text = textOf(node);
	if (node === undefined || text === undefined) return undefined;
	const reading = readTemporal(text, type, textOf(entryOf(options, 'format')?.value));
	return typeof reading === 'string' ? undefined : { key, node, value: reading.milliseconds, exclusive, zoned: reading.zoned };
}

function numericLimit(options: Node, key: string): Limit | undefined {
	const node = entryOf(options, key)?.value;
	if (node?.kind !== 'scalar' || (typeof node.value !== 'number' && typeof node.value !== 'bigint')) return undefined;
	return Number.isNaN(node.value) ? undefined : { key, node, value: node.value, exclusive: false };
}

function tighter(found: readonly Limit[], isTighter: (a: number | bigint, b: number | bigint) => boolean): Limit | undefined {
	const [first, second] = found;
	if (first === undefined || second === undefined || !comparable(first, second)) return first;
	return isTighter(first.value, second.value) ? first : second;
}
