import { fileURLToPath } from 'node:url';
import type { FileRelation } from '../../engine/relation.ts';
import { declaredColumns } from '../columns.ts';
import { csvDialect } from '../dialect.ts';
import { examine } from '../examine.ts';
import { type FileFormat, formatNames, formatOfName, namedFormat } from '../format.ts';
import { partitionKeys } from '../partitions.ts';
import { failed, type ServerText, type SourceAnswer, type SourceRequest } from '../source.ts';
import { filesOfObject } from './filesOfObject.ts';
import { serverText } from './text.ts';

/** Files beside the contract. */
export function localFiles(request: SourceRequest): Promise<SourceAnswer> {
	return files(request, 'The server has no path; write path: with the file, folder or pattern of the data');
}

/** A custom server is read where it has a path; any other kind is not known to us. */
export async function customFiles(request: SourceRequest): Promise<SourceAnswer> {
	if (request.server.path === undefined) {
		const message = 'A custom server without a path is not supported yet; write path: with the file, folder or pattern of the data';
		return failed('unsupported', message, { node: request.server.type?.node ?? request.server.node });
	}
	return files(request, 'The server has an empty path');
}

async function files(request: SourceRequest, noPath: string): Promise<SourceAnswer> {
	const path = serverText(request, 'path');
	const format = serverText(request, 'format');
	const delimiter = serverText(request, 'delimiter');
	const encoding = serverText(request, 'encoding');
	const failure = path.failure ?? format.failure ?? delimiter.failure ?? encoding.failure;
	if (failure) return failure;
	if (!path.text) return failed('unreadable', noPath, { node: request.server.path?.node ?? request.server.node });
	const local = localPath(path.text);
	if (local === undefined)
		return failed('unsupported', `${path.text.shown} is not on this machine, which is not supported yet`, { node: path.text.node });
	const named = format.text && namedFormat(format.text.text);
	if (format.text && !named) {
		return failed('unsupported', `format ${format.text.shown} is not supported yet; ${formatNames.join(', ')} are`, {
			node: format.text.node,
		});
	}
	const located = await filesOfObject(request, local, path.text, named);
	if (!located.ok) return located;
	const type = named ?? commonFormat(located.paths.map((found) => found.path));
	if (!type) {
		const message = `The names of the files in ${path.text.shown} do not show one format; write format: ${formatNames.slice(0, 3).join(', ')} or another`;
		return failed('unsupported', message, { node: path.text.node });
	}
	const examined = await examine(located, type, path.text, request.folder, encoding.text?.text);
	if (!examined.ok) return examined;
	const options = formatOptions(type, delimiter.text, encoding.text);
	if (!options.ok) return options;
	const relation: FileRelation = {
		kind: 'files',
		name: request.name,
		format: type.format,
		files: examined.files,
		...options.options,
		declared: declaredColumns(request.object.properties),
		partitions: partitionKeys(examined.files.map((file) => file.display)),
	};
	return { ok: true, relation, notes: [] };
}

/** `file:` addresses are paths; undefined for an address elsewhere. */
function localPath({ text }: ServerText): string | undefined {
	if (/^file:\/\//i.test(text)) {
		try {
			return fileURLToPath(text);
		} catch {
			return undefined;
		}
	}
	return /^[a-z][a-z0-9+.-]+:\/\//i.test(text) ? undefined : text;
}

function commonFormat(paths: readonly string[]): FileFormat | undefined {
	const formats = new Set(paths.map(formatOfName));
	return formats.size === 1 ? [...formats][0] : undefined;
}

type Options = { readonly ok: true; readonly options: Pick<FileRelation, 'csv' | 'json'> } | (SourceAnswer & { ok: false });

function formatOptions(type: FileFormat, delimiter: ServerText | undefined, encoding: ServerText | undefined): Options {
	const word = delimiter?.text.trim().toLowerCase();
	const ofRecords = word === 'new_line' || word === 'newline' || word === 'array';
	if (type.format === 'csv') {
		const made = csvDialect(ofRecords ? type.delimiter : (delimiter?.text ?? type.delimiter), encoding?.text);
		if (made.ok) return { ok: true, options: { csv: made.dialect } };
		return failed('unsupported', made.reason, { node: (made.reason.startsWith('enc') ? encoding : delimiter)?.node });
	}
	if (type.format === 'json') {
		if (delimiter && !ofRecords)
			return failed('unsupported', `delimiter ${delimiter.shown} is no delimiter of JSON; write new_line or array`, {
				node: delimiter.node,
			});
		if (encoding && !/^(utf-?8|(us-?)?ascii)$/i.test(encoding.text)) {
			return failed('unsupported', `JSON in ${encoding.shown} is not supported yet; only UTF-8 is`, { node: encoding.node });
		}
		const layout = word === undefined ? (type.layout ?? 'array') : word === 'array' ? 'array' : 'lines';
		return { ok: true, options: { json: { layout } } };
	}
	return { ok: true, options: {} };
}
