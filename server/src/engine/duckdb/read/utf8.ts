import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { EngineError } from '../../engine.ts';
import type { DataFile, FileRelation } from '../../relation.ts';
import type { Query } from '../boundRelation.ts';
import { bytesOf, headOf } from './bytes.ts';

/**
 * A text relation whose files are UTF-8: itself where they are, else one over copies of them in the engine's temporary
 * folder. DuckDB reads Latin-1 without the signs that Windows has there, and UTF-16 without those beyond 16 bits. Copies are
 * made once for a file that does not change.
 *
 * @throws EngineError where a file is not of its encoding
 */
export async function inUtf8(relation: FileRelation, query: Query): Promise<FileRelation> {
	const { csv } = relation;
	if (!csv || csv.encoding === 'utf-8') return relation;
	const folder = await temporaryFolder(query);
	const files: DataFile[] = [];
	for (const file of relation.files) files.push(file.bytes === 0 ? file : await copy(file, csv.encoding, folder));
	return { ...relation, files, csv: { ...csv, encoding: 'utf-8' } };
}

async function copy(file: DataFile, encoding: string, folder: string): Promise<DataFile> {
	const key = process
		.getBuiltinModule('node:crypto')
		.createHash('sha256')
		.update(JSON.stringify([file.path, file.bytes, file.modifiedMs, encoding]))
		.digest('hex')
		.slice(0, 24);
	const path = join(folder, `plumbline-${key}.csv`);
	const known = await stat(path).catch(() => undefined);
	if (!known) await write(file, await decoderOf(file, encoding), path);
	const { size } = known ?? (await stat(path));
	return { ...file, path, bytes: size, compression: 'none' };
}

/** The byte order mark says which UTF-16 it is, whatever the contract says. */
async function decoderOf(file: DataFile, encoding: string): Promise<TextDecoder> {
	if (!encoding.startsWith('utf-16')) return new TextDecoder(encoding, { fatal: true });
	const head = await headOf(file, 4096);
	const mark = head.length > 1 ? head.readUInt16BE(0) : 0;
	const marked = mark === 0xfffe || mark === 0xfeff;
	if (!marked && head.length > 0 && !head.includes(0))
		throw wrong(file, 'does not look like UTF-16, which encoding: says; write encoding: UTF-8');
	const bigEndian = mark === 0xfeff || (!marked && (encoding === 'utf-16be' || head.readUInt8(0) === 0));
	return new TextDecoder(bigEndian ? 'utf-16be' : 'utf-16le', { fatal: true });
}

async function write(file: DataFile, decoder: TextDecoder, path: string): Promise<void> {
	const unfinished = `${path}.${process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex')}`;
	try {
		await pipeline(Readable.from(decoded(file, decoder)), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
		await rename(unfinished, path);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
}

async function* decoded(file: DataFile, decoder: TextDecoder): AsyncGenerator<Buffer> {
	try {
		for await (const chunk of bytesOf(file)) yield Buffer.from(decoder.decode(chunk, { stream: true }));
		yield Buffer.from(decoder.decode());
	} catch (error) {
		throw error instanceof EngineError
			? error
			: wrong(file, `is not ${decoder.encoding.toUpperCase()} all through; correct encoding: or store it as UTF-8`);
	}
}

function wrong(file: DataFile, what: string): EngineError {
	return new EngineError({ kind: 'invalid-data', message: `${file.display} ${what}`, file: file.display });
}

let own: string | undefined;

/** Where the database may spill, which its owner cleans up; else a folder that this process removes when it ends. */
async function temporaryFolder(query: Query): Promise<string> {
	const setting = (await query(`SELECT current_setting('temp_directory')`)).rows[0]?.[0];
	if (typeof setting === 'string' && setting !== '') {
		await mkdir(setting, { recursive: true });
		return setting;
	}
	if (own === undefined) {
		const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
		own = folder;
		process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	}
	return own;
}
