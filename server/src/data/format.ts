import type { FileRelation } from '../engine/relation.ts';

/** How a file is to be read: its format, and what its name or the server block says beyond that. */
export interface FileFormat {
	readonly format: FileRelation['format'];
	readonly delimiter?: string;
	readonly layout?: 'lines' | 'array';
	/** Endings of such files, for folders; the first is the usual one. */
	readonly extensions: readonly string[];
}

const csv: FileFormat = { format: 'csv', extensions: ['.csv', '.txt'] };
const tsv: FileFormat = { format: 'csv', delimiter: '\t', extensions: ['.tsv', '.tab'] };
const json: FileFormat = { format: 'json', layout: 'array', extensions: ['.json'] };
const lines: FileFormat = { format: 'json', layout: 'lines', extensions: ['.jsonl', '.ndjson', '.json'] };
const parquet: FileFormat = { format: 'parquet', extensions: ['.parquet', '.pq', '.parq'] };
const arrow: FileFormat = { format: 'arrow', extensions: ['.arrow', '.feather', '.ipc', '.arrows'] };

const byName: ReadonlyMap<string, FileFormat> = new Map([
	['csv', csv],
	['tsv', tsv],
	['json', json],
	['jsonl', lines],
	['ndjson', lines],
	['jsonlines', lines],
	['parquet', parquet],
	['arrow', arrow],
	['ipc', arrow],
	['feather', arrow],
]);

const byExtension: ReadonlyMap<string, FileFormat> = new Map([
	...[csv, tsv, parquet, arrow].flatMap((format) => format.extensions.map((extension) => [extension, format] as const)),
	['.json', json],
	['.jsonl', lines],
	['.ndjson', lines],
]);

export const formatNames: readonly string[] = [...byName.keys()];

/** The format that `format:` names, in any case; undefined where it is none that can be read. */
export function namedFormat(name: string): FileFormat | undefined {
	return byName.get(name.trim().toLowerCase().replace(/^\./, ''));
}

/** The format that a file's name shows, below `.gz` and `.zst`. */
export function formatOfName(path: string): FileFormat | undefined {
	return byExtension.get(extensionOf(path));
}

/** `.csv` of `a.csv.gz`, in lower case; empty where there is none. */
export function extensionOf(path: string): string {
	return /(\.[^./\\]+)(?:\.(?:gz|gzip|zst|zstd))?$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** Endings under which a file of a format may stand in a folder, compressed or not. */
export function endingsOf(format: FileFormat): string[] {
	const compressed = format.format === 'csv' || format.format === 'json' ? ['', '.gz', '.zst'] : [''];
	return format.extensions.flatMap((extension) => compressed.map((compression) => extension + compression));
}
