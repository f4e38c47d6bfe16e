import type { Contract } from '../../spec/contract/model.ts';
import { inFile } from '../../workspace/fileIds.ts';
import { pathOf } from '../files/address.ts';
import type { Session } from '../session.ts';

/**
 * Looks at the files behind a contract that has results, so that a result of other data is known to be stale. Reads
 * names, sizes and times only.
 *
 * @returns folders that the data lies in; undefined where there is nothing to look at
 */
export async function refreshFingerprints(session: Session, uri: string): Promise<ReadonlySet<string> | undefined> {
	const path = pathOf(uri);
	const run = session.stored(uri);
	const text = session.read(uri);
	if (!session.trusted || path === undefined || run === undefined || text === undefined) return undefined;
	const [{ lintText }, { serverOf, sourcesOf }] = await Promise.all([import('../../spec/lint.ts'), import('./sources.ts')]);
	const { contracts } = lintText(text, { file: path, workspace: { read: (file) => session.readPath(file) } });
	const settings = await session.settings.fetch(uri);
	const fingerprints = new Map<string, { readonly fingerprint: string }>();
	const folders = new Set<string>();
	for (const [index, { contract }] of contracts.entries()) {
		const server = serverOf(contract, has(contract, run.server) ? run.server : undefined, settings.server);
		const found = await sourcesOf(contract, { contractFile: path, server });
		for (const source of found.sources) {
			// Rows that are gone are other rows.
			fingerprints.set(inFile(source.object, index), { fingerprint: found.fingerprints.get(source.object) ?? 'none' });
		}
		for (const folder of found.folders) folders.add(folder);
	}
	const differs = [...fingerprints].some(([object, { fingerprint }]) => session.facts.fingerprint(uri, object) !== fingerprint);
	session.facts.learn(uri, fingerprints);
	if (differs) session.changed([uri]);
	return folders;
}

/** A run names the server of the file's first contract; another one may call its own otherwise. */
function has({ servers }: Contract, name: string | undefined): boolean {
	return servers?.some(({ server }) => server?.value === name) === true;
}
