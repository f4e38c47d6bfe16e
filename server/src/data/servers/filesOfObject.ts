import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { hideSecrets } from '../environment.ts';
import { endingsOf, type FileFormat } from '../format.ts';
import { isGlob } from '../glob.ts';
import { inFolder, type Located, locate } from '../locate.ts';
import { failed, type ServerText, type SourceAnswer, type SourceRequest } from '../source.ts';
import { fillTemplate, hasTemplate } from '../template.ts';

type Found = Extract<Located, { ok: true }>;

/**
 * The files of one object. A path with a template names them; a folder holds them under the object's name; a file or a
 * pattern is the only object's, or that of the object whose name it bears.
 *
 * The object is looked for by `physicalName` first, then by `name`.
 */
export async function filesOfObject(
	request: SourceRequest,
	path: string,
	shown: ServerText,
	format: FileFormat | undefined,
): Promise<Found | (SourceAnswer & { ok: false })> {
	const located = hasTemplate(path) ? await byTemplate(request, path, format) : await byPath(request, path, format);
	if (located.ok) return located;
	const message = hideSecrets(located.message, shown.secrets);
	return failed(located.missing ? 'unreadable' : 'refused', message, {
		node: located.missing ? shown.node : (request.object.name?.node ?? shown.node),
		file: shown.shown,
	});
}

function namesOf({ object, name }: SourceRequest): string[] {
	const physical = object.physicalName?.value;
	return [...new Set(physical === undefined ? [name] : [physical, name])];
}

async function byTemplate(request: SourceRequest, path: string, format: FileFormat | undefined): Promise<Located> {
	const tried: string[] = [];
	for (const name of namesOf(request)) {
		const filled = fillTemplate(path, name);
		const located = await locate(filled, request.folder, format);
		if (located.ok || !located.missing) return located;
		tried.push(located.message);
	}
	return { ok: false, missing: true, message: tried.length === 1 ? (tried[0] ?? '') : `No data of "${request.name}": ${tried.join('; ')}` };
}

async function byPath(request: SourceRequest, path: string, format: FileFormat | undefined): Promise<Located> {
	const absolute = resolve(request.folder, path);
	const stats = await stat(absolute).catch(() => undefined);
	if (stats?.isDirectory()) return byFolder(request, path, absolute, format);
	if (request.objectNames.length <= 1) return locate(path, request.folder, format);
	// A physical name that is itself a path is an object's own file, whatever the server's path says of the others.
	const own = request.object.physicalName?.value;
	if (own !== undefined && /\.[A-Za-z0-9]+$/.test(own)) {
		for (const candidate of [own, join(path, '..', own)]) {
			const located = await locate(candidate, request.folder, format);
			if (located.ok) return located;
		}
	}
	if (!isGlob(path) && namesOf(request).some((name) => stem(path) === name.toLowerCase())) return locate(path, request.folder, format);
	const message = `The path ${path} says not which of the ${request.objectNames.length} objects it holds; write {object} in it, e.g. ${example(path)}`;
	return { ok: false, missing: false, message };
}

async function byFolder(request: SourceRequest, path: string, absolute: string, format: FileFormat | undefined): Promise<Located> {
	for (const name of namesOf(request)) {
		for (const ending of ['', ...(format ? endingsOf(format) : ['.csv', '.parquet', '.json'])]) {
			const located = await locate(join(path, name + ending), request.folder, format);
			if (located.ok) return located;
		}
	}
	if (request.objectNames.length === 1) return inFolder(absolute, path, format);
	const endings = format ? format.extensions.join(' or ') : 'an ending';
	const names = namesOf(request).map((name) => `"${name}"`);
	return { ok: false, missing: true, message: `The folder ${path} holds no file of ${names.join(' or ')} with ${endings}` };
}

function stem(path: string): string {
	return basename(path).toLowerCase().replace(/\..*$/, '');
}

function example(path: string): string {
	return join(path, '..', `{object}${/\.[^/\\]*$/.exec(path)?.[0] ?? ''}`);
}
