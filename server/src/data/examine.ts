import { realpath } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import type { DataFile } from '../engine/relation.ts';
import { csvEncoding } from './dialect.ts';
import { hideSecrets } from './environment.ts';
import { regularFile, unreadable } from './file.ts';
import type { FileFormat } from './format.ts';
import type { FoundPath } from './locate.ts';
import { type Magic, magicOf, wordsFor } from './magic.ts';
import { failed, type ServerText, type SourceAnswer } from './source.ts';

type Failure = SourceAnswer & { ok: false };

/**
 * Looks at every file found: it must be a regular one that may be read, what a search found must not lead out of the
 * folder it searched (nor the contract's), and its first bytes must not show it to be something else than its format.
 */
export async function examine(
	found: { readonly paths: readonly FoundPath[]; readonly bound?: string },
	format: FileFormat,
	source: ServerText,
	folder: string,
	encoding: string | undefined,
): Promise<{ ok: true; files: DataFile[] } | Failure> {
	const bounds =
		found.bound === undefined ? undefined : await Promise.all([found.bound, folder].map((path) => realpath(path).catch(() => path)));
	const files: DataFile[] = [];
	for (let start = 0; start < found.paths.length; start += atOnce) {
		const batch = found.paths.slice(start, start + atOnce);
		const answers = await Promise.all(batch.map((path) => examineFile(path, bounds, format, source, encoding)));
		for (const answer of answers) {
			if (!answer.ok) return answer;
			files.push(answer.file);
		}
	}
	return { ok: true, files };
}

const atOnce = 64;

async function examineFile(
	{ path, display: written }: FoundPath,
	bounds: readonly string[] | undefined,
	format: FileFormat,
	{ node, secrets }: ServerText,
	encoding: string | undefined,
): Promise<{ ok: true; file: DataFile } | Failure> {
	const display = hideSecrets(written, secrets);
	const answer = await regularFile(path, display);
	if (!answer.ok) return failed(answer.kind, answer.message, { node, file: display });
	const { file } = answer;
	if (bounds && !bounds.some((bound) => isBelow(file.path, bound))) {
		return failed('refused', `${display} is a symbolic link that leads out of its folder; name its target in the path`, {
			node,
			file: display,
		});
	}
	try {
		const magic = await magicOf(file.path, file.bytes);
		const trouble = mismatch(magic, format, display, encoding);
		if (trouble) return failed(trouble.kind, trouble.message, { node, file: display });
		return { ok: true, file: { ...file, compression: magic === 'gzip' || magic === 'zstd' ? magic : 'none' } };
	} catch (error) {
		return failed('unreadable', unreadable(display, error), { node, file: display });
	}
}

function isBelow(path: string, folder: string): boolean {
	const way = relative(folder, path);
	return way !== '' && way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

function mismatch(
	magic: Magic,
	{ format }: FileFormat,
	display: string,
	encoding: string | undefined,
): { kind: 'invalid-data' | 'unsupported'; message: string } | undefined {
	const is = magic === undefined ? `is not ${names[format]}` : magic === 'empty' ? 'is empty (0 bytes)' : `is ${wordsFor(magic)}`;
	if (format === 'parquet' || format === 'arrow') {
		if (magic === format || (format === 'arrow' && magic === undefined)) return undefined;
		if (magic === 'parquet-encrypted' && format === 'parquet')
			return { kind: 'unsupported', message: `${display} ${is}, which is not supported yet` };
		if (magic === `${format}-truncated`)
			return { kind: 'invalid-data', message: `${display} is truncated: it begins as ${names[format]} and does not end as one` };
		return {
			kind: 'invalid-data',
			message: `${display} ${is}${magic === undefined ? '' : `, not ${names[format]}`}; correct format: or the file`,
		};
	}
	if (magic === undefined || magic === 'empty') {
		const named = /\.(gz|zst)$/i.exec(display)?.[1]?.toLowerCase();
		if (named === undefined) return undefined;
		return {
			kind: 'invalid-data',
			message: `${display} ${magic === 'empty' ? is : `is not ${named === 'gz' ? 'gzip' : 'Zstandard'} data`}, though its name ends in .${named}`,
		};
	}
	if (magic === 'gzip' || magic === 'zstd') return undefined;
	if (magic === 'utf-16' || magic === 'utf-16be') {
		if (format !== 'csv') return { kind: 'unsupported', message: `${display} ${is}, which is not supported yet; store it as UTF-8` };
		if (csvEncoding(encoding)?.startsWith('utf-16') === true) return undefined;
		return { kind: 'invalid-data', message: `${display} ${is}, by its byte order mark; write encoding: UTF-16` };
	}
	return { kind: 'invalid-data', message: `${display} ${is}, not ${names[format]}; correct format: or the file` };
}

const names = { csv: 'CSV text', json: 'JSON text', parquet: 'a Parquet file', arrow: 'an Arrow file' } as const;
