import type { ColumnType, DeclaredColumn } from '../engine/relation.ts';
import type { ItemProperty, Property } from '../spec/contract/model.ts';

/** What the properties of an object say of its columns, in the contract's order. A property without a name has none. */
export function declaredColumns(properties: readonly Property[] | undefined): DeclaredColumn[] {
	const seen = new Set<string>();
	const columns: DeclaredColumn[] = [];
	for (const property of properties ?? []) {
		const name = property.physicalName?.value ?? property.name?.value;
		if (!name || seen.has(name)) continue;
		seen.add(name);
		columns.push(declaredColumn(name, property));
	}
	return columns;
}

/** The type in which the cells of a text format are read; the engine's own where the contract gives none. */
export function columnType(property: Property | ItemProperty): ColumnType {
	const physical = physicalColumnType(property.physicalType?.value);
	const options = property.logicalTypeOptions;
	switch (property.logicalType?.value) {
		case 'string':
			return { kind: 'text' };
		case 'boolean':
			return { kind: 'boolean' };
		case 'date':
			return { kind: 'date' };
		case 'time':
			return { kind: 'time' };
		case 'timestamp':
			return { kind: options?.timezone?.value === true ? 'timestampTz' : 'timestamp' };
		case 'integer':
			return integerType(options?.format?.value);
		case 'number':
			// Not the decimal of a physical type: 2.005 is a number, even where a DECIMAL(4,2) was declared for it.
			return { kind: 'double' };
		case 'object':
			return { kind: 'struct', fields: (property.properties ?? []).flatMap(fieldOf) };
		case 'array':
			return { kind: 'list', item: property.items ? columnType(property.items) : { kind: 'unknown' } };
		case 'map':
			return {
				kind: 'map',
				key: property.map?.key ? columnType(property.map.key) : { kind: 'text' },
				value: property.map?.value ? columnType(property.map.value) : { kind: 'unknown' },
			};
		case 'vector':
			return { kind: 'list', item: { kind: 'double' } };
		default:
			return physical ?? { kind: 'unknown' };
	}
}

function declaredColumn(name: string, property: Property): DeclaredColumn {
	const type = columnType(property);
	const options = property.logicalTypeOptions;
	const temporal = type.kind === 'date' || type.kind === 'time' || type.kind === 'timestamp' || type.kind === 'timestampTz';
	const format = temporal ? options?.format?.value : undefined;
	const timezone = type.kind === 'timestampTz' ? options?.defaultTimezone?.value : undefined;
	return { name, type, ...(format !== undefined && { format }), ...(timezone !== undefined && { timezone }) };
}

function fieldOf(property: Property): { name: string; type: ColumnType }[] {
	const name = property.physicalName?.value ?? property.name?.value;
	return name ? [{ name, type: columnType(property) }] : [];
}

/** 64 bits hold what CSV and JSON usually bring; a wider format is read as what it names. */
function integerType(format: string | undefined): ColumnType {
	if (format === 'i128' || format === 'u128') return { kind: 'integer', bits: 128, signed: format === 'i128' };
	return format === 'u64' ? { kind: 'integer', bits: 64, signed: false } : { kind: 'integer', bits: 64, signed: true };
}

/** Common names of database types; undefined for what is none of them. */
function physicalColumnType(text: string | undefined): ColumnType | undefined {
	const match =
		/^\s*([a-z][a-z0-9 _]*?)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?(?:\s+(?:unsigned|with(?:out)? (?:local )?time zone))?\s*$/i.exec(
			text ?? '',
		);
	const name = match?.[1]?.toLowerCase() ?? '';
	if (/^(dec|decimal|numeric|number)$/.test(name)) {
		const precision = Number(match?.[2] ?? Number.NaN);
		const scale = Number(match?.[3] ?? 0);
		return precision >= 1 && precision <= 38 && scale <= precision ? { kind: 'decimal', precision, scale } : { kind: 'double' };
	}
	if (/^(tiny|small|medium|big|huge)?int(eger)?\d?\d?$|^(big|small)?serial$|^long$|^short$/.test(name))
		return { kind: 'integer', bits: 64, signed: true };
	if (/^(float|real|double|double precision|float\d\d?)$/.test(name)) return { kind: 'double' };
	if (/^bool(ean)?$/.test(name)) return { kind: 'boolean' };
	if (/^(n?(var)?char2?|character( varying)?|text|string|uuid|clob)$/.test(name)) return { kind: 'text' };
	if (name === 'date' || name === 'time') return { kind: name };
	if (/^timestamp_?tz$/.test(name) || /^timestamp.*\swith (local )?time zone/i.test(text ?? '')) return { kind: 'timestampTz' };
	return /^(timestamp|datetime2?)/.test(name) ? { kind: 'timestamp' } : undefined;
}
