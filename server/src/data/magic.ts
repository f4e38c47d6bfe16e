import { open } from 'node:fs/promises';

/** What the first and last bytes of a file show it to be; undefined: nothing that has such a mark. */
export type Magic = keyof typeof words | undefined;

const words = {
	empty: 'empty',
	gzip: 'gzip data',
	zstd: 'Zstandard data',
	parquet: 'a Parquet file',
	'parquet-truncated': 'the beginning of a Parquet file',
	'parquet-encrypted': 'a Parquet file with an encrypted footer',
	arrow: 'an Arrow file',
	'arrow-truncated': 'the beginning of an Arrow file',
	duckdb: 'a DuckDB database file',
	zip: 'a ZIP archive (or an Excel workbook)',
	sqlite: 'an SQLite database file',
	avro: 'an Avro file',
	bzip2: 'bzip2 data',
	xz: 'xz data',
	pdf: 'a PDF document',
	'utf-16': 'text in UTF-16',
	'utf-16be': 'text in UTF-16, big-endian',
} as const;

export function wordsFor(magic: Exclude<Magic, undefined>): string {
	return words[magic];
}

/** Reads at most 16 bytes at the start and 8 at the end of a regular file. */
export async function magicOf(path: string, bytes: number): Promise<Magic> {
	if (bytes === 0) return 'empty';
	const handle = await open(path, 'r');
	try {
		const head = Buffer.alloc(Math.min(16, bytes));
		await handle.read(head, 0, head.length, 0);
		const tail = Buffer.alloc(Math.min(8, bytes));
		await handle.read(tail, 0, tail.length, bytes - tail.length);
		return magicOfBytes(head, tail.toString('latin1'));
	} finally {
		await handle.close();
	}
}

function magicOfBytes(head: Buffer, tail: string): Magic {
	const text = head.toString('latin1');
	if (text.startsWith('PAR1')) return tail.endsWith('PAR1') ? 'parquet' : 'parquet-truncated';
	if (text.startsWith('PARE')) return 'parquet-encrypted';
	if (text.startsWith('ARROW1\0')) return tail.endsWith('ARROW1') ? 'arrow' : 'arrow-truncated';
	if (text.startsWith('DUCK', 8)) return 'duckdb';
	for (const [mark, magic] of marks) if (text.startsWith(mark)) return magic;
	return undefined;
}

const marks: readonly (readonly [string, Exclude<Magic, undefined>])[] = [
	['\x1f\x8b', 'gzip'],
	['\x28\xb5\x2f\xfd', 'zstd'],
	['PK\x03\x04', 'zip'],
	['SQLite format 3\0', 'sqlite'],
	['Obj\x01', 'avro'],
	['BZh91AY&SY', 'bzip2'],
	['\xfd7zXZ\0', 'xz'],
	['%PDF-', 'pdf'],
	['\xff\xfe', 'utf-16'],
	['\xfe\xff', 'utf-16be'],
];
