import type { EngineOptions } from '../../engine/duckdb/open.ts';
import type { Connection, Engine, EngineProblem, Plan, PlanResult } from '../../engine/engine.ts';
import type { Relation } from '../../engine/relation.ts';
import { bytesOf, durationMsOf, type Settings } from '../../shared/settings.ts';

export type EngineSettings = Pick<Settings, 'threads' | 'memory' | 'timeout'>;

/**
 * One engine, in child processes, that is opened when it is first needed, kept warm for a while after, and opened anew
 * under other limits. Work is done one after another: relations go by name, and two contracts may use one name.
 */
export class KeptEngine {
	#open: { readonly key: string; readonly engine: Promise<WatchedEngine> } | undefined;
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;
	#idle: NodeJS.Timeout | undefined;

	/** True from the first use on: until then nothing of the engine is loaded. */
	wasUsed = false;

	/**
	 * @param work gets a function that opens the engine; where it is never called, nothing is
	 * @throws what the work throws; AbortError where the signal is aborted before its turn
	 */
	use<T>(settings: EngineSettings, signal: AbortSignal, work: (engine: () => Promise<WatchedEngine>) => Promise<T>): Promise<T> {
		clearTimeout(this.#idle);
		this.#waiting++;
		const turn = this.#last.then(async () => {
			try {
				signal.throwIfAborted();
				return await work(() => this.#engine(settings));
			} finally {
				this.#waiting--;
				if (this.#waiting === 0) this.#idle = setTimeout(() => this.close(), keptWarmMs).unref();
			}
		});
		this.#last = turn.catch(() => {});
		return turn;
	}

	async close(): Promise<void> {
		clearTimeout(this.#idle);
		const open = this.#open;
		this.#open = undefined;
		await (await open?.engine.catch(() => undefined))?.close();
	}

	#engine(settings: EngineSettings): Promise<WatchedEngine> {
		const key = JSON.stringify([settings.threads, settings.memory, settings.timeout]);
		if (this.#open?.key !== key) {
			this.close().catch(() => {});
			this.wasUsed = true;
			const opening = openChild(optionsOf(settings));
			this.#open = { key, engine: opening };
			opening.catch(() => {
				if (this.#open?.engine === opening) this.#open = undefined;
			});
		}
		return this.#open.engine;
	}
}

/** Processes that nobody uses are ended after so long. */
const keptWarmMs = 60_000;

async function openChild(options: EngineOptions): Promise<WatchedEngine> {
	const { openEngine } = await import('../../engine/duckdb/open.ts');
	return new WatchedEngine(await openEngine(options));
}

function optionsOf({ threads, memory, timeout }: EngineSettings): EngineOptions {
	const memoryBytes = bytesOf(memory);
	const timeoutMs = durationMsOf(timeout);
	return {
		where: 'child',
		...(threads > 0 ? { threads } : {}),
		...(memoryBytes === undefined ? {} : { memoryBytes }),
		...(timeoutMs === undefined ? {} : { timeoutMs }),
	};
}

/** An engine that remembers whether a process of its was lost, which its owner says once however many checks it met. */
export class WatchedEngine implements Engine {
	readonly #engine: Engine;
	#crash: EngineProblem | undefined;

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	get name(): string {
		return this.#engine.name;
	}

	/** The first loss since the last call. */
	takeCrash(): EngineProblem | undefined {
		const crash = this.#crash;
		this.#crash = undefined;
		return crash;
	}

	async connect(relations: readonly Relation[]): Promise<readonly Connection[]> {
		const connections = await this.#engine.connect(relations);
		for (const connection of connections) if (!connection.ok) this.#note(connection.problem);
		return connections;
	}

	async run(plan: Plan, signal?: AbortSignal): Promise<PlanResult> {
		const result = await this.#engine.run(plan, signal);
		if (!result.ok) this.#note(result.problem);
		return result;
	}

	cancel(): void {
		this.#engine.cancel();
	}

	close(): Promise<void> {
		return this.#engine.close();
	}

	#note(problem: EngineProblem): void {
		if (problem.kind === 'crashed') this.#crash ??= problem;
	}
}
