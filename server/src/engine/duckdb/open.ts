import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Connection, Engine, Plan, PlanResult } from '../engine.ts';
import type { Relation } from '../relation.ts';
import { ChildSeat } from './childEngine.ts';
import type { Collaborators } from './collaborators.ts';
import type { DatabaseSettings } from './database.ts';
import { Host } from './host.ts';
import { launchOf } from './launch.ts';
import { defaultMemoryBytes, defaultThreads } from './limits.ts';
import { ProcessSeat } from './process.ts';
import { pathsOf } from './relationPaths.ts';
import type { Seat } from './seat.ts';

export interface EngineOptions {
	/** Where compiled checks over CSV and Parquet run. All else runs in children, whatever this says. */
	readonly where: 'process' | 'child';
	readonly threads?: number;
	readonly memoryBytes?: number;
	/** Limit of one connection or one plan. */
	readonly timeoutMs?: number;
	/** Parent of the folders into which DuckDB spills, made if need be; the system's own where absent. */
	readonly temporaryFolder?: string;
	/** Script of the child, for tests; `dist/engine.js` where absent. */
	readonly entry?: string;
	/** Arguments of Node for the child, for tests. */
	readonly nodeArgs?: readonly string[];
	/** How relations are read and plans compiled in this process, for tests. */
	readonly collaborators?: Collaborators;
}

/** Opens DuckDB as an engine. Nothing is loaded or started before the first relation is connected. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
	if (options.temporaryFolder !== undefined) await mkdir(options.temporaryFolder, { recursive: true });
	return new DuckDbEngine(options);
}

/** Held against the library by a test; the library itself is loaded only when data is needed. */
export const engineName = 'duckdb 1.5.5';

/**
 * Sends each request to the place that may run it:
 * - `trusted`: compiled checks over CSV and Parquet, in this process or a child;
 * - `wary`: a child for formats whose files can take a process down (JSON, Arrow, database files);
 * - a sandbox: a disposable child for the SQL that a contract wrote, over one set of relations.
 */
class DuckDbEngine implements Engine {
	readonly name = engineName;
	readonly #options: EngineOptions;
	readonly #relations = new Map<string, Relation>();
	readonly #trusted: Host;
	readonly #wary: Host;
	readonly #sandboxes: { readonly relations: readonly Relation[]; readonly host: Host }[] = [];
	readonly #retiring = new Set<Host>();

	constructor(options: EngineOptions) {
		this.#options = options;
		this.#trusted = this.#host((attempt) => (options.where === 'process' && attempt === 0 ? this.#inProcess() : this.#inChild()));
		this.#wary = this.#host(() => this.#inChild());
	}

	warm(): void {
		if (this.#options.where === 'process') this.#trusted.warm();
	}

	connect(relations: readonly Relation[]): Promise<readonly Connection[]> {
		for (const relation of relations) {
			this.#relations.set(relation.name, relation);
			this.#trusted.learn(relation);
			this.#wary.learn(relation);
		}
		return Promise.all(relations.map((relation) => (isTrusted(relation) ? this.#trusted : this.#wary).connect(relation)));
	}

	run(plan: Plan, signal?: AbortSignal): Promise<PlanResult> {
		return this.#hostOf(plan).run(plan, signal);
	}

	cancel(): void {
		for (const host of this.#hosts) host.cancel();
	}

	async close(): Promise<void> {
		await Promise.all(this.#hosts.map((host) => host.close()));
	}

	#hostOf(plan: Plan): Host {
		if (plan.kind === 'sql') return this.#sandboxFor(plan.relations.flatMap((name) => this.#relations.get(name) ?? []));
		const names = plan.kind === 'orphans' ? [plan.relation, plan.target] : [plan.relation];
		return names.every((name) => isTrusted(this.#relations.get(name))) ? this.#trusted : this.#wary;
	}

	/** Rules over the same relations share a sandbox; one that was not used of late makes room. */
	#sandboxFor(relations: readonly Relation[]): Host {
		const same = this.#sandboxes.find((each) => sameRelations(each.relations, relations));
		if (same) return same.host;
		const host = this.#host(() => this.#inSandbox(relations));
		for (const relation of relations) host.learn(relation);
		this.#sandboxes.unshift({ relations, host });
		for (const { host: old } of this.#sandboxes.splice(mostSandboxes)) {
			this.#retiring.add(old);
			old.retire().then(() => this.#retiring.delete(old));
		}
		return host;
	}

	get #hosts(): readonly Host[] {
		return [this.#trusted, this.#wary, ...this.#retiring, ...this.#sandboxes.map((each) => each.host)];
	}

	#host(makeSeat: (attempt: number) => Promise<Seat>): Host {
		return new Host({ makeSeat, timeoutMs: this.#options.timeoutMs ?? defaultTimeoutMs, memoryBytes: this.#memoryBytes });
	}

	async #inProcess(): Promise<Seat> {
		const collaborators = this.#options.collaborators ?? (await import('./wiring.ts')).duckDbCollaborators;
		return new ProcessSeat(this.#settings(this.#newFolder()), collaborators);
	}

	async #inChild(): Promise<Seat> {
		const folder = this.#newFolder();
		const launch = await launchOf({ memoryBytes: this.#memoryBytes, sandbox: false, files: [], nodeArgs: this.#options.nodeArgs ?? [] });
		return new ChildSeat(this.#options.entry ?? childEntry(), launch, this.#settings(folder), folder);
	}

	/** A sandbox may not spill, and write nothing at all unless its files must be copied to be read. */
	async #inSandbox(relations: readonly Relation[]): Promise<Seat> {
		const folder = this.#newFolder();
		const copies = relations.some(isCopied);
		if (copies) await mkdir(folder, { mode: 0o700 });
		const launch = await launchOf({
			memoryBytes: this.#memoryBytes,
			sandbox: true,
			files: relations.flatMap(pathsOf),
			nodeArgs: this.#options.nodeArgs ?? [],
			...(copies && { scratchFolder: folder }),
		});
		return new ChildSeat(this.#options.entry ?? childEntry(), launch, this.#settings(''), folder);
	}

	/** The name of a folder that nobody has or can foresee, for what one seat puts on the disk. To load `node:crypto` for it takes 4 ms. */
	#newFolder(): string {
		const random = () => Math.random().toString(36).slice(2);
		return join(this.#options.temporaryFolder ?? tmpdir(), `plumbline-${process.pid}-${random()}${random()}`);
	}

	#settings(temporaryFolder: string): DatabaseSettings {
		return { threads: this.#options.threads ?? defaultThreads(), memoryBytes: this.#memoryBytes, temporaryFolder };
	}

	get #memoryBytes(): number {
		return this.#options.memoryBytes ?? defaultMemoryBytes();
	}
}

const defaultTimeoutMs = 10 * 60_000;

/** Each holds a process and its memory. */
const mostSandboxes = 2;

/** Arrow, and text that is not UTF-8, are read from copies. */
function isCopied(relation: Relation): boolean {
	if (relation.kind !== 'files') return false;
	return relation.format === 'arrow' || (relation.csv !== undefined && relation.csv.encoding !== 'utf-8');
}

function sameRelations(some: readonly Relation[], others: readonly Relation[]): boolean {
	return some.length === others.length && others.every((relation) => some.includes(relation));
}

function isTrusted(relation: Relation | undefined): boolean {
	return relation?.kind === 'files' && (relation.format === 'csv' || relation.format === 'parquet');
}

/** The child's script beside the bundle that we are in, or the source it is built from. */
function childEntry(): string {
	const here = typeof __dirname === 'string' ? __dirname : dirname(process.argv[1] ?? '.');
	const candidates = [join(here, 'engine.js'), join(here, '..', 'engine.js'), join(here, 'child.ts')];
	return candidates.find((candidate) => existsSync(candidate)) ?? join(here, 'engine.js');
}
