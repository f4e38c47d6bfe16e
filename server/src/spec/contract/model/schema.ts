import { z } from 'zod';
import { anything, choice, constructs, flag, list, text, whole } from './construct.ts';
import { context, elementKeys, enumValue } from './fundamentals.ts';
import { logicalTypeOptions } from './options.ts';
import { qualityRule } from './quality.ts';

export const logicalType = () =>
	choice('Type of the values, the same whatever holds them.', {
		string: { doc: 'Text.' },
		date: { doc: 'A day.' },
		timestamp: { doc: 'A day and a time.', since: '3.1.0' },
		time: { doc: 'A time of day.', since: '3.1.0' },
		number: { doc: 'A number with decimals.' },
		integer: { doc: 'A whole number.' },
		object: { doc: 'Named parts, each described under `properties`.' },
		array: { doc: 'A list, whose elements are described under `items`.' },
		boolean: { doc: 'True or false.' },
		map: { doc: 'Keys and values, described under `map`.', since: '3.2.0' },
		vector: { doc: 'An embedding; `logicalTypeOptions.dimensions` says how long.', since: '3.2.0' },
	});

const quality = () => list(qualityRule, 'What must hold of the data.');

const propertyKeys = {
	...elementKeys('property'),
	logicalType: logicalType().optional(),
	logicalTypeOptions: logicalTypeOptions.optional(),
	primaryKey: flag('Whether the property is (part of) the primary key.').optional(),
	primaryKeyPosition: whole('Place in a composite primary key, from 1.', { default: -1 }).optional(),
	required: flag('Whether nulls are forbidden.', { default: false }).optional(),
	unique: flag('Whether no value occurs twice.', { default: false }).optional(),
	semanticType: choice(
		'Part that the property plays in analysis.',
		{ column: { doc: 'A plain column.' }, measure: { doc: 'A number to aggregate.' }, dimension: { doc: 'Something to group by.' } },
		{ since: '3.2.0', default: 'column' },
	).optional(),
	partitioned: flag('Whether the data is partitioned by the property.', { default: false }).optional(),
	partitionKeyPosition: whole('Place in the partition key, from 1.', { default: -1 }).optional(),
	classification: text('How confidential the values are, for instance `public` or `restricted`.').optional(),
	encryptedName: text('Name of the column that holds the encrypted values.').optional(),
	transformSourceObjects: list(z.string(), 'What the values are computed from.').optional(),
	transformLogic: text('How the values are computed.').optional(),
	transformDescription: text('How the values are computed, in words.').optional(),
	examples: list(anything('An example.'), 'Values that may occur.').optional(),
	enum: list(enumValue, 'The values that may occur, and no others.', { since: '3.2.0' }, 1).optional(),
	criticalDataElement: flag('Whether the business depends on the property.', { default: false }).optional(),
	quality: quality().optional(),
};

type PropertyKeys = z.infer<z.ZodObject<typeof propertyKeys>>;

interface Nested {
	properties?: PropertyModel[] | undefined;
	items?: ItemPropertyModel | undefined;
	map?: MapModel | undefined;
}

// Written out, not inferred: the three refer to each other.
export interface PropertyModel extends PropertyKeys, Nested {
	name: string;
}

export interface ItemPropertyModel extends PropertyKeys, Nested {
	name?: string | undefined;
}

export interface MapModel {
	key: ItemPropertyModel;
	value: ItemPropertyModel;
}

const nested = {
	get properties(): z.ZodType<PropertyModel[] | undefined> {
		return list(property, 'The parts of the object.').optional();
	},
	get items(): z.ZodType<ItemPropertyModel | undefined> {
		return itemProperty.optional();
	},
	get map(): z.ZodType<MapModel | undefined> {
		return mapBlock.optional();
	},
};

export const property: z.ZodType<PropertyModel> = z
	.lazy(() => z.strictObject({ name: text('Name of the property.'), ...propertyKeys, ...nested }))
	.register(constructs, { name: 'property', doc: 'A column, a field, or a part of one.' });

/** What `items`, `map.key` and `map.value` describe: a property that needs no name. */
export const itemProperty: z.ZodType<ItemPropertyModel> = z
	.lazy(() => z.strictObject({ name: text('Name of the element.').optional(), ...propertyKeys, ...nested }))
	.register(constructs, { name: 'element', doc: 'What each element of the list is.' });

const mapBlock: z.ZodType<MapModel> = z
	.lazy(() => z.strictObject({ key: itemProperty, value: itemProperty }))
	.register(constructs, { name: 'map', doc: 'What the keys and the values of the map are.', since: '3.2.0' });

export const schemaObject = z
	.strictObject({
		name: text('Name of the object.'),
		...elementKeys('object'),
		logicalType: choice('Kind of object.', {
			object: { doc: 'Rows with properties.' },
			blob: { doc: 'Opaque content, such as images or documents.', since: '3.2.0' },
		}).optional(),
		dataGranularityDescription: text('What one row stands for.').optional(),
		properties: list(property, 'The columns or fields of the object.').optional(),
		quality: quality().optional(),
		context: context().optional(),
	})
	.register(constructs, { name: 'schema object', doc: 'A table, a file, a topic, a view: something with rows.' });
