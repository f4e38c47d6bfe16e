import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ResolvedSource, resolveRelations } from '../../../server/src/data/resolve.ts';
import type { FileRelation } from '../../../server/src/engine/relation.ts';
import { readContract } from '../../../server/src/spec/contract/read.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';

/** Resolves a contract, given from `servers:` on, in a folder with these files; shown paths are compared, so the folder may go. */
export async function resolved(
	yaml: string,
	files: readonly string[] = [],
	options: { server?: string; objects?: readonly string[]; environment?: Record<string, string> } = {},
): Promise<ResolvedSource[]> {
	const folder = mkdtempSync(join(tmpdir(), 'plumbline-data-'));
	try {
		for (const file of files) {
			mkdirSync(dirname(join(folder, file)), { recursive: true });
			writeFileSync(join(folder, file), 'id\n1\n');
		}
		const root = parseYaml(yaml).documents[0]?.root;
		if (!root) throw new Error('the contract must parse');
		return await resolveRelations(readContract(root), { contractFile: join(folder, 'c.odcs.yaml'), environment: {}, ...options });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** `object: file, file` or `object! message` of each source. */
export function told(sources: readonly ResolvedSource[]): string[] {
	return sources.map((source) => {
		if (!source.ok) return `${source.object}! ${source.problem.message}`;
		const { relation } = source;
		return `${source.object}: ${relation.kind === 'files' ? relation.files.map((file) => file.display.replaceAll('\\', '/')).join(', ') : relation.table}`;
	});
}

export function fileRelation(source: ResolvedSource | undefined): FileRelation {
	if (!source?.ok || source.relation.kind !== 'files') throw new Error(`no files: ${JSON.stringify(source)}`);
	return source.relation;
}
