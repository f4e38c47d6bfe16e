import type { OdcsVersion } from '../contract/versions.ts';
import type { Node, ScalarNode } from '../yaml/node.ts';
import { isTimeOfOldDate } from './dates.ts';
import { clip } from './finding.ts';
import { type Limit, limitsOf } from './limits.ts';
import { runsInGoodTime } from './patternSafety.ts';
import { compilePattern } from './patternText.ts';
import { entryOf, textOf } from './place.ts';
import { numberOf } from './qualityRule.ts';
import { isTemporalType, readTemporal } from './temporal/temporalText.ts';
import type { Property } from './walk.ts';

/** Why a value cannot be one of a property's, as the end of a sentence; with the value as it should be written. */
export interface Misfit {
	readonly kind: 'type' | 'limit';
	/** `is no integer`, `is above maximum 5`. */
	readonly why: string;
	readonly corrected?: string | number | boolean;
}

export interface Judged {
	/** Numbers in quotes are not numbers, and bare numbers are no text: as data is compared. */
	readonly strict: boolean;
	readonly version: OdcsVersion;
}

/**
 * What is certain about a value in the light of its property's type and options; undefined where it fits or nothing can
 * be said. Nulls always fit.
 */
export function misfit(property: Property, node: Node, judged: Judged): Misfit | undefined {
	if (node.kind !== 'scalar' || node.value === null || node.style === 'absent' || node.text.includes('${')) return undefined;
	return ofType(property, node, judged) ?? ofLimits(property, node);
}

function ofType(property: Property, node: ScalarNode, { strict, version }: Judged): Misfit | undefined {
	const type = property.logicalType?.value;
	const { value, text } = node;
	const quoted = typeof value === 'string';
	const no = (corrected?: Misfit['corrected']): Misfit => ({
		kind: 'type',
		why: `is no ${type}`,
		...(corrected === undefined ? {} : { corrected }),
	});
	switch (type) {
		case 'string':
			return strict && !quoted
				? { kind: 'type', why: `is a ${typeof value === 'boolean' ? 'boolean' : 'number'} to YAML`, corrected: text }
				: undefined;
		case 'integer':
		case 'number': {
			const number = readNumber(node);
			if (number === undefined) return no();
			if (type === 'integer' && Number.isFinite(number) && !Number.isInteger(number)) return no();
			return strict && quoted ? { kind: 'type', why: 'is text to YAML', corrected: number } : undefined;
		}
		case 'boolean':
			if (typeof value === 'boolean') return undefined;
			if (/^(?:true|false)$/i.test(text))
				return strict ? { kind: 'type', why: 'is text to YAML', corrected: /^true$/i.test(text) } : undefined;
			return /^(?:t|f|y|n|yes|no|on|off|0|1)$/i.test(text) ? undefined : no();
		default: {
			if (!isTemporalType(type)) return undefined;
			const options = property.logicalTypeOptions?.node;
			const format = options === undefined ? undefined : textOf(entryOf(options, 'format')?.value);
			if (readTemporal(text, type, format) !== 'invalid' || isTimeOfOldDate({ version }, type, text, format)) return undefined;
			return { kind: 'type', why: format === undefined ? `is no ${type}` : `is not of the format ${clip(format, 30)}` };
		}
	}
}

/** A number, also one in quotes. Digits in groups of three are for people and count. */
function readNumber(node: ScalarNode): number | undefined {
	if (typeof node.value === 'number' || typeof node.value === 'bigint') return Number(node.value);
	const text = node.text.trim();
	if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
	return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function ofLimits(property: Property, node: ScalarNode): Misfit | undefined {
	const type = property.logicalType?.value;
	const limit = (why: string): Misfit => ({ kind: 'limit', why });
	if (type === 'integer' || type === 'number') {
		const number = readNumber(node);
		const exact = typeof node.value === 'bigint' ? node.value : number;
		return exact === undefined ? undefined : between(property, exact, undefined);
	}
	const options = property.logicalTypeOptions?.node;
	if (isTemporalType(type)) {
		const reading = readTemporal(node.text, type, options === undefined ? undefined : textOf(entryOf(options, 'format')?.value));
		return typeof reading === 'string' ? undefined : between(property, reading.milliseconds, reading.zoned);
	}
	if (type !== 'string' || options === undefined) return undefined;
	const length = [...node.text.slice(0, 100_000)].length;
	const least = numberOf(entryOf(options, 'minLength')?.value);
	const most = numberOf(entryOf(options, 'maxLength')?.value);
	if (least !== undefined && length < least) return limit(`is shorter than minLength ${least}`);
	if (most !== undefined && length > most) return limit(`is longer than maxLength ${most}`);
	const pattern = textOf(entryOf(options, 'pattern')?.value);
	if (pattern === undefined || node.text.length > 200 || pattern.includes('${') || !runsInGoodTime(pattern)) return undefined;
	const compiled = compilePattern(pattern);
	return compiled === undefined || compiled.test(node.text) ? undefined : limit(`does not match the pattern ${clip(pattern, 36)}`);
}

function between(property: Property, value: number | bigint, zoned: boolean | undefined): Misfit | undefined {
	const { lower, upper } = limitsOf(property);
	// Reversed bounds have a finding of their own.
	if (lower !== undefined && upper !== undefined && lower.value > upper.value) return undefined;
	const outside = (limit: Limit, side: string): Misfit => ({
		kind: 'limit',
		why: `is ${limit.exclusive ? `not ${side}` : side === 'above' ? 'below' : 'above'} ${limit.key} ${clip(textOf(limit.node) ?? '', 25)}`,
	});
	if (lower !== undefined && lower.zoned === zoned && (value < lower.value || (lower.exclusive && value === lower.value)))
		return outside(lower, 'above');
	if (upper !== undefined && upper.zoned === zoned && (value > upper.value || (upper.exclusive && value === upper.value)))
		return outside(upper, 'below');
	return undefined;
}
