import { logicalTypes } from './logicalTypes.ts';
import { operatorKeys, qualityTypes, typedQualityKeys } from './qualityTypes.ts';
import { type ServerType, serverTypes } from './serverTypes.ts';
import type { KeyShape, ObjectShape, Shape } from './shape.ts';
import { shapes } from './shapes.ts';
import { isBefore, newestVersion, type OdcsVersion, odcsVersions } from './versions.ts';

type Schema = { readonly [key: string]: unknown };

/**
 * The model as a JSON Schema (draft 2019-09), for editors and tools that speak nothing else.
 *
 * @param version constructs that are younger than it are left out; those that it has replaced are marked as deprecated
 */
export function jsonSchemaOf(version: OdcsVersion): Schema {
	const definitions: Record<string, Schema> = {};
	for (const [name, object] of Object.entries(shapes.objects)) {
		if (name !== shapes.root && exists(object.since, version)) definitions[definitionName(name)] = objectSchema(object, version);
	}
	const root = shapes.objects[shapes.root];
	if (root === undefined) throw new Error('the model has no root');
	return {
		$schema: 'https://json-schema.org/draft/2019-09/schema',
		$id: `https://plumbline.dev/schemas/odcs-v${version}.json`,
		title: `Open Data Contract Standard ${version}`,
		...objectSchema(root, version),
		$defs: definitions,
	};
}

function objectSchema(object: ObjectShape, version: OdcsVersion): Schema {
	const properties: Record<string, Schema> = {};
	const required: string[] = [];
	for (const [key, shape] of Object.entries(object.keys)) {
		if (!exists(shape.since, version)) continue;
		properties[key] = keySchema(object.name, key, shape, version);
		if (isRequired(shape, version)) required.push(key);
	}
	const conditions = conditionsOf[object.name]?.(version) ?? [];
	return {
		type: 'object',
		description: object.doc,
		properties,
		...(required.length > 0 && { required }),
		...(!object.open && { additionalProperties: false }),
		...(conditions.length > 0 && { allOf: conditions }),
	};
}

function keySchema(object: string, key: string, shape: KeyShape, version: OdcsVersion): Schema {
	const isDead = shape.deprecated !== undefined && !isBefore(version, shape.deprecated.since);
	const schema = object === 'contract' && key === 'apiVersion' ? { enum: versionsUpTo(version) } : valueSchema(shape.shape, version);
	return {
		...schema,
		description: shape.doc,
		...(shape.default !== undefined && { default: shape.default }),
		...(isDead && { deprecated: true }),
	};
}

function valueSchema(shape: Shape, version: OdcsVersion): Schema {
	switch (shape.kind) {
		case 'object':
			return { $ref: `#/$defs/${definitionName(shape.name)}` };
		case 'list':
			return {
				type: 'array',
				items: valueSchema(shape.item, version),
				...(shape.min !== undefined && { minItems: shape.min }),
				...(shape.max !== undefined && { maxItems: shape.max }),
			};
		case 'string':
			return { type: 'string', ...(shape.pattern !== undefined && { pattern: shape.pattern }) };
		case 'choice':
			return { type: 'string', enum: Object.keys(shape.values).filter((value) => exists(shape.values[value]?.since, version)) };
		case 'number':
		case 'integer':
			return {
				type: shape.kind,
				...(shape.min !== undefined && { minimum: shape.min }),
				...(shape.above !== undefined && { exclusiveMinimum: shape.above }),
			};
		case 'boolean':
		case 'null':
			return { type: shape.kind };
		case 'any':
			return {};
		case 'union':
			return { anyOf: shape.options.filter((option) => isKnown(option, version)).map((option) => valueSchema(option, version)) };
	}
}

/** What hangs on one of an object's own values. */
const conditionsOf: { readonly [object: string]: (version: OdcsVersion) => Schema[] } = {
	server: serverConditions,
	'quality rule': qualityConditions,
	property: propertyConditions,
	element: propertyConditions,
};

function serverConditions(version: OdcsVersion): Schema[] {
	const types: { readonly [type: string]: ServerType } = serverTypes;
	const fields = new Set(Object.values(types).flatMap((type) => [...type.required, ...type.optional]));
	return Object.entries(types)
		.filter(([, type]) => exists(type.since, version))
		.map(([name, type]) => {
			const foreign = [...fields].filter((field) => !type.required.includes(field) && !type.optional.includes(field));
			return when({ type: name }, { required: [...type.required], ...without(foreign) });
		});
}

function qualityConditions(): Schema[] {
	const one = { oneOf: operatorKeys.map((key) => ({ required: [key] })) };
	const byType = Object.entries(qualityTypes).map(([name, type]) => {
		// A metric makes a rule a library rule too, whatever its type says.
		const foreign = [...typedQualityKeys].filter((key) => !type.keys.includes(key) && !(qualityTypes.library?.keys ?? []).includes(key));
		const compares = type.keys.includes('mustBe');
		return when(
			{ type: name },
			{ ...(type.required.length > 0 && { required: type.required }), ...(compares && one), ...without(foreign) },
		);
	});
	return [...byType, conditional({ required: ['metric'] }, one)];
}

function propertyConditions(version: OdcsVersion): Schema[] {
	const conditions: Schema[] = [
		conditional(
			{ properties: { logicalTypeOptions: { minProperties: 1 } }, required: ['logicalTypeOptions'] },
			{ required: ['logicalType'] },
		),
	];
	const options = Object.keys(shapes.objects.logicalTypeOptions?.keys ?? {});
	for (const [name, type] of Object.entries(logicalTypes)) {
		if (['map', 'vector'].includes(name) && isBefore(version, '3.2.0')) continue;
		const bounds =
			type.bounds &&
			Object.fromEntries(type.options.filter((option) => /inimum|aximum/.test(option)).map((option) => [option, { type: type.bounds }]));
		const foreign = options.filter((option) => !type.options.includes(option));
		const typed = {
			properties: {
				...(type.options.length > 0 && without(foreign).properties),
				...bounds,
				...(type.formats && { format: { enum: type.formats } }),
			},
		};
		const parts = ['properties', 'items', 'map'].filter((part) => part !== type.parts);
		conditions.push(
			when(
				{ logicalType: name },
				{
					properties: {
						...without(parts).properties,
						logicalTypeOptions: { ...typed, ...(type.requiredOptions && { required: type.requiredOptions }) },
					},
					...(type.requiredOptions ? { required: ['logicalTypeOptions'] } : type.parts === 'map' && { required: ['map'] }),
				},
			),
		);
	}
	return conditions;
}

function when(values: { readonly [key: string]: string }, then: Schema): Schema {
	const properties = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { const: value }]));
	return conditional({ properties, required: Object.keys(values) }, then);
}

function conditional(condition: Schema, consequence: Schema): Schema {
	// biome-ignore lint/suspicious/noThenProperty: JSON Schema's word; nobody awaits this.
	return { if: condition, then: consequence };
}

function without(keys: readonly string[]): { readonly properties: { readonly [key: string]: false } } {
	return { properties: Object.fromEntries(keys.map((key) => [key, false])) };
}

function isRequired(shape: KeyShape, version: OdcsVersion): boolean {
	if (shape.requiredUntil !== undefined) return !isBefore(shape.requiredUntil, version);
	return shape.required && (shape.requiredSince === undefined || !isBefore(version, shape.requiredSince));
}

function isKnown(shape: Shape, version: OdcsVersion): boolean {
	return shape.kind !== 'object' || exists(shapes.objects[shape.name]?.since, version);
}

function exists(since: OdcsVersion | undefined, version: OdcsVersion): boolean {
	return since === undefined || !isBefore(version, since);
}

function versionsUpTo(version: OdcsVersion): string[] {
	return odcsVersions.filter((candidate) => !isBefore(version, candidate)).map((candidate) => `v${candidate}`);
}

function definitionName(name: string): string {
	return name.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The newest version's. Written to `dist/schemas` by the build; not for run time. */
export const contractJsonSchema: Schema = jsonSchemaOf(newestVersion);
