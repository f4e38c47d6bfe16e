import { z } from 'zod';
import { anything, choice, constructs, flag, list, scalar, text } from './construct.ts';

/** Ids within a contract: from 3.2 anything but whitespace and the characters that references are made of. */
export const stableIdPattern = /^[^\s.#/\\@!%&^]+$/;

export const stableId = (what: string) =>
	z
		.string()
		.regex(stableIdPattern)
		.register(constructs, { doc: `Stable id of this ${what}, unique in its list; references point at it.`, since: '3.1.0' });

export const tags = () => list(z.string(), 'Words to find and group this by.');

export const customProperty = z
	.strictObject({
		id: stableId('custom property').optional(),
		property: text('Name of the custom property, in camel case.', { requiredSince: '3.1.0' }),
		value: anything('Its value: a scalar, a list or a map.', { requiredSince: '3.1.0' }),
		description: text('What the custom property is for.', { since: '3.1.0' }).optional(),
		vendor: text('Who defines the custom property, for instance the tool that reads it.', { since: '3.2.0' }).optional(),
	})
	.register(constructs, { name: 'custom property', doc: 'Something the standard has no word for: a name and a value.' });

export const customProperties = () => list(customProperty, 'What the standard has no word for, as names and values.');

export const authoritativeDefinition = z
	.strictObject({
		id: stableId('definition').optional(),
		url: text('Where the definition stands.'),
		type: text('What it defines: businessDefinition, transformationImplementation, videoTutorial, tutorial, implementation, or your own.'),
		description: text('What a reader finds there.', { since: '3.1.0' }).optional(),
	})
	.register(constructs, { name: 'authoritative definition', doc: 'A link to where something is defined for good.' });

export const authoritativeDefinitions = () => list(authoritativeDefinition, 'Links to where this is defined for good.');

const verifiedStatement = z
	.strictObject({
		id: text('Id of the statement.').optional(),
		question: text('A question that has a known answer.'),
		answer: text('The verified answer.').optional(),
		authoritativeDefinitions: authoritativeDefinitions().optional(),
		tags: tags().optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'verified statement', doc: 'A question about the data with its verified answer.' });

const contextConstraint = z
	.strictObject({
		id: text('Id of the constraint.').optional(),
		constraint: text('What a reader of the data must respect.'),
		authoritativeDefinitions: authoritativeDefinitions().optional(),
		tags: tags().optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'context constraint', doc: 'A limit that a reader of the data must respect.' });

const contextObject = z
	.strictObject({
		instructions: text('How to use the data.').optional(),
		verifiedStatements: list(verifiedStatement, 'Questions with verified answers.').optional(),
		constraints: list(contextConstraint, 'Limits that a reader must respect.').optional(),
	})
	.register(constructs, { name: 'context', doc: 'What a person or a model must know to use the data well.' });

export const context = () =>
	z
		.union([z.string(), contextObject])
		.register(constructs, { doc: 'What a person or a model must know to use the data well: text, or an object.', since: '3.2.0' });

export const synonym = z
	.strictObject({
		id: stableId('synonym').optional(),
		synonym: text('Another name for the same thing.'),
		description: text('Where the other name is used.').optional(),
		locale: text('Language of the other name, for instance `fr-CA`.').optional(),
		source: text('Where the other name comes from.').optional(),
		status: text('State of the other name, for instance `approved`.').optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'synonym', doc: 'Another name for the same thing.' });

export const enumValue = z
	.strictObject({
		id: stableId('value').optional(),
		value: scalar('The value as it stands in the data.'),
		label: text('How people call the value.').optional(),
		description: text('What the value means.').optional(),
		tags: tags().optional(),
		authoritativeDefinitions: authoritativeDefinitions().optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'enum value', doc: 'One of the values that the property may hold.' });

const reference = () => z.union([z.string(), z.array(z.string()).min(1)]);

/** Shared by schema and property level; `from` is forbidden on a property, which a structural rule says. */
export const relationship = z
	.strictObject({
		id: text('Id of the relationship.', { since: '3.2.0' }).optional(),
		type: choice(
			'Kind of relationship.',
			{ foreignKey: { doc: 'Values on the left must be among the values on the right.' } },
			{ default: 'foreignKey' },
		).optional(),
		from: reference()
			.register(constructs, { doc: 'Columns that point, as `object.property`; only on a schema object (a property points from itself).' })
			.optional(),
		to: reference().register(constructs, {
			doc: 'What is pointed at: `object.property`, or `[file.yaml#]schema/<id>/properties/<id>`; a list for a composite key.',
		}),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'relationship', doc: 'A foreign key: values here must be among the values there.' });

/** Keys that schema objects and properties share. */
export const elementKeys = (what: string) => ({
	id: stableId(what).optional(),
	physicalType: text(`Type of the ${what} in its database or file.`).optional(),
	physicalName: text(`Name of the ${what} in its database or file, where it differs.`).optional(),
	description: text(`What the ${what} holds.`).optional(),
	businessName: text(`What people call the ${what}.`).optional(),
	deprecated: flag(`Whether the ${what} should no longer be used.`, { since: '3.2.0', default: false }).optional(),
	synonyms: list(synonym, `Other names of the ${what}.`, { since: '3.2.0' }).optional(),
	tags: tags().optional(),
	relationships: list(relationship, 'Foreign keys from here to other objects.', { since: '3.1.0' }).optional(),
	authoritativeDefinitions: authoritativeDefinitions().optional(),
	customProperties: customProperties().optional(),
});
