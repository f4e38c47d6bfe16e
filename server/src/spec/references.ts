import type { Contract, ItemProperty, Property as NamedProperty, SchemaObject } from './contract/model.ts';
import { findBy, namesOf } from './nameIndex.ts';
import { type NamedPart, parseAsNames, parseReference, type ReferencePath, type ReferenceProblem } from './referenceText.ts';
import { nearest } from './rules/nearest.ts';
import type { ContractWorkspace } from './rules/rule.ts';
import { contractsOf, siblingPath } from './siblingContracts.ts';

export type { ReferenceProblem };

type Property = NamedProperty | ItemProperty;

/** Where a reference stands. */
export interface ReferenceScope {
	readonly contract: Contract;
	/** Path of the contract's file; relative paths in references start at its folder. */
	readonly file: string;
	readonly workspace: ContractWorkspace;
}

export type Resolution =
	| {
			readonly kind: 'found';
			readonly target: ReferenceTarget;
			readonly inexact: readonly InexactPart[];
			/** A property without its object, which the standard allows for SLA elements where a contract has one object only. */
			readonly bare: boolean;
	  }
	/** Over the network, or in a file that a variable names: not looked up, and no fault. */
	| { readonly kind: 'elsewhere'; readonly where: string }
	| { readonly kind: 'problem'; readonly problem: ReferenceProblem };

export interface ReferenceTarget {
	/** Path of the other contract; absent where it is the same file. */
	readonly file?: string;
	readonly contract: Contract;
	readonly object: SchemaObject;
	/** Absent where the reference names an object. */
	readonly property?: Property;
	/** Properties from the object down, the last is `property`; an array's items have no step of their own. */
	readonly path: readonly Property[];
}

/** A part of a fully qualified reference that gives a name where the standard wants an id. Still resolved. */
export interface InexactPart {
	/** Place in the reference's text. */
	readonly start: number;
	readonly end: number;
	readonly name: string;
	/** The id to write instead, where the named thing has one. */
	readonly id?: string;
}

/**
 * Finds what a reference names: `object.property`, `object.property.nested`, an object alone, or
 * `[file.yaml#][/]schema/id/properties/id`. Names may hold dots, and may be quoted with `"` or backticks; a
 * `physicalName` is taken where no `name` fits. Never throws.
 */
export function resolveReference(reference: string, scope: ReferenceScope): Resolution {
	const parsed = parseReference(reference);
	if (!parsed.ok) {
		const names = parseAsNames(reference);
		const resolution = names.ok ? resolveIn(scope.contract, names.path) : undefined;
		return resolution?.kind === 'found' ? resolution : { kind: 'problem', problem: parsed.problem };
	}
	const path = parsed.path;
	if (path.file === undefined) return resolveIn(scope.contract, path);
	const written = localPath(path.file.text);
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written) || written.includes('${')) return { kind: 'elsewhere', where: written };
	const file = siblingPath(scope.file, written);
	if (file === siblingPath(scope.file, baseName(scope.file))) return resolveIn(scope.contract, path);
	const contracts = contractsOf(file, scope.workspace);
	if (contracts === undefined || contracts.length === 0) {
		return { kind: 'problem', problem: fileProblem(path.file, contracts !== undefined, scope) };
	}
	let first: Resolution | undefined;
	for (const contract of contracts) {
		const resolution = resolveIn(contract, path, file);
		if (resolution.kind === 'found') return resolution;
		first ??= resolution;
	}
	return first ?? { kind: 'elsewhere', where: written };
}

/** `file:///data/x.yaml` → `/data/x.yaml`, unless the contract itself goes by such addresses. */
function localPath(written: string): string {
	const path = /^file:\/\/(\/.*)$/i.exec(written)?.[1];
	if (path === undefined) return written;
	try {
		return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:\/)/, '');
	} catch {
		return path;
	}
}

/** The name of a target as messages and fixes write it. */
export function targetName(target: ReferenceTarget): string {
	return [target.object.name?.value ?? '', ...target.path.map((property) => property.name?.value ?? '[]')].join('.');
}

function resolveIn(contract: Contract, path: ReferencePath, file?: string): Resolution {
	return path.style === 'ids' ? resolveIds(contract, path.parts, file) : resolveNames(contract, path.parts, file);
}

function found(
	contract: Contract,
	object: SchemaObject,
	path: readonly Property[],
	inexact: readonly InexactPart[],
	file?: string,
	bare = false,
): Resolution {
	const property = path.at(-1);
	const target: ReferenceTarget = {
		contract,
		object,
		path,
		...(property === undefined ? {} : { property }),
		...(file === undefined ? {} : { file }),
	};
	return { kind: 'found', target, inexact, bare };
}

function problem(kind: ReferenceProblem['kind'], message: string, part: NamedPart, replacement?: string): Resolution {
	const { start, end } = part;
	return { kind: 'problem', problem: { kind, message, start, end, ...(replacement === undefined ? {} : { replacement }) } };
}

// Names.

function resolveNames(contract: Contract, parts: readonly NamedPart[], file?: string): Resolution {
	const objects = contract.schema ?? [];
	let deepest: { object: SchemaObject; failure: PathFailure } | undefined;
	for (const key of ['name', 'physicalName'] as const) {
		for (let taken = 1; taken <= parts.length; taken++) {
			const object = findBy(objects, key, joined(parts, 0, taken));
			if (object === undefined) continue;
			const result = findPath(object.properties ?? [], parts, taken);
			if (result.ok) return found(contract, object, result.path, [], file);
			if (deepest === undefined || result.at > deepest.failure.at) deepest = { object, failure: result };
		}
	}
	const [only, other] = objects;
	if (only !== undefined && other === undefined && file === undefined && deepest === undefined) {
		const result = findPath(only.properties ?? [], parts, 0);
		if (result.ok) return found(contract, only, result.path, [], undefined, true);
	}
	return deepest === undefined ? noSuchObject(objects, parts, file) : noSuchProperty(deepest.object, deepest.failure, parts);
}

type PathFailure = { readonly ok: false; readonly at: number; readonly siblings: readonly Property[] };

/** Follows names down from `from`; tries a name of several dotted parts too. */
function findPath(
	properties: readonly Property[],
	parts: readonly NamedPart[],
	from: number,
): { readonly ok: true; readonly path: readonly Property[] } | PathFailure {
	if (from >= parts.length) return { ok: true, path: [] };
	let failure: PathFailure = { ok: false, at: from, siblings: properties };
	for (const key of ['name', 'physicalName'] as const) {
		for (let to = from + 1; to <= parts.length; to++) {
			const property = findBy(properties, key, joined(parts, from, to));
			if (property === undefined) continue;
			const rest = findPath(innerProperties(property), parts, to);
			if (rest.ok) return { ok: true, path: [property, ...rest.path] };
			if (rest.at > failure.at) failure = rest;
		}
	}
	return failure;
}

/** Properties below a property; those of an array's items and of a map's values count as its own. */
function innerProperties(property: Property): readonly Property[] {
	let inner: Property | undefined = property;
	for (let depth = 0; inner !== undefined && depth < 32; depth++) {
		if (inner.properties !== undefined && inner.properties.length > 0) return inner.properties;
		inner = inner.items ?? inner.map?.value;
	}
	return [];
}

/** Objects that are asked whether they have a property; a guess need not be complete. */
const mostOwners = 200;

function noSuchObject(objects: readonly SchemaObject[], parts: readonly NamedPart[], file?: string): Resolution {
	const first = parts[0];
	if (first === undefined) return { kind: 'elsewhere', where: '' };
	const place = file === undefined ? '' : ` in ${clipped(file)}`;
	const owners = objects.slice(0, mostOwners).filter((object) => findPath(object.properties ?? [], parts, parts.length === 1 ? 0 : 1).ok);
	const owner = owners.length === 1 ? owners[0]?.name?.value : undefined;
	if (parts.length === 1) {
		if (owner !== undefined) {
			const wanted = `${owner}.${first.text}`;
			return problem('object', `No object "${clipped(first.text)}"${place}; write ${wanted}`, first, wanted);
		}
	}
	const meant = nearest(first.text, namesOf(objects)) ?? owner;
	const reason = meant !== undefined ? `; did you mean "${clipped(meant)}"?` : objects.length === 0 ? '; there are none' : '';
	return problem('object', `No object "${clipped(first.text)}"${place}${reason}`, first, meant);
}

function noSuchProperty(object: SchemaObject, failure: PathFailure, parts: readonly NamedPart[]): Resolution {
	const part = parts[failure.at] ?? parts[0];
	if (part === undefined) return { kind: 'elsewhere', where: '' };
	const owner = [object.name?.value ?? '', ...parts.slice(1, failure.at).map((step) => step.text)].join('.');
	const meant = nearest(part.text, namesOf(failure.siblings));
	const reason = meant === undefined ? '' : `; did you mean "${clipped(meant)}"?`;
	return problem('property', `No property "${clipped(part.text)}" in ${clipped(owner)}${reason}`, part, meant);
}

// Ids.

function resolveIds(contract: Contract, parts: readonly NamedPart[], file?: string): Resolution {
	const [first, ...rest] = parts;
	const objects = contract.schema ?? [];
	if (first === undefined) return { kind: 'elsewhere', where: '' };
	const inexact: InexactPart[] = [];
	const object = pickById(objects, first, inexact);
	if (object === undefined) return noSuchId('object', first, objects, file === undefined ? 'this contract' : file);
	const path: Property[] = [];
	let level = object.properties ?? [];
	for (const part of rest) {
		const property = pickById(level, part, inexact);
		if (property === undefined) return noSuchId('property', part, level, object.name?.value ?? first.text);
		path.push(property);
		level = innerProperties(property);
	}
	return found(contract, object, path, inexact, file);
}

function pickById<T extends SchemaObject | Property>(things: readonly T[], part: NamedPart, inexact: InexactPart[]): T | undefined {
	const exact = findBy(things, 'id', part.text);
	if (exact !== undefined) return exact;
	const named = findBy(things, 'name', part.text);
	if (named === undefined) return undefined;
	const id = named.id?.value;
	inexact.push({ start: part.start, end: part.end, name: part.text, ...(id === undefined ? {} : { id }) });
	return named;
}

function noSuchId(kind: 'object' | 'property', part: NamedPart, things: readonly (SchemaObject | Property)[], where: string): Resolution {
	const ids = things.map((thing) => thing.id?.value).filter((id) => id !== undefined);
	const meant = nearest(part.text, ids);
	const reason = meant === undefined ? '' : `; did you mean "${clipped(meant)}"?`;
	return problem(kind, `No ${kind} with id "${clipped(part.text)}" in ${clipped(where)}${reason}`, part, meant);
}

// Files.

function fileProblem(part: NamedPart, readable: boolean, scope: ReferenceScope): ReferenceProblem {
	const { start, end, text } = part;
	if (readable) return { kind: 'file', message: `"${clipped(text)}" holds no data contract`, start, end };
	const stem = text.replace(/(?:\.odcs)?\.ya?ml$/i, '');
	const others = ['.odcs.yaml', '.odcs.yml', '.yaml', '.yml'].map((ending) => stem + ending);
	const other = others.find((name) => name !== text && scope.workspace.read(siblingPath(scope.file, name)) !== undefined);
	if (other === undefined) return { kind: 'file', message: `No file "${clipped(text, 60)}" beside this contract`, start, end };
	return { kind: 'file', message: `No file "${clipped(text)}"; did you mean "${clipped(other)}"?`, start, end, replacement: other };
}

function joined(parts: readonly NamedPart[], from: number, to: number): string {
	return parts
		.slice(from, to)
		.map((part) => part.text)
		.join('.');
}

function baseName(file: string): string {
	return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

function clipped(text: string, limit = 36): string {
	return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
