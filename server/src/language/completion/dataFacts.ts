import { count } from '../../report/words.ts';
import type { Property } from '../../spec/rules/walk.ts';
import { inFile } from '../../workspace/fileIds.ts';
import type { Enclosing } from '../cursor.ts';
import type { DataColumn, DataValue, LanguageWorkspace } from '../workspace.ts';
import { taken } from './names.ts';
import { type Offer, valueText } from './offer.ts';
import { OutlineMap } from './outline/nodes.ts';
import type { Place } from './place.ts';
import { offer, type ValuePlace } from './values.ts';

/** What is known of the data behind the object that is being written. */
export class DataFacts {
	readonly #workspace: LanguageWorkspace;
	readonly #uri: string;
	readonly #enclosing: Enclosing;

	readonly #index: number;

	constructor(workspace: LanguageWorkspace, uri: string, { enclosing, index }: Pick<Place, 'enclosing' | 'index'>) {
		this.#workspace = workspace;
		this.#uri = uri;
		this.#enclosing = enclosing;
		this.#index = index;
	}

	get #object(): string | undefined {
		const name = this.#enclosing.object?.name?.value;
		return name === undefined ? undefined : inFile(name, this.#index);
	}

	/** Columns of the source; none where it has not been looked at. */
	get columns(): readonly DataColumn[] {
		const object = this.#object;
		return (object === undefined ? undefined : this.#workspace.data.columns(this.#uri, object)) ?? [];
	}

	/** Columns that no property of the object describes. */
	get undeclared(): DataColumn[] {
		const declared = new Set(this.#enclosing.object?.properties?.map((property) => columnName(property)?.toLowerCase()));
		return this.columns.filter(({ name }) => !declared.has(name.toLowerCase()));
	}

	/** The most frequent values of the property's column. */
	get values(): readonly DataValue[] {
		const object = this.#object;
		const { properties } = this.#enclosing;
		const [property] = properties;
		const column = properties.length === 1 && property !== undefined ? columnName(property) : undefined;
		if (object === undefined || column === undefined) return [];
		return this.#workspace.data.values(this.#uri, object, column) ?? [];
	}
}

function columnName(property: Property): string | undefined {
	return property.physicalName?.value ?? property.name?.value;
}

/** Real columns that are not declared yet, as whole properties. */
export function columnOffers(place: Place, facts: DataFacts): Offer[] {
	const { wanted } = place;
	if (wanted.kind !== 'key' || wanted.start === 'inline' || wanted.shape?.name !== 'property' || place.enclosing.properties.length > 0)
		return [];
	return facts.undeclared.map(({ name, type }): Offer => {
		const types = typeLines(type);
		const label = `name: ${name}`;
		return {
			label,
			kind: 'column',
			insert: [`name: ${valueText(name, place.word)}`, ...types].join('\n'),
			rank: 3,
			filter: `${name} ${label}`,
			detail: `${type}, in the data`,
			isPreferred: false,
		};
	});
}

/** Names of real columns behind `name:`, with the types where none is written yet. */
export function columnNameOffers(place: ValuePlace, facts: DataFacts): Offer[] {
	const { object, key, holder, word, enclosing } = place;
	if (object !== 'property' || enclosing.properties.length > 1) return [];
	const linesAt = holder.node instanceof OutlineMap ? holder.node.column : 0;
	const isBare = holder.node.kind === 'map' && holder.node.entries.length === 1 && !word.flow && word.quote === '';
	if (key === 'name') {
		return unlessTaken(facts, enclosing).map(({ name, type }) => {
			const lines = isBare ? typeLines(type) : [];
			const insert = [valueText(name, word), ...lines].join('\n');
			return { label: name, kind: 'column', insert, linesAt, rank: 0, detail: `${type}, in the data` };
		});
	}
	if (key === 'physicalName')
		return unlessTaken(facts, enclosing).map(({ name, type }) =>
			offer(place, name, { kind: 'column', rank: 0, detail: `${type}, in the data` }),
		);
	if (key !== 'physicalType') return [];
	const own = enclosing.properties[0];
	const name = own === undefined ? undefined : columnName(own);
	return facts.columns
		.filter((column) => column.name === name)
		.map(({ type }) => offer(place, type, { kind: 'column', rank: 0, detail: 'in the data', isPreferred: true }));
}

/** The property's own column may be written over. */
function unlessTaken(facts: DataFacts, { properties }: Enclosing): readonly DataColumn[] {
	const own = properties[0] === undefined ? undefined : columnName(properties[0]);
	const undeclared = facts.undeclared;
	return [...undeclared, ...facts.columns.filter(({ name }) => name === own && !undeclared.some((column) => column.name === name))];
}

function typeLines(type: string): string[] {
	const logical = logicalTypeOf(type);
	return [...(logical === undefined ? [] : [`logicalType: ${logical}`]), `physicalType: ${valueText(type, { quote: '', flow: false })}`];
}

/** The standard's type for a type of the source (DuckDB's names, and those common to SQL databases). */
export function logicalTypeOf(type: string): string | undefined {
	const name = type.trim().toUpperCase();
	if (/\[\d*\]$|^LIST|^ARRAY/.test(name)) return 'array';
	if (/^STRUCT|^ROW\b|^JSON/.test(name)) return 'object';
	if (/^(?:VARCHAR|CHAR|BPCHAR|TEXT|STRING|UUID|ENUM)/.test(name)) return 'string';
	if (/^(?:TINYINT|SMALLINT|INTEGER|INT\d*|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT)$/.test(name)) return 'integer';
	if (/^(?:DOUBLE|FLOAT|REAL|DECIMAL|NUMERIC|NUMBER)/.test(name)) return 'number';
	if (/^(?:BOOLEAN|BOOL|LOGICAL)$/.test(name)) return 'boolean';
	if (/^(?:TIMESTAMP|DATETIME)/.test(name)) return 'timestamp';
	if (name === 'DATE') return 'date';
	return /^TIME/.test(name) ? 'time' : undefined;
}

/** Values that stand in the data, with how often. */
export function observedOffers(place: ValuePlace, facts: DataFacts): Offer[] {
	const without = taken(place);
	const wantsTexts = place.enclosing.properties[0]?.logicalType?.value === 'string';
	switch (`${place.object}.${place.key}`) {
		case 'arguments.validValues':
			return [...observed(place, facts, without, wantsTexts).filter(({ label }) => label !== 'null'), ...enumerated(place, without)];
		case 'property.examples':
		case 'enum value.value':
			return observed(place, facts, without, wantsTexts).filter(({ label }) => label !== 'null');
		case 'arguments.missingValues':
			return [
				...observed(place, facts, without, wantsTexts).filter(({ label }) =>
					/^(?:""|n\/?a|null|none|nil|nan|unknown|missing|-+|\?+|\.)$/i.test(label),
				),
				...usualGaps
					.filter((gap) => !without.has(gap) && !facts.values.some(({ value }) => value === gap))
					.map((gap) => offer(place, gap, { label: gap === '' ? '""' : gap, rank: 2 })),
			];
		default:
			return [];
	}
}

/** What the property lists elsewhere as its values. */
function enumerated(place: ValuePlace, without: ReadonlySet<string>): Offer[] {
	return (place.enclosing.properties.at(-1)?.enum ?? []).flatMap(({ value }) =>
		value === undefined || value.value === null || without.has(String(value.value))
			? []
			: [offer(place, value.value, { detail: 'in the enumeration' })],
	);
}

const usualGaps = ['', 'N/A', 'null', 'NULL', 'none', '-', '?', 'unknown'];

function observed(place: ValuePlace, { values }: DataFacts, without: ReadonlySet<string>, wantsTexts: boolean): Offer[] {
	return values
		.filter(({ value }) => !without.has(String(value)))
		.map(({ value, rows }): Offer => {
			const written = wantsTexts && value !== null ? String(value) : value;
			return offer(place, written, {
				label: value === '' ? '""' : String(value),
				kind: 'observed',
				rank: 0,
				detail: `${count(rows)} ${rows === 1 ? 'row' : 'rows'} in the data`,
			});
		});
}
