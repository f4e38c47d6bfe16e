import type { ColumnType } from '../../relation.ts';
import { identifier } from '../compile/text.ts';

/** DuckDB's name of a column type, nested ones too. What has no type of its own is text. */
export function duckdbType(type: ColumnType): string {
	switch (type.kind) {
		case 'integer':
			return `${type.signed ? '' : 'U'}${integerNames[type.bits]}`;
		case 'decimal':
			return `DECIMAL(${type.precision},${type.scale})`;
		case 'list':
			return `${duckdbType(type.item)}[]`;
		case 'struct':
			return type.fields.length === 0
				? 'JSON'
				: `STRUCT(${type.fields.map((field) => `${identifier(field.name)} ${duckdbType(field.type)}`).join(', ')})`;
		case 'map':
			return `MAP(${duckdbType(type.key)}, ${duckdbType(type.value)})`;
		default:
			return simpleNames[type.kind];
	}
}

const integerNames = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT', 128: 'HUGEINT' } as const;

const simpleNames = {
	text: 'VARCHAR',
	unknown: 'VARCHAR',
	boolean: 'BOOLEAN',
	date: 'DATE',
	time: 'TIME',
	timestamp: 'TIMESTAMP',
	timestampTz: 'TIMESTAMP WITH TIME ZONE',
	double: 'DOUBLE',
	binary: 'BLOB',
} as const;

/** The column type of DuckDB's name for it, as `DESCRIBE` writes it; `unknown` for what has no counterpart. */
export function columnTypeOf(engineType: string): ColumnType {
	const reader = new TypeReader(engineType);
	return reader.type();
}

class TypeReader {
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	type(): ColumnType {
		let type = this.#base();
		for (;;) {
			const suffix = /\[\d*\]/y;
			suffix.lastIndex = this.#at;
			if (!suffix.test(this.#text)) return type;
			this.#at = suffix.lastIndex;
			type = { kind: 'list', item: type };
		}
	}

	#base(): ColumnType {
		const word = this.#take(/[A-Za-z_][A-Za-z0-9_]*(?: (?:WITH TIME ZONE|PRECISION))?/y).toUpperCase();
		if (word === 'STRUCT') return { kind: 'struct', fields: this.#fields() };
		if (word === 'MAP') {
			this.#take(/\(/y);
			const key = this.type();
			this.#take(/, /y);
			const value = this.type();
			this.#take(/\)/y);
			return { kind: 'map', key, value };
		}
		const numbers = /^\((\d+)(?:, ?(\d+))?\)$/.exec(this.#arguments());
		if (word === 'DECIMAL') return { kind: 'decimal', precision: Number(numbers?.[1] ?? 18), scale: Number(numbers?.[2] ?? 3) };
		return simpleType(word);
	}

	#fields(): { name: string; type: ColumnType }[] {
		const fields: { name: string; type: ColumnType }[] = [];
		this.#take(/\(/y);
		while (this.#at < this.#text.length && this.#text.charAt(this.#at) !== ')') {
			const quoted = this.#take(/"(?:[^"]|"")*"/y);
			const name = quoted ? quoted.slice(1, -1).replaceAll('""', '"') : this.#take(/[^ ]+/y);
			this.#take(/ /y);
			const before = this.#at;
			fields.push({ name, type: this.type() });
			this.#take(/, /y);
			if (this.#at === before) break;
		}
		this.#take(/\)/y);
		return fields;
	}

	/** What stands in parentheses after a name, such as the values of an ENUM, whose quotes may hold parentheses. */
	#arguments(): string {
		return this.#take(/\((?:'(?:[^']|'')*'|[^()']|\([^()]*\))*\)/y);
	}

	#take(pattern: RegExp): string {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#text)?.[0] ?? '';
		this.#at += found.length;
		return found;
	}
}

const integerBits: ReadonlyMap<string, 8 | 16 | 32 | 64 | 128> = new Map([
	['TINYINT', 8],
	['SMALLINT', 16],
	['INTEGER', 32],
	['BIGINT', 64],
	['HUGEINT', 128],
]);

function simpleType(word: string): ColumnType {
	const integer = /^(U?)(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.exec(word);
	if (integer) {
		return { kind: 'integer', bits: integerBits.get(integer[2] ?? '') ?? 64, signed: integer[1] === '' };
	}
	switch (word) {
		case 'VARCHAR':
		case 'ENUM':
		case 'UUID':
			return { kind: 'text' };
		case 'BOOLEAN':
			return { kind: 'boolean' };
		case 'FLOAT':
		case 'DOUBLE':
			return { kind: 'double' };
		case 'DATE':
			return { kind: 'date' };
		case 'TIME':
		case 'TIME WITH TIME ZONE':
		case 'TIME_NS':
			return { kind: 'time' };
		case 'TIMESTAMP':
		case 'TIMESTAMP_S':
		case 'TIMESTAMP_MS':
		case 'TIMESTAMP_NS':
			return { kind: 'timestamp' };
		case 'TIMESTAMP WITH TIME ZONE':
			return { kind: 'timestampTz' };
		case 'BLOB':
			return { kind: 'binary' };
		default:
			return { kind: 'unknown' };
	}
}
