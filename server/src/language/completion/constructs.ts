import { logicalTypes } from '../../spec/contract/logicalTypes.ts';
import { type ServerType, serverTypes } from '../../spec/contract/serverTypes.ts';
import { isBefore, newestVersion, type OdcsVersion } from '../../spec/contract/versions.ts';
import { isOnProperty } from './fitting.ts';
import { requiredLines } from './keyText.ts';
import type { Offer } from './offer.ts';
import type { Place } from './place.ts';
import { literal, pick, type Snippet, stop } from './snippet.ts';

/** Whole constructs for a new item of a list, or for an empty file. */
export function constructOffers(place: Place): Offer[] {
	const { wanted, word, version } = place;
	if (wanted.kind !== 'key' || wanted.shape === undefined || word.flow || word.colon) return [];
	if (wanted.shape.name === 'contract') return wanted.map.entries.length === 0 && place.steps.length === 1 ? [contractOffer(place)] : [];
	if (wanted.start === 'inline' || wanted.start === 'below') return [];
	const make = makers[wanted.shape.name];
	if (make !== undefined) return make(place);
	const lines = requiredLines({ kind: 'object', name: wanted.shape.name }, version);
	return lines === undefined || !lines.includes('\n') ? [] : [construct(`new ${wanted.shape.name}`, wanted.shape.doc, lines)];
}

const makers: { readonly [shape: string]: (place: Place) => Offer[] } = {
	'schema object': objectOffers,
	property: propertyOffers,
	'quality rule': ruleOffers,
	server: serverOffers,
	'SLA property': levelOffers,
	relationship: relationshipOffers,
	'enum value': () => [construct('new enum value', 'A value with its meaning', 'value: $1\ndescription: $2')],
};

function construct(label: string, detail: string, insert: Snippet, filter?: string): Offer {
	return { label, kind: 'construct', insert, rank: 4, detail, filter: filter ?? label };
}

function contractOffer({ layout }: Place): Offer {
	const dash = ' '.repeat(layout.dash);
	const insert = [
		`apiVersion: v${newestVersion}`,
		'kind: DataContract',
		`id: ${stop(1, 'orders')}`,
		`version: ${stop(2, '1.0.0')}`,
		`status: ${pick(3, ['active', 'draft', 'proposed'])}`,
		'servers:',
		`${dash}- server: ${stop(4, 'local')}`,
		`${dash}  type: local`,
		`${dash}  path: ${stop(5, 'data/orders.csv')}`,
		`${dash}  format: ${pick(6, ['csv', 'json', 'parquet'])}`,
		'schema:',
		`${dash}- name: ${stop(7, 'orders')}`,
		`${dash}  properties:`,
		`${dash}  ${dash}- name: ${stop(8, 'order_id')}`,
		`${dash}  ${dash}  logicalType: ${pick(9, ['string', 'integer', 'number', 'date', 'boolean'])}`,
		`${dash}  ${dash}  required: true`,
	].join('\n');
	return { label: 'new data contract', kind: 'construct', insert, rank: 0, detail: 'A contract with a server, an object and a property' };
}

function objectOffers({ layout }: Place): Offer[] {
	const dash = ' '.repeat(layout.dash);
	const insert = `name: ${stop(1, 'orders')}\nproperties:\n${dash}- name: ${stop(2, 'order_id')}\n${dash}  logicalType: ${pick(3, ['string', 'integer', 'number', 'date', 'boolean'])}`;
	return [construct('new object', 'A table, a file, a topic, with its first property', insert)];
}

function propertyOffers({ version, layout }: Place): Offer[] {
	const types = Object.keys(logicalTypes).filter((type) => !isBefore(version, typeSince[type] ?? version));
	const unit = ' '.repeat(layout.unit);
	const dash = ' '.repeat(layout.dash);
	return [
		construct('new property', 'A property with its type', `name: $1\nlogicalType: ${pick(2, types)}`),
		construct(
			'new key property',
			'A property that tells rows apart',
			`name: ${stop(1, 'id')}\nlogicalType: ${pick(2, ['string', 'integer'])}\nprimaryKey: true\nrequired: true\nunique: true`,
		),
		construct(
			'new array property',
			'A property that holds a list',
			`name: $1\nlogicalType: array\nitems:\n${unit}logicalType: ${pick(2, types)}`,
		),
		construct(
			'new object property',
			'A property that has parts',
			`name: $1\nlogicalType: object\nproperties:\n${dash}- name: $2\n${dash}  logicalType: ${pick(3, types)}`,
		),
	];
}

const typeSince: { readonly [type: string]: OdcsVersion } = { timestamp: '3.1.0', time: '3.1.0', map: '3.2.0', vector: '3.2.0' };

function ruleOffers({ version, layout, steps }: Place): Offer[] {
	const onProperty = isOnProperty(steps);
	const unit = ' '.repeat(layout.unit);
	const metric = isBefore(version, '3.1.0') ? 'rule' : 'metric';
	const hasArguments = !isBefore(version, '3.1.0');
	const atMost = `unit: percent\nmustBeLessOrEqualTo: ${stop(2, '1')}`;
	const rules: Offer[] = [];
	if (onProperty) {
		rules.push(construct('rule: no nulls', 'Rows in which the property is null', `${metric}: nullValues\nmustBe: ${stop(1, '0')}`));
		if (hasArguments) {
			rules.push(
				construct(
					'rule: valid values',
					'Rows whose value is none of those listed',
					`metric: invalidValues\narguments:\n${unit}validValues: [$1]\nmustBe: ${stop(2, '0')}`,
				),
				construct(
					'rule: valid pattern',
					'Rows whose value does not match a pattern',
					`metric: invalidValues\narguments:\n${unit}pattern: '${stop(1, '^[A-Z]+$')}'\nmustBe: ${stop(2, '0')}`,
				),
				construct(
					'rule: missing values',
					'Rows that are null or as good as null',
					`metric: missingValues\narguments:\n${unit}missingValues: [${stop(1, "'', N/A")}]\n${atMost}`,
				),
			);
		}
		rules.push(
			construct('rule: no duplicates', 'Rows whose value occurs more than once', `${metric}: duplicateValues\nmustBe: ${stop(1, '0')}`),
		);
	} else {
		rules.push(construct('rule: row count', 'Rows of the object', `${metric}: rowCount\nmustBeGreaterThan: ${stop(1, '0')}`));
		if (hasArguments) {
			rules.push(
				construct(
					'rule: no duplicates',
					'Rows whose combination of values occurs more than once',
					`metric: duplicateValues\narguments:\n${unit}properties: [$1]\nmustBe: ${stop(2, '0')}`,
				),
			);
		}
	}
	const query = onProperty ? 'SELECT COUNT(*) FROM {object} WHERE {property} IS NULL' : 'SELECT COUNT(*) FROM {object}';
	rules.push(
		construct('rule: SQL', 'A query that returns one number', `type: sql\nquery: |\n${unit}${stop(1, query)}\nmustBe: ${stop(2, '0')}`),
	);
	if (onProperty) {
		rules.push(
			construct(
				'rule: statistic',
				'A figure that Plumbline measures',
				`type: custom\nengine: plumbline\nimplementation:\n${unit}metric: ${pick(1, ['mean', 'minimum', 'maximum', 'standardDeviation', 'uniqueShare', 'outlierShare'])}\n${unit}mustBeBetween: [${stop(2, '0')}, ${stop(3, '1')}]`,
			),
		);
	}
	rules.push(
		construct('rule: in words', 'For people; nothing is executed', `type: text\ndescription: ${stop(1, 'What must hold')}`),
		construct(
			'rule: other engine',
			'A rule in the language of another tool',
			`type: custom\nengine: ${pick(1, ['soda', 'greatExpectations', 'montecarlo', 'dbt'])}\nimplementation: |\n${unit}$2`,
		),
	);
	return rules;
}

/** A server of each type, with the fields that it cannot do without. */
function serverOffers({ version }: Place): Offer[] {
	return Object.entries<ServerType>(serverTypes)
		.filter(([, { since }]) => !isBefore(version, since ?? version))
		.map(([type, { doc, required, requiredUntil }]) => {
			const earlier = Object.keys(requiredUntil ?? {}).filter((field) => !isBefore(requiredUntil?.[field] ?? version, version));
			const lines = [...required, ...earlier].map((field, index) => `${field}: ${fieldStop(type, field, index + 2)}`);
			const insert = [`server: ${stop(1, type)}`, `type: ${type}`, ...lines].join('\n');
			return { ...construct(`server: ${type}`, doc, insert), rank: type === 'local' ? 3 : 4 };
		});
}

const ports: { readonly [type: string]: string } = {
	postgres: '5432',
	postgresql: '5432',
	cloudsql: '5432',
	mysql: '3306',
	oracle: '1521',
	clickhouse: '8123',
	trino: '8080',
	vertica: '5433',
	synapse: '1433',
	db2: '50000',
	denodo: '9999',
	dremio: '31010',
};

function fieldStop(type: string, field: string, index: number): Snippet {
	if (field === 'format') return pick(index, type === 'local' ? ['csv', 'json', 'parquet'] : ['parquet', 'delta', 'json', 'csv']);
	if (field === 'port') return stop(index, ports[type] ?? '1');
	if (field === 'path') return stop(index, 'data/*.csv');
	if (field === 'database' && type === 'duckdb') return stop(index, 'data.duckdb');
	if (field === 'location')
		return stop(index, type === 's3' ? 's3://bucket/path/*.parquet' : type === 'sftp' ? 'sftp://host/path/*.csv' : 'https://');
	if (field === 'schema' && /^postgres/.test(type)) return stop(index, 'public');
	return `$${index}`;
}

function levelOffers({ of }: Place): Offer[] {
	const instant = (of.contract.schema ?? []).flatMap((object) =>
		(object.properties ?? [])
			.filter(({ logicalType }) => logicalType?.value === 'timestamp' || logicalType?.value === 'date')
			.map((property) => `${object.name?.value ?? ''}.${property.name?.value ?? ''}`),
	)[0];
	const timed = (property: string, detail: string, value: string, unit: string) =>
		construct(
			`SLA: ${property}`,
			detail,
			`property: ${property}\nvalue: ${stop(1, value)}\nunit: ${pick(2, [unit, ...['hours', 'days', 'months', 'years'].filter((word) => word !== unit)])}\nelement: ${stop(3, instant ?? 'object.property')}`,
		);
	return [
		timed('latency', 'The newest record is at most so old', '4', 'hours'),
		timed('frequency', 'New records arrive at least so often', '1', 'days'),
		timed('retention', 'Records are kept no longer than so', '3', 'years'),
		construct(
			'SLA: availability',
			'Share of the time in which the data can be read',
			`property: availability\nvalue: ${stop(1, '99.9')}\nunit: percent`,
		),
		construct(
			'SLA: generalAvailability',
			'Day from which the data may be used',
			`property: generalAvailability\nvalue: "${stop(1, '2026-01-01T00:00:00Z')}"`,
		),
		construct(
			'SLA: endOfSupport',
			'Day from which problems are no longer solved',
			`property: endOfSupport\nvalue: "${stop(1, '2030-01-01T00:00:00Z')}"`,
		),
		construct('SLA: endOfLife', 'Day from which the data is gone', `property: endOfLife\nvalue: "${stop(1, '2032-01-01T00:00:00Z')}"`),
	];
}

function relationshipOffers({ steps, enclosing }: Place): Offer[] {
	const from = literal(enclosing.object?.name?.value ?? 'object');
	if (isOnProperty(steps)) return [construct('foreign key', 'Values here must be among the values there', `type: foreignKey\nto: $1`)];
	return [
		construct('foreign key', 'Values here must be among the values there', `type: foreignKey\nfrom: ${from}.$1\nto: $2`),
		construct('composite foreign key', 'Several columns together', `type: foreignKey\nfrom: [${from}.$1, ${from}.$2]\nto: [$3, $4]`),
	];
}
