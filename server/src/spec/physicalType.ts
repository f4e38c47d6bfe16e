/**
 * A physical type as contracts write it, whatever the SQL dialect: `varchar(18)`, `DECIMAL(10,2)`, `character varying`,
 * `Nullable(Int32)`, `ARRAY<STRING>`. Where dialects disagree about a word (`int8` is 8 bits in Arrow and 8 bytes in
 * PostgreSQL; `float` is 32 or 64 bits) every meaning is allowed.
 */
export type PhysicalType =
	| { readonly kind: 'text'; readonly length?: number }
	| { readonly kind: 'binary'; readonly length?: number }
	| { readonly kind: 'integer'; readonly bits: readonly number[]; readonly signed: boolean }
	/** Without precision: any decimal. */
	| { readonly kind: 'decimal'; readonly precision?: number; readonly scale?: number }
	| { readonly kind: 'float'; readonly bits: readonly (32 | 64)[] }
	/** `number`, which is any numeric type. */
	| { readonly kind: 'number' }
	| { readonly kind: 'timestamp'; readonly zone: 'with' | 'without' | 'either' }
	| { readonly kind: 'list'; readonly item?: PhysicalType }
	| { readonly kind: 'boolean' | 'date' | 'time' | 'uuid' | 'json' | 'struct' | 'map' };

/** The type that a contract's `physicalType` names, or undefined for one that we do not know. */
export function parsePhysicalType(text: string): PhysicalType | undefined {
	return parse(normalise(text), 0);
}

function parse(text: string, depth: number): PhysicalType | undefined {
	if (depth > 8) return undefined;
	const wrapped = /^(?:nullable|lowcardinality|optional)\s*[(<](.*)[)>]$/.exec(text);
	if (wrapped) return parse(wrapped[1]?.trim() ?? '', depth + 1);
	const suffixed = /^(.+?)\s*(?:\[\d*\]|\sarray)$/.exec(text);
	if (suffixed) return list(parse(suffixed[1] ?? '', depth + 1));
	const [, name = '', argumentText] = /^([a-z_][a-z0-9_ ]*?)\s*(?:[(<](.*)[)>])?$/.exec(moveArguments(text)) ?? [];
	if (NESTED.has(name)) return nested(name, argumentText, depth);
	return scalar(name, argumentText);
}

function normalise(text: string): string {
	return text
		.trim()
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(/\s(?:not null|null|unsigned zerofill|zerofill|character set \S+|collate \S+)$/g, '')
		.trim();
}

/** `timestamp(6) with time zone` → `timestamp with time zone(6)`, so that arguments always come last. */
function moveArguments(text: string): string {
	return text.replace(/^([a-z_][a-z0-9_ ]*?)\s*(\([^()]*\))\s+([a-z][a-z ]*)$/, '$1 $3$2');
}

const NESTED = new Set(['list', 'array', 'struct', 'record', 'row', 'object', 'tuple', 'map', 'repeated']);

function nested(name: string, argumentText: string | undefined, depth: number): PhysicalType {
	if (name === 'map') return { kind: 'map' };
	if (name !== 'list' && name !== 'array' && name !== 'repeated') return { kind: 'struct' };
	return argumentText === undefined ? { kind: 'list' } : list(parse(argumentText.trim(), depth + 1));
}

function list(item: PhysicalType | undefined): PhysicalType {
	return item ? { kind: 'list', item } : { kind: 'list' };
}

function scalar(name: string, argumentText: string | undefined): PhysicalType | undefined {
	const numbers = (argumentText ?? '').split(',').map((part) => /^\s*(\d+)/.exec(part)?.[1]);
	const [first, second] = numbers.map((digits) => (digits === undefined ? undefined : Number(digits)));
	if (TEXT.has(name)) return first === undefined ? { kind: 'text' } : { kind: 'text', length: first };
	if (BINARY.has(name)) return first === undefined ? { kind: 'binary' } : { kind: 'binary', length: first };
	if (DECIMAL.has(name)) return decimal(name, first, second);
	if (name === 'float' && first !== undefined) return { kind: 'float', bits: first <= 24 ? [32] : [64] };
	return SIMPLE.get(name);
}

function decimal(name: string, precision: number | undefined, scale: number | undefined): PhysicalType {
	if (precision !== undefined) return { kind: 'decimal', precision, scale: scale ?? 0 };
	return name === 'number' ? { kind: 'number' } : { kind: 'decimal' };
}

const words = (text: string): ReadonlySet<string> => new Set(text.split('|'));

const TEXT = words(
	'varchar|char|character|character varying|char varying|nvarchar|nchar|varchar2|nvarchar2|national character varying|bpchar|string|' +
		'text|tinytext|mediumtext|longtext|ntext|clob|nclob|utf8|large_utf8|largeutf8|large_string|str|fixedstring|citext|keyword|longvarchar|enum',
);
const BINARY = words(
	'binary|varbinary|binary varying|blob|tinyblob|mediumblob|longblob|bytea|bytes|raw|image|large_binary|fixed_size_binary|byte_array',
);
const DECIMAL = words('decimal|numeric|dec|number|bignumeric|bigdecimal|decimal128|decimal256|fixed');

const integer = (signed: boolean, ...bits: number[]): PhysicalType => ({ kind: 'integer', bits, signed });

const SIMPLE: ReadonlyMap<string, PhysicalType> = new Map(
	(
		[
			['tinyint|byte|i8', integer(true, 8)],
			['int1', integer(true, 8)],
			['smallint|int2|int16|short|i16|smallserial|serial2', integer(true, 16)],
			['int|integer|int4|int32|mediumint|signed|i32|serial|serial4', integer(true, 32)],
			['bigint|int64|long|i64|bigserial|serial8', integer(true, 64)],
			['int8', integer(true, 8, 64)],
			['hugeint|int128|i128', integer(true, 128)],
			['utinyint|uint8|u8|tinyint unsigned', integer(false, 8)],
			['usmallint|uint16|u16|smallint unsigned', integer(false, 16)],
			['uinteger|uint32|u32|uint|int unsigned|integer unsigned', integer(false, 32)],
			['ubigint|uint64|u64|bigint unsigned|ulong', integer(false, 64)],
			['uhugeint|uint128|u128', integer(false, 128)],
			['float', { kind: 'float', bits: [32, 64] }],
			['real|float4|float32|f32|halffloat|binary_float', { kind: 'float', bits: [32] }],
			['double|double precision|float8|float64|f64|binary_double', { kind: 'float', bits: [64] }],
			['boolean|bool|bit|logical', { kind: 'boolean' }],
			['date|date32|date64', { kind: 'date' }],
			['time|time without time zone|time32|time64|timetz|time with time zone', { kind: 'time' }],
			['timestamp|datetime64', { kind: 'timestamp', zone: 'either' }],
			[
				'datetime|datetime2|smalldatetime|timestamp without time zone|timestamp_ntz|timestampntz|timestamp_s|timestamp_ms|timestamp_ns|timestamp_us',
				{ kind: 'timestamp', zone: 'without' },
			],
			[
				'timestamptz|timestamp with time zone|timestamp with local time zone|timestamp_tz|timestamp_ltz|timestampltz|datetimeoffset',
				{ kind: 'timestamp', zone: 'with' },
			],
			['uuid|uniqueidentifier|guid', { kind: 'uuid' }],
			['json|jsonb|variant|super', { kind: 'json' }],
		] satisfies [string, PhysicalType][]
	).flatMap(([names, type]): [string, PhysicalType][] => names.split('|').map((name) => [name, type])),
);
