import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckOptions, checkContract } from '../../../../server/src/checks/run.ts';
import { openEngine } from '../../../../server/src/engine/duckdb/open.ts';
import type { Engine } from '../../../../server/src/engine/engine.ts';
import { lintText } from '../../../../server/src/spec/lint.ts';
import type { CheckResult } from '../../../../server/src/spec/result.ts';

/** A folder of contracts and data, and the results of checking them with a real engine. */
export class Checking {
	readonly folder = mkdtempSync(join(tmpdir(), 'plumbline-checks-'));
	#engine: Engine | undefined;
	/** How often an engine was asked for. */
	opened = 0;

	path(name: string): string {
		return join(this.folder, name);
	}

	write(name: string, text: string): string {
		writeFileSync(this.path(name), text);
		return this.path(name);
	}

	async engine(): Promise<Engine> {
		this.opened++;
		this.#engine ??= await openEngine({ where: 'process', threads: 2, entry: join('server', 'src', 'engine', 'duckdb', 'child.ts') });
		return this.#engine;
	}

	/** Checks a contract of the folder; `body` follows the head that every contract has. */
	async check(body: string, options: Partial<CheckOptions> = {}, name = 'contract.odcs.yaml'): Promise<CheckResult[]> {
		const text = `${HEAD}${body}`;
		const file = this.write(name, text);
		const workspace = {
			read: (path: string) => {
				try {
					return readFileSync(path, 'utf8');
				} catch {
					return undefined;
				}
			},
		};
		return checkContract(lintText(text, { file, workspace }), 0, {
			file,
			nowIso: '2024-06-01T00:00:00Z',
			engine: () => this.engine(),
			environment: {},
			workspace,
			sampleRows: 5,
			...options,
		});
	}

	async close(): Promise<void> {
		await this.#engine?.close();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** Lines of the head, so that a test can count its own. */
const HEAD = `apiVersion: v3.2.0
kind: DataContract
id: test
version: 1.0.0
status: active
`;

/** `id: outcome message` of each result. */
export function said(results: readonly CheckResult[]): string[] {
	return results.map(({ outcome, message }) => `${outcome} ${message}`);
}

export function resultOf(results: readonly CheckResult[], id: string): CheckResult {
	const found = results.find((result) => result.id === id);
	if (!found) throw new Error(`no result ${id} among ${results.map((result) => result.id).join(', ')}`);
	return found;
}
