/** `name` as an SQL identifier. A NUL cannot stand in SQL text, nor in a name that DuckDB knows. */
export function identifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** `value` as an SQL string, whatever it holds: quotes, line ends, NUL characters. */
export function textLiteral(value: string): string {
	if (!value.includes('\0')) return quoted(value);
	return `(${value.split('\0').map(quoted).join(' || chr(0) || ')})`;
}

function quoted(value: string): string {
	return `'${wellFormed(value).replaceAll("'", "''")}'`;
}

/** Half of a surrogate pair has no UTF-8; as U+FFFD it matches no text that a file can hold either. */
function wellFormed(value: string): string {
	return value.replace(/\p{Surrogate}/gu, '\uFFFD');
}
