import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineOptions, openEngine } from '../../../../server/src/engine/duckdb/open.ts';
import type { Engine, Plan, PlanResult } from '../../../../server/src/engine/engine.ts';
import type { FileRelation } from '../../../../server/src/engine/relation.ts';
import { standIn } from './collaborators.ts';

/** An engine over the stand-in neighbours; children run from source. */
export function openTestEngine(options: EngineOptions): Promise<Engine> {
	return openEngine({
		threads: 2,
		memoryBytes: 512 * 2 ** 20,
		entry: join(import.meta.dirname, 'child.ts'),
		nodeArgs: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
		collaborators: standIn,
		...options,
	});
}

/** A plan that runs `sql` as it stands, through the stand-in compiler. */
export function rawPlan(relation: string, sql: string): Plan {
	return { kind: 'gap', relation, of: { kind: 'column', name: sql } };
}

export function answerOf(result: PlanResult): unknown {
	return result.ok && result.answer.kind === 'measures' ? result.answer.values.answer : result;
}

export function problemOf(result: PlanResult): { kind: string; message: string } {
	return result.ok ? { kind: 'none', message: JSON.stringify(result.answer) } : result.problem;
}

export function temporaryFolder(): { path: string; file(name: string, content: string | Uint8Array): string; remove(): void } {
	const path = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
	return {
		path,
		file(name, content) {
			writeFileSync(join(path, name), content);
			return join(path, name);
		},
		remove: () => rmSync(path, { recursive: true, force: true }),
	};
}

export function fileRelation(name: string, path: string, format: FileRelation['format'] = 'csv'): FileRelation {
	const { size, mtimeMs } = statSync(path);
	return {
		kind: 'files',
		name,
		format,
		files: [{ path, display: path, bytes: size, modifiedMs: mtimeMs, compression: 'none' }],
		declared: [],
		partitions: [],
	};
}
