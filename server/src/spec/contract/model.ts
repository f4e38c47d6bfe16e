import { z } from 'zod';
import type { Located } from './located.ts';
import { choice, constructs, decimal, list, scalar, text } from './model/construct.ts';
import {
	authoritativeDefinitions,
	context,
	customProperties,
	type customProperty,
	type enumValue,
	type relationship,
	stableId,
	tags,
} from './model/fundamentals.ts';
import type { logicalTypeOptions } from './model/options.ts';
import type { qualityRule } from './model/quality.ts';
import { type itemProperty, type property, schemaObject } from './model/schema.ts';
import { role, server } from './model/server.ts';

const description = z
	.looseObject({
		purpose: text('What the data is for.').optional(),
		usage: text('How to use the data.').optional(),
		limitations: text('What the data must not be used for.').optional(),
		authoritativeDefinitions: authoritativeDefinitions().optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'description', doc: 'What the data is for, how to use it, and its limits.' });

const supportChannel = z
	.strictObject({
		id: stableId('channel').optional(),
		channel: text('Name of the channel.'),
		url: text('Address of the channel.', { requiredUntil: '3.0.2' }).optional(),
		description: text('What the channel is for.').optional(),
		tool: text('For instance `email`, `slack`, `teams` or `ticket`.').optional(),
		scope: text('For instance `interactive`, `announcements` or `issues`.').optional(),
		invitationUrl: text('Address to ask for access.').optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'support channel', doc: 'Where to get help.' });

const price = z
	.strictObject({
		id: stableId('price').optional(),
		priceAmount: decimal('Amount.').optional(),
		priceCurrency: text('Currency, for instance `EUR`.').optional(),
		priceUnit: text('What is paid for, for instance `megabyte`.').optional(),
	})
	.register(constructs, { name: 'price', doc: 'What the data costs.' });

const teamMember = z
	.strictObject({
		id: stableId('member').optional(),
		username: text('User name or email address.', { requiredSince: '3.1.0' }),
		name: text('Name of the person.').optional(),
		description: text('What the person does.').optional(),
		role: text('Role of the person, for instance `owner`.').optional(),
		dateIn: text('Day on which the person joined.').optional(),
		dateOut: text('Day on which the person left.').optional(),
		replacedByUsername: text('User name of the person who took over.').optional(),
		tags: tags().register(constructs, { doc: 'Words to find and group this by.', since: '3.1.0' }).optional(),
		customProperties: customProperties().register(constructs, { doc: 'What the standard has no word for.', since: '3.1.0' }).optional(),
		authoritativeDefinitions: authoritativeDefinitions()
			.register(constructs, { doc: 'Links about the person.', since: '3.1.0' })
			.optional(),
	})
	.register(constructs, { name: 'team member', doc: 'A person who answers for the data.' });

const team = z
	.strictObject({
		id: stableId('team').optional(),
		name: text('Name of the team.').optional(),
		description: text('What the team does.').optional(),
		members: list(teamMember, 'The people of the team.').optional(),
		tags: tags().optional(),
		customProperties: customProperties().optional(),
		authoritativeDefinitions: authoritativeDefinitions().optional(),
	})
	.register(constructs, { name: 'team', doc: 'The people who answer for the data.', since: '3.1.0' });

const slaProperty = z
	.strictObject({
		id: stableId('SLA property').optional(),
		property: text('What is promised: latency, frequency, retention, availability, generalAvailability, endOfSupport and so on.'),
		value: scalar('How much of it.'),
		valueExt: scalar('A second value, where the property has two.').optional(),
		unit: text('Unit of the value: d, day, days; y, yr, years and so on. Prefer whole words.').optional(),
		element: text('What it is promised of, as `object.property`.').optional(),
		driver: text('Why it matters: regulatory, analytics or operational.').optional(),
		description: text('The promise in words.', { since: '3.1.0' }).optional(),
		scheduler: text('What executes the check on schedule, for instance `cron`.', { since: '3.1.0' }).optional(),
		schedule: text('When the check is executed, in the language of its scheduler.', { since: '3.1.0' }).optional(),
		authoritativeDefinitions: authoritativeDefinitions()
			.register(constructs, { doc: 'Links about the promise.', since: '3.2.0' })
			.optional(),
		customProperties: customProperties().register(constructs, { doc: 'What the standard has no word for.', since: '3.2.0' }).optional(),
	})
	.register(constructs, { name: 'SLA property', doc: 'One promise about service.' });

/** The Open Data Contract Standard 3.0.0 to 3.2.0 as one superset; each construct knows its versions (see `Construct`). */
export const contract = z
	.strictObject({
		apiVersion: text('Version of the standard that the contract follows.'),
		kind: choice('What the file is.', { DataContract: { doc: 'A data contract.' } }),
		id: text('Id of the contract.'),
		name: text('Name of the contract.').optional(),
		version: text('Version of the contract.'),
		status: text('State of the contract, for instance proposed, draft, active, deprecated or retired.', {
			requiredUntil: '3.1.0',
		}).optional(),
		tenant: text('Organisation that owns the data.').optional(),
		domain: text('Business domain of the data.').optional(),
		dataProduct: text('Data product that the contract belongs to.', {
			deprecated: { since: '3.1.0', use: 'customProperties' },
		}).optional(),
		description: description.optional(),
		context: context().optional(),
		tags: tags().optional(),
		servers: list(server, 'The places where the data stands.').optional(),
		schema: list(schemaObject, 'What the data looks like.').optional(),
		support: list(supportChannel, 'Where to get help.').optional(),
		price: price.optional(),
		team: z
			.union([team, z.array(teamMember)])
			.register(constructs, { doc: 'The people who answer for the data.' })
			.optional(),
		roles: list(role, 'Roles that give access to the data.').optional(),
		slaDefaultElement: text('Element that SLA properties are about where they name none.', {
			deprecated: { since: '3.1.0', use: 'element' },
		}).optional(),
		slaProperties: list(slaProperty, 'Promises about service.').optional(),
		authoritativeDefinitions: authoritativeDefinitions().optional(),
		customProperties: customProperties().optional(),
		contractCreatedTs: text('When the contract was made, as an ISO 8601 instant.').optional(),
	})
	.register(constructs, { name: 'contract', doc: 'A data contract: what data there is, where it stands, and what must hold of it.' });

export type ContractModel = z.infer<typeof contract>;
export type Contract = Located<ContractModel>;
export type SchemaObject = Located<z.infer<typeof schemaObject>>;
export type Property = Located<z.infer<typeof property>>;
export type ItemProperty = Located<z.infer<typeof itemProperty>>;
export type LogicalTypeOptions = Located<z.infer<typeof logicalTypeOptions>>;
export type QualityRule = Located<z.infer<typeof qualityRule>>;
export type Server = Located<z.infer<typeof server>>;
export type Relationship = Located<z.infer<typeof relationship>>;
export type SlaProperty = Located<z.infer<typeof slaProperty>>;
export type EnumValue = Located<z.infer<typeof enumValue>>;
export type CustomProperty = Located<z.infer<typeof customProperty>>;
export type Role = Located<z.infer<typeof role>>;
export type Team = Located<z.infer<typeof team>>;
export type TeamMember = Located<z.infer<typeof teamMember>>;
