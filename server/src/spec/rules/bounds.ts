import type { Finding } from '../finding.ts';
import type { Node } from '../yaml/node.ts';
import { clip, finding } from './finding.ts';
import { comparable, countLimits, type Limit, type Limits, limitsOf } from './limits.ts';
import { entryOf, textOf } from './place.ts';
import { numberOf } from './qualityRule.ts';
import type { Rule } from './rule.ts';
import { type Property, propertiesOf } from './walk.ts';
import { swap } from './write.ts';

const counts = [
	['minLength', 'maxLength'],
	['minItems', 'maxItems'],
	['minProperties', 'maxProperties'],
] as const;

/** Bounds stand the right way round and leave at least one value. */
export const bounds: Rule = function* ({ contract, text }) {
	for (const { property } of propertiesOf(contract)) {
		const options = property.logicalTypeOptions?.node;
		if (options === undefined) continue;
		const limits = limitsOf(property);
		const problem = order(text, limits) ?? gap(property, limits) ?? width(property, limits);
		if (problem !== undefined) yield problem;
		const tooLong = longerThanColumn(property, options);
		if (tooLong !== undefined) yield tooLong;
		for (const [minimum, maximum] of counts) {
			const reversed = order(text, countLimits(options, minimum, maximum));
			if (reversed !== undefined) yield reversed;
		}
	}
};

function order(source: string, { lower, upper }: Limits): Finding | undefined {
	if (lower === undefined || upper === undefined || !comparable(lower, upper)) return undefined;
	const related = [{ range: upper.node.range, message: `${upper.key} is here` }];
	if (lower.value > upper.value) {
		// Swapping an inclusive with an exclusive bound would change more than their order.
		const fixes = lower.exclusive === upper.exclusive ? swap(source, lower.node, upper.node, `Swap ${lower.key} and ${upper.key}`) : [];
		const message = `${named(lower)} is above ${named(upper)}; swap them`;
		return finding('contract.bounds-reversed', message, lower.node.range, { fixes, related });
	}
	if (lower.value < upper.value || (!lower.exclusive && !upper.exclusive)) return undefined;
	const message = `No value is both ${said(lower, 'above', 'at least')} and ${said(upper, 'below', 'at most')}; widen one bound`;
	return finding('contract.bounds-empty', message, lower.node.range, { related });
}

/** No whole number, or no multiple, between two bounds. */
function gap(property: Property, { lower, upper }: Limits): Finding | undefined {
	if (lower === undefined || upper === undefined || lower.zoned !== undefined) return undefined;
	const options = property.logicalTypeOptions?.node;
	const multiple = options === undefined ? undefined : numberOf(entryOf(options, 'multipleOf')?.value);
	const integer = property.logicalType?.value === 'integer';
	const step = multiple ?? (integer ? 1 : undefined);
	if (step === undefined || !(step > 0)) return undefined;
	const low = Number(lower.value) / step;
	const high = Number(upper.value) / step;
	// Beyond this, neighbouring doubles are further apart than the steps.
	if (!(Math.abs(low) < 2 ** 40 && Math.abs(high) < 2 ** 40)) return undefined;
	const near = (value: number) => Math.abs(value - Math.round(value)) < 1e-9;
	const first = near(low) ? Math.round(low) + (lower.exclusive ? 1 : 0) : Math.ceil(low);
	const last = near(high) ? Math.round(high) - (upper.exclusive ? 1 : 0) : Math.floor(high);
	if (first <= last) return undefined;
	const what = multiple === undefined ? 'whole number' : `multiple of ${multiple}`;
	const message = `No ${what} lies between ${named(lower)} and ${named(upper)}; widen one bound`;
	return finding('contract.bounds-empty', message, lower.node.range, {
		related: [{ range: upper.node.range, message: `${upper.key} is here` }],
	});
}

/** Bounds wholly outside of what `format: i8` and its like can hold. */
function width(property: Property, { lower, upper }: Limits): Finding | undefined {
	if (property.logicalType?.value !== 'integer') return undefined;
	const options = property.logicalTypeOptions?.node;
	const format = options === undefined ? undefined : entryOf(options, 'format')?.value;
	const match = /^([iu])(8|16|32|64|128)$/.exec(textOf(format) ?? '');
	if (match === null || format === undefined) return undefined;
	const bits = BigInt(match[2] ?? '8');
	const signed = match[1] === 'i';
	const least = signed ? -(2n ** (bits - 1n)) : 0n;
	const greatest = 2n ** (signed ? bits - 1n : bits) - 1n;
	const related = [{ range: format.range, message: 'format is here' }];
	if (lower !== undefined && lower.value > greatest) {
		return finding('contract.bounds-empty', `${named(lower)} is above all of ${match[0]}, which ends at ${greatest}`, lower.node.range, {
			related,
		});
	}
	if (upper !== undefined && upper.value < least) {
		return finding('contract.bounds-empty', `${named(upper)} is below all of ${match[0]}, which starts at ${least}`, upper.node.range, {
			related,
		});
	}
	return undefined;
}

/** `minLength` above the length of a `varchar(n)`. */
function longerThanColumn(property: Property, options: Node): Finding | undefined {
	const length = /^\s*(?:n?var)?char(?:acter varying|2)?\s*\(\s*(\d+)\s*\)\s*$/i.exec(property.physicalType?.value ?? '')?.[1];
	const node = entryOf(options, 'minLength')?.value;
	const least = numberOf(node);
	if (length === undefined || node === undefined || least === undefined || property.physicalType === undefined || least <= Number(length))
		return undefined;
	const message = `minLength ${least} does not fit into ${clip(property.physicalType.value, 30)}; widen one of the two`;
	return finding('contract.bounds-empty', message, node.range, {
		related: [{ range: property.physicalType.node.range, message: 'physicalType is here' }],
	});
}

function named(limit: Limit): string {
	return `${limit.key} ${clip(textOf(limit.node) ?? '', 30)}`;
}

function said(limit: Limit, exclusive: string, inclusive: string): string {
	return `${limit.exclusive ? exclusive : inclusive} ${clip(textOf(limit.node) ?? '', 25)}`;
}
