import { z } from 'zod';
import type { OdcsVersion } from '../versions.ts';

/** What the standard knows of a construct beyond its type: its meaning, and the versions of its birth and death. */
export interface Construct {
	/** One or two sentences for a reader of the contract. */
	readonly doc: string;
	/** How a finding names an object, e.g. `quality rule`; also the name of its definition in the JSON Schema. */
	readonly name?: string;
	/** First version that has it; absent for what 3.0.0 has. */
	readonly since?: OdcsVersion;
	/** The version that replaced it, and what to write instead. */
	readonly deprecated?: { readonly since: OdcsVersion; readonly use: string };
	/** Last version in which the key had to be there; it is optional after that. */
	readonly requiredUntil?: OdcsVersion;
	/** First version in which the key has to be there; where absent, every version. */
	readonly requiredSince?: OdcsVersion;
	/** What holds where the key is absent. */
	readonly default?: string | number | boolean;
	/** For enumerations: what each value means, and its own birth. */
	readonly values?: { readonly [value: string]: { readonly doc: string; readonly since?: OdcsVersion } };
}

export const constructs = z.registry<Construct>();

type Extra = Omit<Construct, 'doc' | 'values' | 'name'>;

export function text(doc: string, extra: Extra = {}): z.ZodString {
	return z.string().register(constructs, { doc, ...extra });
}

export function flag(doc: string, extra: Extra = {}): z.ZodBoolean {
	return z.boolean().register(constructs, { doc, ...extra });
}

export function decimal(doc: string, extra: Extra = {}): z.ZodNumber {
	return z.number().register(constructs, { doc, ...extra });
}

export function whole(doc: string, extra: Extra = {}): z.ZodNumber {
	return z
		.number()
		.int()
		.register(constructs, { doc, ...extra });
}

export function anything(doc: string, extra: Extra = {}): z.ZodUnknown {
	return z.unknown().register(constructs, { doc, ...extra });
}

/** A scalar of any type, null included. */
export function scalar(doc: string, extra: Extra = {}) {
	return z.union([z.string(), z.number(), z.boolean(), z.null()]).register(constructs, { doc, ...extra });
}

/** An enumeration whose values know what they mean. */
export function choice<V extends NonNullable<Construct['values']>>(doc: string, values: V, extra: Extra = {}) {
	return z.enum(keysOf(values)).register(constructs, { doc, values, ...extra });
}

/** @param least number of items that must be there */
export function list<T extends z.ZodType>(item: T, doc: string, extra: Extra = {}, least = 0): z.ZodArray<T> {
	return (least > 0 ? z.array(item).min(least) : z.array(item)).register(constructs, { doc, ...extra });
}

function keysOf<V extends object>(values: V): (keyof V & string)[] {
	const keys: (keyof V & string)[] = [];
	for (const key in values) keys.push(key);
	return keys;
}
