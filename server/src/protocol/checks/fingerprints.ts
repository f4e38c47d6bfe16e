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
	for (const { contract } of contracts) {
		const server = serverOf(contract, run.server, settings.server);
		const found = await sourcesOf(contract, { contractFile: path, server });
		for (const source of found.sources) {
			// Rows that are gone are other rows.
			fingerprints.set(source.object, { fingerprint: found.fingerprints.get(source.object) ?? 'none' });
		}
		for (const folder of found.folders) folders.add(folder);
	}
	const differs = [...fingerprints].some(([object, { fingerprint }]) => session.facts.fingerprint(uri, object) !== fingerprint);
	session.facts.learn(uri, fingerprints);
	if (differs) session.changed([uri]);
	return folders;
}
