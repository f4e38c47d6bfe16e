import { logicalTypes } from '../../spec/contract/logicalTypes.ts';
import type { Shape } from '../../spec/contract/shape.ts';
import { isBefore, odcsVersions } from '../../spec/contract/versions.ts';
import { plumblineMetrics } from '../../spec/rules/plumblineMetrics.ts';
import { timeUnitWords } from '../../spec/rules/slaUnits.ts';
import type { Step } from '../cursor.ts';
import {
	classifications,
	delimiters,
	drivers,
	engines,
	fileFormats,
	type Glossary,
	numberFormats,
	ruleUnits,
	serviceLevels,
	severities,
	statistics,
	statuses,
	textFormats,
} from '../glossary.ts';
import { fittingTypes, isOnProperty, wordOf } from './fitting.ts';
import { objectMetrics, propertyMetrics } from './keyText.ts';
import { type Offer, valueText } from './offer.ts';
import { dateFormats, type KnownPattern, textPatterns } from './patterns.ts';
import type { Place } from './place.ts';

/** Where a value stands: the key it belongs to and the object that holds the key. */
export interface ValuePlace extends Place {
	readonly object: string;
	readonly key: string;
	/** The map that holds the key. */
	readonly holder: Step;
}

/** The values that the standard, or its readers, know for a key. */
export function valueOffers(place: ValuePlace): Offer[] {
	const offers = wordsOf(place);
	return offers ?? shapeOffers(place, place.wanted.kind === 'value' ? place.wanted.shape : undefined);
}

function shapeOffers(place: ValuePlace, shape: Shape | undefined): Offer[] {
	switch (shape?.kind) {
		case 'choice':
			return choices(place, shape);
		case 'boolean':
			return ['true', 'false'].map((value) => offer(place, value === 'true', { label: value }));
		case 'union':
			return shape.options.every(({ kind }) => kind !== 'string') ? shape.options.flatMap((option) => shapeOffers(place, option)) : [];
		default:
			return [];
	}
}

function choices(place: ValuePlace, { values }: Extract<Shape, { kind: 'choice' }>): Offer[] {
	const { version, object, key, steps, holder } = place;
	const types = `${object}.${key}` === 'quality rule.type' ? fittingTypes(holder.node) : undefined;
	return Object.entries(values)
		.filter(([value]) => types?.includes(value) !== false)
		.filter(([, { since }]) => !isBefore(version, since ?? version))
		.filter(
			([value]) => `${object}.${key}` !== 'quality rule.metric' || (isOnProperty(steps) ? propertyMetrics : objectMetrics).includes(value),
		)
		.map(([value, { doc, since }]) => offer(place, value, { documentation: since === undefined ? doc : `${doc}\n\nSince v${since}.` }));
}

/** Undefined where the shape says all there is to say. */
function wordsOf(place: ValuePlace): Offer[] | undefined {
	const { object, key, holder, version } = place;
	switch (`${object}.${key}`) {
		case 'contract.apiVersion':
			return [...odcsVersions].reverse().map((each, index) => offer(place, `v${each}`, { rank: index === 0 ? 0 : 1 }));
		case 'contract.status':
			return words(place, statuses);
		case 'server.format':
			return words(place, fileFormats);
		case 'server.delimiter':
			return wordOf(holder.node, 'format') === 'csv'
				? [',', ';', '|', '\\t'].map((sign) => offer(place, sign === '\\t' ? '\t' : sign, { label: sign }))
				: words(place, delimiters);
		case 'server.encoding':
			return listed(place, ['utf-8', 'utf-16', 'iso-8859-1', 'windows-1252']);
		case 'server.environment':
			return listed(place, ['prod', 'staging', 'test', 'dev']);
		case 'quality rule.severity':
			return words(place, severities);
		case 'quality rule.unit':
			return words(place, ruleUnits);
		case 'quality rule.engine':
			return words(place, engines).filter(({ label }) => label !== 'plumbline' || ownMetrics(place).length > 0);
		case 'quality rule.scheduler':
		case 'SLA property.scheduler':
			return listed(place, ['cron']);
		case 'quality rule.schedule':
		case 'SLA property.schedule':
			return schedules(place);
		case 'implementation.metric':
			return ownMetrics(place);
		case 'SLA property.property':
			return words(place, serviceLevels);
		case 'SLA property.unit':
			return listed(place, unitsOf(wordOf(holder.node, 'property')));
		case 'SLA property.driver':
			return words(place, drivers);
		case 'property.classification':
		case 'element.classification':
			return words(place, classifications);
		case 'property.physicalType':
		case 'element.physicalType':
			return physicalTypes(place);
		case 'logicalTypeOptions.format':
			return formats(place);
		case 'logicalTypeOptions.pattern':
		case 'arguments.pattern':
			return textPatterns.map((pattern) => patternOffer(place, pattern));
		case 'logicalTypeOptions.defaultTimezone':
			return zones(place);
		case 'logicalTypeOptions.exclusiveMinimum':
		case 'logicalTypeOptions.exclusiveMaximum':
			return [];
		case 'authoritative definition.type':
			return listed(place, ['businessDefinition', 'transformationImplementation', 'implementation', 'tutorial', 'videoTutorial']);
		case 'support channel.tool':
			return listed(
				place,
				isBefore(version, '3.1.0')
					? ['email', 'slack', 'teams', 'discord', 'ticket', 'other']
					: ['email', 'slack', 'teams', 'discord', 'ticket', 'googlechat', 'other'],
			);
		case 'support channel.scope':
			return listed(place, ['interactive', 'announcements', 'issues']);
		case 'role.access':
			return listed(place, ['read', 'write']);
		default:
			return undefined;
	}
}

function words(place: ValuePlace, glossary: Glossary): Offer[] {
	return Object.entries(glossary).map(([word, documentation]) => offer(place, word, { documentation }));
}

function listed(place: ValuePlace, values: readonly string[]): Offer[] {
	return values.map((value) => offer(place, value));
}

function schedules(place: ValuePlace): Offer[] {
	const known = [
		['0 * * * *', 'every hour'],
		['0 6 * * *', 'every day at 6:00'],
		['0 6 * * 1-5', 'on weekdays at 6:00'],
		['0 6 * * 1', 'every Monday at 6:00'],
		['0 6 1 * *', 'on the first of every month at 6:00'],
	] as const;
	return known.map(([cron, meaning]) => offer(place, cron, { detail: meaning, filter: `${cron} ${meaning}` }));
}

/** A share has no length of time. */
function unitsOf(level: string | undefined): readonly string[] {
	if (level === 'availability' || level === 'errorRate') return ['percent'];
	return level === 'throughput' ? [] : timeUnitWords;
}

/** Those that are measured today. */
function ownMetrics(place: ValuePlace): Offer[] {
	const onProperty = isOnProperty(place.steps);
	return Object.entries(plumblineMetrics)
		.filter(([, { level, isLater }]) => !isLater && (level === 'either' || (level === 'property') === onProperty))
		.map(([metric, { needs }]) => {
			const documentation = statistics[metric];
			const wants = needs.map(([first]) => first).join(', ');
			return offer(place, metric, {
				...(documentation === undefined ? {} : { documentation }),
				...(wants === '' ? {} : { detail: `needs ${wants}` }),
			});
		});
}

const physicalTypesOf: { readonly [logicalType: string]: readonly string[] } = {
	string: ['VARCHAR', 'VARCHAR(255)', 'TEXT', 'CHAR(1)', 'UUID'],
	integer: ['INTEGER', 'BIGINT', 'SMALLINT', 'TINYINT'],
	number: ['DOUBLE', 'DECIMAL(18, 2)', 'FLOAT', 'NUMERIC'],
	boolean: ['BOOLEAN'],
	date: ['DATE'],
	timestamp: ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'DATETIME'],
	time: ['TIME'],
	object: ['STRUCT', 'JSON'],
	array: ['ARRAY', 'JSON'],
	map: ['MAP', 'JSON'],
	vector: ['FLOAT[]'],
};

function physicalTypes(place: ValuePlace): Offer[] {
	const type = wordOf(place.holder.node, 'logicalType') ?? '';
	const fitting = Object.hasOwn(physicalTypesOf, type) ? physicalTypesOf[type] : [...new Set(Object.values(physicalTypesOf).flat())];
	return listed(place, fitting ?? []);
}

function formats(place: ValuePlace): Offer[] {
	const property = place.steps.at(-3)?.node;
	const type = (property && wordOf(property, 'logicalType')) ?? '';
	const shape = Object.hasOwn(logicalTypes, type) ? logicalTypes[type] : undefined;
	if (shape?.formats !== undefined) {
		return shape.formats.map((format) => offer(place, format, { documentation: numberFormats[format] ?? '' }));
	}
	const dates = Object.hasOwn(dateFormats, type) ? dateFormats[type] : undefined;
	if (dates !== undefined) return dates.map((pattern) => patternOffer(place, pattern));
	return type === 'string' || shape === undefined ? words(place, textFormats) : [];
}

/** Found by its name and by what it is made of. */
function patternOffer(place: ValuePlace, { name, pattern, example }: KnownPattern): Offer {
	const isDate = place.key === 'format';
	return offer(place, pattern, {
		label: isDate ? pattern : name,
		detail: isDate ? example : pattern,
		kind: 'pattern',
		filter: `${isDate ? pattern : name} ${isDate ? name : pattern}`,
		documentation: `${name}, for instance \`${example}\``,
	});
}

function zones(place: ValuePlace): Offer[] {
	const all = Intl.supportedValuesOf('timeZone');
	return ['Etc/UTC', ...all.filter((zone) => zone !== 'Etc/UTC')].map((zone, index) => offer(place, zone, { rank: index === 0 ? 0 : 1 }));
}

/** A value as YAML, in the quotes that are there or in those that it needs. */
export function offer(place: Place, value: string | number | boolean | null, more: Partial<Offer> = {}): Offer {
	const text = String(value);
	const insert = valueText(value, place.word);
	return { label: text, kind: 'value', insert, rank: 1, ...more };
}
