import type { ColumnType } from '../../../server/src/engine/relation.ts';

/** Type of a DuckDB column from its name, as the tests need it; independent of the product's own reading. */
export function columnType(name: string): ColumnType {
	const text = name.trim();
	const list = /^(.*)\[\d*\]$/s.exec(text);
	if (list) return { kind: 'list', item: columnType(list[1]!) };
	const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(text);
	if (decimal) return { kind: 'decimal', precision: Number(decimal[1]), scale: Number(decimal[2]) };
	const integer = /^(U?)(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.exec(text);
	if (integer) {
		const bits = ({ TINYINT: 8, SMALLINT: 16, INTEGER: 32, BIGINT: 64, HUGEINT: 128 } as const)[integer[2] as 'TINYINT'];
		return { kind: 'integer', bits, signed: integer[1] === '' };
	}
	if (text.startsWith('STRUCT(')) return { kind: 'struct', fields: fields(text.slice(7, -1)) };
	if (text.startsWith('MAP(')) {
		const [key, value] = split(text.slice(4, -1));
		return { kind: 'map', key: columnType(key!), value: columnType(value!) };
	}
	if (text.startsWith('TIMESTAMP WITH')) return { kind: 'timestampTz' };
	if (text.startsWith('TIMESTAMP')) return { kind: 'timestamp' };
	const simple = {
		VARCHAR: 'text',
		BOOLEAN: 'boolean',
		DATE: 'date',
		TIME: 'time',
		DOUBLE: 'double',
		FLOAT: 'double',
		BLOB: 'binary',
	} as const;
	return { kind: (simple as Record<string, (typeof simple)[keyof typeof simple]>)[text] ?? 'unknown' };
}

function fields(text: string) {
	return split(text).map((part) => {
		const match = /^\s*(?:"((?:[^"]|"")*)"|(\w+))\s+(.*)$/s.exec(part)!;
		return { name: match[1]?.replaceAll('""', '"') ?? match[2]!, type: columnType(match[3]!) };
	});
}

/** Splits at commas outside parentheses and quotes. */
function split(text: string): string[] {
	const parts = [''];
	let depth = 0;
	let quoted = false;
	for (const character of text) {
		if (character === '"') quoted = !quoted;
		if (!quoted && character === '(') depth++;
		if (!quoted && character === ')') depth--;
		if (!quoted && depth === 0 && character === ',') parts.push('');
		else parts[parts.length - 1] += character;
	}
	return parts;
}
