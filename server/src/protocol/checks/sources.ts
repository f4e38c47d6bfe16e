import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ResolvedSource, resolveRelations } from '../../data/resolve.ts';
import type { Relation } from '../../engine/relation.ts';
import type { Contract } from '../../spec/contract/model.ts';
import { hash } from '../../workspace/ruleHash.ts';

export interface ContractSources {
	readonly sources: readonly ResolvedSource[];
	/** By object: sizes and times of its files. Objects whose rows cannot be found have none. */
	readonly fingerprints: ReadonlyMap<string, string>;
	/** Folders in which a change may be one of the data. */
	readonly folders: ReadonlySet<string>;
}

/** Where the rows of a contract's objects are, and in which state. Opens no engine. */
export async function sourcesOf(
	contract: Contract,
	options: { readonly contractFile: string; readonly server?: string | undefined; readonly objects?: readonly string[] },
): Promise<ContractSources> {
	const { contractFile, server, objects } = options;
	const sources = await resolveRelations(contract, {
		contractFile,
		environment: process.env,
		...(server === undefined ? {} : { server }),
		...(objects === undefined ? {} : { objects }),
	});
	const fingerprints = new Map<string, string>();
	const folders = new Set<string>();
	for (const source of sources) {
		if (!source.ok) continue;
		const files = await filesOf(source.relation);
		for (const { path } of files) folders.add(dirname(path));
		fingerprints.set(source.object, hash(JSON.stringify(files)));
	}
	return { sources, fingerprints, folders };
}

async function filesOf(relation: Relation): Promise<readonly { readonly path: string; readonly bytes: number; readonly ms: number }[]> {
	if (relation.kind === 'files') return relation.files.map(({ path, bytes, modifiedMs }) => ({ path, bytes, ms: modifiedMs }));
	const found = await stat(relation.database).catch(() => undefined);
	return [{ path: relation.database, bytes: found?.size ?? 0, ms: found?.mtimeMs ?? 0 }];
}

/** The server to read: the one asked for, else the one that is set where this contract has it, else the contract's first. */
export function serverOf(contract: Contract, asked: string | undefined, set: string): string | undefined {
	if (asked !== undefined) return asked;
	return set !== '' && contract.servers?.some((server) => server.server?.value === set) ? set : undefined;
}
