import { z } from 'zod';
import { anything, choice, constructs, decimal, text } from './construct.ts';
import { authoritativeDefinitions, customProperties, stableId, tags } from './fundamentals.ts';

const bounds = (doc: string) => z.array(z.number()).min(2).max(2).register(constructs, { doc });

const implementation = z.looseObject({}).register(constructs, { name: 'implementation', doc: 'The rule in the language of its engine.' });

/** The comparisons of library and SQL rules; exactly one on a rule. */
export const operators = {
	mustBe: anything('The measured value must equal this.').optional(),
	mustNotBe: anything('The measured value must not equal this.').optional(),
	mustBeGreaterThan: decimal('The measured value must be greater than this.').optional(),
	mustBeGreaterOrEqualTo: decimal('The measured value must be this or greater.').optional(),
	mustBeLessThan: decimal('The measured value must be less than this.').optional(),
	mustBeLessOrEqualTo: decimal('The measured value must be this or less.').optional(),
	mustBeBetween: bounds('The measured value must lie between these two, bounds included.').optional(),
	mustNotBeBetween: bounds('The measured value must not lie between these two, bounds included.').optional(),
};

/** One object with the keys of all four types; which of them a rule may have depends on its `type` (see `qualityTypes`). */
export const qualityRule = z
	.strictObject({
		id: stableId('quality rule').optional(),
		name: text('Name of the rule.').optional(),
		description: text('What the rule holds the data to.').optional(),
		type: choice(
			'How the rule is written.',
			{
				text: { doc: 'Words for people; nothing is executed.' },
				library: { doc: 'A metric of the standard, compared with a value.' },
				sql: { doc: 'A query that returns one number, compared with a value.' },
				custom: { doc: 'A rule of another engine, in its own language.' },
			},
			{ default: 'library' },
		).optional(),
		metric: choice(
			'What is measured.',
			{
				nullValues: { doc: 'Rows in which the property is null.' },
				missingValues: { doc: 'Rows in which the property is null or one of `arguments.missingValues`.' },
				invalidValues: { doc: 'Rows whose value is not among `arguments.validValues`, or does not match `arguments.pattern`.' },
				duplicateValues: { doc: 'Rows whose value, or combination of `arguments.properties`, occurs more than once.' },
				rowCount: { doc: 'Rows of the object.' },
			},
			{ since: '3.1.0' },
		).optional(),
		rule: text('Name of the metric, before 3.1.0.', { deprecated: { since: '3.1.0', use: 'metric' } }).optional(),
		arguments: z
			.looseObject({})
			.register(constructs, { doc: 'What the metric needs to know.', name: 'arguments', since: '3.1.0' })
			.optional(),
		query: text('SQL that returns one number. `{object}` and `{property}`, or `${table}` and `${column}`, stand for the names.').optional(),
		engine: text('The tool that executes the rule, for instance `plumbline`, `soda` or `greatExpectations`.').optional(),
		implementation: z
			.union([z.string(), implementation])
			.register(constructs, { doc: 'The rule in the language of its engine: text, or a map.' })
			.optional(),
		...operators,
		unit: text('What the value counts: `rows` (default) or `percent`.').optional(),
		dimension: choice('The side of quality that the rule looks at.', {
			accuracy: { doc: 'The data says what is true.' },
			completeness: { doc: 'Nothing that should be there is missing.' },
			conformity: { doc: 'Values have the form they should have.' },
			consistency: { doc: 'Data agrees with other data.' },
			coverage: { doc: 'All records that should be there are there.' },
			timeliness: { doc: 'Data is there when it is needed.' },
			uniqueness: { doc: 'Nothing is there twice.' },
		}).optional(),
		severity: text('How bad a violation is: `error`, `warning` or `info`.').optional(),
		businessImpact: text('What a violation does to the business.').optional(),
		method: text('How the rule is applied, for instance `reconciliation`.').optional(),
		schedule: text('When the rule is executed, in the language of its scheduler.').optional(),
		scheduler: text('What executes it on schedule, for instance `cron`.').optional(),
		tags: tags().optional(),
		authoritativeDefinitions: authoritativeDefinitions().optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'quality rule', doc: 'Something that must hold of the data.' });
