import { z } from 'zod';
import { choice, constructs, flag, text } from './construct.ts';

const bound = (doc: string) => z.union([z.number(), z.string()]).register(constructs, { doc });

const exclusiveBound = (doc: string) => z.union([z.number(), z.string(), z.boolean()]).register(constructs, { doc });

const count = (doc: string, extra = {}) =>
	z
		.number()
		.int()
		.min(0)
		.register(constructs, { doc, ...extra });

/** The options of every logical type in one object; which of them fit depends on the type (see `logicalTypes.ts`). */
export const logicalTypeOptions = z
	.strictObject({
		minLength: count('Least number of characters.').optional(),
		maxLength: count('Greatest number of characters.').optional(),
		pattern: text('Regular expression (ECMA-262) that the text must match somewhere.').optional(),
		format: text('Form of the values: a name such as `email` or `uuid`, a width such as `i32`, or a date pattern.').optional(),
		minimum: bound('Least value.').optional(),
		maximum: bound('Greatest value.').optional(),
		exclusiveMinimum: exclusiveBound('Values must be greater than this.').optional(),
		exclusiveMaximum: exclusiveBound('Values must be less than this.').optional(),
		multipleOf: z.number().gt(0).register(constructs, { doc: 'Values must be a multiple of this.' }).optional(),
		timezone: flag('Whether the values carry a time zone.', { since: '3.1.0' }).optional(),
		defaultTimezone: text('Time zone of values that carry none.', { since: '3.1.0', default: 'Etc/UTC' }).optional(),
		minProperties: count('Least number of properties.', { default: 0 }).optional(),
		maxProperties: count('Greatest number of properties.').optional(),
		required: z.array(z.string()).min(1).register(constructs, { doc: 'Properties that must be there.' }).optional(),
		minItems: count('Least number of elements.', { default: 0 }).optional(),
		maxItems: count('Greatest number of elements.').optional(),
		uniqueItems: flag('Whether no element occurs twice.', { default: false }).optional(),
		dimensions: z.number().int().min(1).register(constructs, { doc: 'Length of the vector.', since: '3.2.0' }).optional(),
		elementType: choice(
			'Type of each element of the vector.',
			{
				bfloat16: { doc: 'Brain floating point, 16 bits.' },
				binary: { doc: 'One bit.' },
				float16: { doc: 'Floating point, 16 bits.' },
				float32: { doc: 'Floating point, 32 bits.' },
				float64: { doc: 'Floating point, 64 bits.' },
				int8: { doc: 'Whole number, 8 bits.' },
				uint8: { doc: 'Whole number from 0, 8 bits.' },
			},
			{ since: '3.2.0', default: 'float32' },
		).optional(),
		distanceMetric: choice(
			'How the distance of two vectors is measured.',
			{
				cosine: { doc: 'Cosine distance.' },
				dotProduct: { doc: 'Dot product.' },
				euclidean: { doc: 'Euclidean distance.' },
				hamming: { doc: 'Hamming distance.' },
				manhattan: { doc: 'Manhattan distance.' },
			},
			{ since: '3.2.0' },
		).optional(),
		embeddingModel: text('Model that made the vectors.', { since: '3.2.0' }).optional(),
		embeddingModelVersion: text('Version of the model that made the vectors.', { since: '3.2.0' }).optional(),
		normalized: flag('Whether the vectors have length 1.', { since: '3.2.0', default: false }).optional(),
	})
	.register(constructs, { name: 'logicalTypeOptions', doc: 'Limits on the values, by logical type.' });
