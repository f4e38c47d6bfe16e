import { hasShape, histogramSummary, sparkline } from '../../report/histogram.ts';
import { count } from '../../report/words.ts';
import type { SchemaObject } from '../../spec/contract/model.ts';
import type { Histogram } from '../../spec/result.ts';
import type { Property } from '../../spec/rules/walk.ts';
import type { DataColumn, DataValue } from '../workspace.ts';
import { constraintsOf } from './constraints.ts';
import { code, listing, words } from './markdown.ts';

/** A property as its owner describes it: name and type, what it holds, what its values must be. */
export function propertySummary(name: string, property: Property): string[] {
	const types = [property.logicalType?.value, property.physicalType?.value].filter((type) => type !== undefined);
	const deprecated = 'deprecated' in property && property.deprecated?.value === true ? ' · *deprecated*' : '';
	const constraints = constraintsOf(property);
	return [
		`**${words(name, 60)}**${types.length === 0 ? '' : ` · ${types.map((type) => code(type, 30)).join(' · ')}`}${deprecated}`,
		words(property.description?.value ?? property.businessName?.value ?? '', 120),
		capital(constraints.join(', ')),
	];
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export function objectSummary(object: SchemaObject): string[] {
	const columns = object.properties ?? [];
	const keys = columns.filter(({ primaryKey }) => primaryKey?.value === true).map(({ name }) => code(name?.value ?? '', 40));
	const kind = object.physicalType?.value ?? object.logicalType?.value;
	const counts = [
		`${count(columns.length)} ${columns.length === 1 ? 'property' : 'properties'}`,
		...(keys.length === 0 ? [] : [`primary key ${listing(keys)}`]),
	];
	return [
		`**${words(object.name?.value ?? '', 80)}**${kind === undefined ? '' : ` · ${code(kind, 40)}`}`,
		words(object.description?.value ?? object.dataGranularityDescription?.value ?? '', 120),
		counts.join(', '),
	];
}

/** What the data holds: the column's own type, and its distribution, or else its most frequent values with bars. */
export function profileLine(
	column: DataColumn | undefined,
	values: readonly DataValue[] | undefined,
	histogram: Histogram | undefined,
): string | undefined {
	const type = column === undefined ? [] : [`${code(column.type, 40)} in the data`];
	if (histogram !== undefined && hasShape(histogram)) {
		return [...type, `${code(sparkline(histogram, 16).replaceAll(' ', '_'))} ${words(histogramSummary(histogram), 80)}`].join(' · ');
	}
	const most = Math.max(1, ...(values ?? []).map(({ rows }) => rows));
	// Where no value occurs twice, none is frequent.
	const frequent = most > 1 ? (values ?? []) : [];
	const shown = frequent
		.slice(0, 4)
		.map(({ value, rows }) => `${bar(rows / most)} ${code(value === null ? 'null' : String(value), 16)} ${count(rows)}`);
	const line = [...type, ...(shown.length === 0 ? [] : [`most frequent ${shown.join(' ')}`])].join(' · ');
	return line === '' ? undefined : line;
}

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

function bar(share: number): string {
	return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))] ?? '▁';
}
