import { dirname, resolve } from 'node:path';
import type { EngineProblem } from '../engine/engine.ts';
import type { Contract, SchemaObject, Server } from '../spec/contract/model.ts';
import type { Node } from '../spec/yaml/node.ts';
import { type Environment, hideSecrets } from './environment.ts';
import { adapters, supportedTypes } from './servers/index.ts';
import type { ResolvedSource, SourceAnswer } from './source.ts';

export type { ResolvedSource } from './source.ts';

export interface ResolveOptions {
	/** Path of the contract; relative paths of its servers start at its folder. */
	readonly contractFile: string;
	/** Name of the server to use; the contract's first one where absent. */
	readonly server?: string;
	/** Names of the objects wanted; all where absent. */
	readonly objects?: readonly string[];
	readonly environment: Environment;
}

/**
 * Where the rows of each object of a contract come from. Opens nothing but folders and the first and last bytes of
 * files; never throws. One answer per object wanted, in the contract's order; two objects of one name share it, so the
 * later ones get a problem.
 */
export async function resolveRelations(contract: Contract, options: ResolveOptions): Promise<ResolvedSource[]> {
	const chosen = chooseServer(contract, options.server);
	const objects = (contract.schema ?? []).map((object, index) => ({ object, name: objectName(object, index) }));
	const wanted = options.objects ? objects.filter(({ name }) => options.objects?.includes(name)) : objects;
	const seen = new Set<string>();
	const sources: ResolvedSource[] = [];
	for (const { object, name } of wanted) {
		if (!chosen.ok) {
			sources.push({ object: name, server: options.server ?? '', ...chosen });
			continue;
		}
		const server = chosen.name;
		if (seen.has(name.toLowerCase())) {
			const message = `Two objects are called "${name}"; give each a name of its own`;
			sources.push({ object: name, server, ok: false, problem: { kind: 'refused', message }, node: object.name?.node ?? object.node });
			continue;
		}
		seen.add(name.toLowerCase());
		sources.push({
			object: name,
			server,
			...(await resolveObject(
				chosen.server,
				object,
				name,
				objects.map((each) => each.name),
				options,
			)),
		});
	}
	return sources;
}

/** Name of an object, as checks and relations have it. */
function objectName(object: SchemaObject, index: number): string {
	return object.name?.value ?? object.physicalName?.value ?? `#${index + 1}`;
}

async function resolveObject(
	server: Server,
	object: SchemaObject,
	name: string,
	objectNames: readonly string[],
	{ contractFile, environment }: ResolveOptions,
): Promise<SourceAnswer> {
	const type = server.type?.value;
	const adapter = type === undefined ? undefined : adapters[type];
	if (!adapter) return unsupported(server, type);
	if (object.logicalType?.value === 'blob') {
		const message = `"${name}" is a blob, which has no rows to check`;
		return { ok: false, problem: { kind: 'unsupported', message }, node: object.logicalType.node };
	}
	try {
		return await adapter({ server, object, name, objectNames, folder: dirname(resolve(contractFile)), environment });
	} catch (error) {
		const message = `Cannot find the data of "${name}": ${error instanceof Error ? hideSecrets(error.message, []) : String(error)}`;
		return { ok: false, problem: { kind: 'unreadable', message }, node: server.node };
	}
}

function unsupported(server: Server, type: string | undefined): SourceAnswer {
	const message =
		type === undefined
			? `Server ${quoted(server)} has no type that is known; write type: local, duckdb or custom`
			: `Server ${quoted(server)} is of type ${type}, which is not supported yet; ${supportedTypes.join(', ')} are`;
	return { ok: false, problem: { kind: 'unsupported', message }, node: server.type?.node ?? server.node };
}

type Choice =
	| { readonly ok: true; readonly server: Server; readonly name: string }
	| { readonly ok: false; readonly problem: EngineProblem; readonly node?: Node };

/** The server of that name, else the contract's first: never another one because it would be easier to read. */
function chooseServer(contract: Contract, wanted: string | undefined): Choice {
	const servers = contract.servers ?? [];
	const names = servers.map((server, index) => serverName(server, index));
	const at = wanted === undefined ? 0 : names.indexOf(wanted);
	const server = servers[at];
	if (server) return { ok: true, server, name: names[at] ?? '' };
	const message =
		servers.length === 0
			? 'The contract has no servers, so there is no data to check; add servers: with a type and a path'
			: `No server is called "${wanted}"; the contract has ${names.map((name) => `"${name}"`).join(', ')}`;
	return { ok: false, problem: { kind: 'unreadable', message }, node: contract.node };
}

function serverName(server: Server, index: number): string {
	return server.server?.value ?? server.id?.value ?? `#${index + 1}`;
}

function quoted(server: Server): string {
	return `"${server.server?.value ?? server.id?.value ?? ''}"`;
}
