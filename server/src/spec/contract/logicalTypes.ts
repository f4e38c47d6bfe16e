/** Which options a logical type has, and what its bounds are made of. */
export interface LogicalTypeShape {
	readonly options: readonly string[];
	/** Type of `minimum` and its like. */
	readonly bounds?: 'number' | 'string';
	/** The only words that `format` may hold; any text where absent. */
	readonly formats?: readonly string[];
	/** The key that describes the parts of such a value. */
	readonly parts?: 'properties' | 'items' | 'map';
	/** Options that must be there. */
	readonly requiredOptions?: readonly string[];
}

const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

export const logicalTypes: { readonly [logicalType: string]: LogicalTypeShape } = {
	string: { options: ['minLength', 'maxLength', 'pattern', 'format'] },
	date: { options: ['format', ...bounds], bounds: 'string' },
	timestamp: { options: ['format', ...bounds, 'timezone', 'defaultTimezone'], bounds: 'string' },
	time: { options: ['format', ...bounds, 'timezone', 'defaultTimezone'], bounds: 'string' },
	integer: {
		options: ['multipleOf', ...bounds, 'format'],
		bounds: 'number',
		formats: ['i8', 'i16', 'i32', 'i64', 'i128', 'u8', 'u16', 'u32', 'u64', 'u128'],
	},
	number: { options: ['multipleOf', ...bounds, 'format'], bounds: 'number', formats: ['f32', 'f64'] },
	object: { options: ['minProperties', 'maxProperties', 'required'], parts: 'properties' },
	array: { options: ['minItems', 'maxItems', 'uniqueItems'], parts: 'items' },
	boolean: { options: [] },
	map: { options: [], parts: 'map' },
	vector: {
		options: ['dimensions', 'elementType', 'distanceMetric', 'embeddingModel', 'embeddingModelVersion', 'normalized'],
		requiredOptions: ['dimensions'],
	},
};

/** The logical types that know an option. */
export function typesWithOption(option: string): string[] {
	return Object.keys(logicalTypes).filter((type) => logicalTypes[type]?.options.includes(option));
}
