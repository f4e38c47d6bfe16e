import { z } from 'zod';
import { type Construct, constructs } from './model/construct.ts';
import type { KeyShape, ObjectShape, Shape, Shapes } from './shape.ts';

/**
 * Turns the zod model into plain data. Throws where the model uses a construct that has no shape, or an object or a key
 * that carries no documentation: that is a mistake in the model, found when the product is built.
 */
export function compileShapes(root: z.ZodType): Shapes {
	const objects: Record<string, ObjectShape> = {};
	const shape = shapeOf(root, objects, 'contract');
	if (shape.kind !== 'object') throw new Error('the root of the model must be an object');
	return { root: shape.name, objects };
}

function shapeOf(schema: z.ZodType, objects: Record<string, ObjectShape>, path: string): Shape {
	if (schema instanceof z.ZodOptional) return shapeOf(inner(schema), objects, path);
	if (schema instanceof z.ZodLazy) return objectOf(inner(schema), metaOf(schema, path), objects, path);
	if (schema instanceof z.ZodObject) return objectOf(schema, metaOf(schema, path), objects, path);
	if (schema instanceof z.ZodArray)
		return { kind: 'list', item: shapeOf(typed(schema.element), objects, `${path}[]`), ...limitsOf(schema) };
	if (schema instanceof z.ZodString) return { kind: 'string', ...limitsOf(schema) };
	if (schema instanceof z.ZodEnum) {
		const values = metaOf(schema, path).values;
		if (values === undefined) throw new Error(`${path}: an enumeration without documented values`);
		return { kind: 'choice', values };
	}
	if (schema instanceof z.ZodNumber) return { kind: schema.format === 'safeint' ? 'integer' : 'number', ...limitsOf(schema) };
	if (schema instanceof z.ZodBoolean) return { kind: 'boolean' };
	if (schema instanceof z.ZodNull) return { kind: 'null' };
	if (schema instanceof z.ZodUnknown) return { kind: 'any' };
	if (schema instanceof z.ZodUnion)
		return { kind: 'union', options: schema.options.map((option) => shapeOf(typed(option), objects, path)) };
	throw new Error(`${path}: the model uses ${schema._zod.def.type}, which has no shape`);
}

function objectOf(schema: z.ZodType, meta: Construct, objects: Record<string, ObjectShape>, path: string): Shape {
	if (!(schema instanceof z.ZodObject)) throw new Error(`${path}: only objects may be lazy`);
	const name = meta.name ?? path;
	if (objects[name] === undefined) {
		const keys: Record<string, KeyShape> = {};
		const open = schema._zod.def.catchall !== undefined && !(schema._zod.def.catchall instanceof z.ZodNever);
		// Known before its keys are compiled, so that an object may hold itself.
		objects[name] = { name, doc: meta.doc, open, ...defined({ since: meta.since }), keys };
		for (const [key, value] of Object.entries(schema.shape)) keys[key] = keyOf(typed(value), objects, `${name}.${key}`);
	}
	return { kind: 'object', name };
}

function keyOf(schema: z.ZodType, objects: Record<string, ObjectShape>, path: string): KeyShape {
	const required = !(schema instanceof z.ZodOptional);
	const { doc, since, deprecated, requiredUntil, requiredSince, default: fallback } = metaOf(required ? schema : inner(schema), path);
	return {
		doc,
		shape: shapeOf(schema, objects, path),
		required,
		...defined({ since, deprecated, requiredUntil, requiredSince, default: fallback }),
	};
}

function metaOf(schema: z.ZodType, path: string): Construct {
	const meta = constructs.get(schema);
	if (meta === undefined) throw new Error(`${path}: not documented`);
	return meta;
}

function inner(schema: z.ZodOptional | z.ZodLazy): z.ZodType {
	return typed(schema.unwrap());
}

/** The library's inner types are its core's; all that the model is made of are classic ones. */
function typed(schema: z.core.$ZodType): z.ZodType {
	if (schema instanceof z.ZodType) return schema;
	throw new Error('the model must be made of classic zod schemas');
}

interface Limits {
	min?: number;
	max?: number;
	above?: number;
	pattern?: string;
}

function limitsOf(schema: z.ZodString | z.ZodNumber | z.ZodArray): Limits {
	const limits: Limits = {};
	for (const check of schema._zod.def.checks ?? []) {
		if (check instanceof z.core.$ZodCheckMinLength) limits.min = check._zod.def.minimum;
		else if (check instanceof z.core.$ZodCheckMaxLength) limits.max = check._zod.def.maximum;
		else if (check instanceof z.core.$ZodCheckRegex) limits.pattern = check._zod.def.pattern.source;
		else if (check instanceof z.core.$ZodCheckGreaterThan)
			limits[check._zod.def.inclusive ? 'min' : 'above'] = Number(check._zod.def.value);
	}
	return limits;
}

/** Leaves out what is undefined. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
	const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
	for (const key in values) {
		const value = values[key];
		if (value !== undefined) kept[key] = value as Exclude<T[typeof key], undefined>;
	}
	return kept;
}
