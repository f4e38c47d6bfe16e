import type { DataFacts } from './dataFacts.ts';
import { wordOf } from './fitting.ts';
import type { Offer } from './offer.ts';
import type { Place } from './place.ts';
import { literal } from './snippet.ts';

/** What a rule's query is made of: placeholders, columns and objects of the contract, words of SQL. */
export function sqlOffers(place: Place, facts: DataFacts): Offer[] {
	const holder = place.steps.at(-2)?.node;
	const isQuery = place.steps.at(-1)?.by === 'query' && place.enclosing.rule !== undefined && holder !== undefined;
	if (!isQuery || wordOf(holder, 'type') === 'custom') return [];
	const { object, properties } = place.enclosing;
	const declared = (object?.properties ?? []).flatMap((property) => property.physicalName?.value ?? property.name?.value ?? []);
	const columns = new Set([...declared, ...facts.columns.map(({ name }) => name)]);
	const objects = (place.of.contract.schema ?? []).flatMap(({ name }) => name?.value ?? []);
	const written = (name: string) => inQuotes(identifier(name), place.word.quote);
	return [
		...placeholders(properties.length > 0),
		...[...columns].map((name) => sql(name, 'name', 1, 'column', written(name))),
		...objects.map((name) => sql(name, 'name', 2, 'object', written(name))),
		...keywords.map((word) => sql(word, 'sql', 3)),
	];
}

function placeholders(onProperty: boolean): Offer[] {
	const known = [
		['{object}', 'the object that the rule stands in'],
		...(onProperty ? [['{property}', 'the property that the rule stands at']] : []),
		['${table}', 'the same as {object}'],
		...(onProperty ? [['${column}', 'the same as {property}']] : []),
	];
	return known.map(([label = '', detail = '']) => sql(label, 'name', 0, detail));
}

function sql(label: string, kind: Offer['kind'], rank: number, detail?: string, insert = label): Offer {
	return { label, kind, insert: literal(insert), rank, ...(detail === undefined ? {} : { detail }) };
}

function identifier(name: string): string {
	return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** As it is written within a quoted scalar. */
function inQuotes(text: string, quote: Place['word']['quote']): string {
	return quote === '"' ? text.replace(/["\\]/g, '\\$&') : quote === "'" ? text.replaceAll("'", "''") : text;
}

const keywords = [
	'SELECT',
	'COUNT(*)',
	'COUNT',
	'DISTINCT',
	'FROM',
	'WHERE',
	'AND',
	'OR',
	'NOT',
	'IS NULL',
	'IS NOT NULL',
	'IN',
	'BETWEEN',
	'LIKE',
	'GROUP BY',
	'HAVING',
	'ORDER BY',
	'LIMIT',
	'JOIN',
	'LEFT JOIN',
	'ON',
	'USING',
	'WITH',
	'AS',
	'CASE',
	'WHEN',
	'THEN',
	'ELSE',
	'END',
	'SUM',
	'AVG',
	'MIN',
	'MAX',
	'COALESCE',
	'CAST',
	'EXISTS',
	'UNION ALL',
	'OVER',
	'PARTITION BY',
	'CURRENT_DATE',
	'INTERVAL',
];
