/** Rows as other programs take them. */
export interface PlainTable {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly unknown[])[];
}

/** RFC 4180, a header first: a null cell is nothing, an empty text is `""`; a formula stays what a text would be. */
export function toCsv({ columns, rows }: PlainTable): string {
	return [columns, ...rows]
		.map((row) => row.map(csvCell).join(','))
		.join('\r\n')
		.concat('\r\n');
}

export function toJson({ columns, rows }: PlainTable): string {
	const objects = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
	return `${JSON.stringify(objects, undefined, '\t')}\n`;
}

function csvCell(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
