import { type Engine, EngineError, type EngineProblem, type Plan, type PlanResult, type ReadErrors } from '../../engine/engine.ts';

/** Runs plans one after the other, each with all of the engine's threads, and remembers what could not be read. */
export class Runner {
	readonly #engine: Engine;
	readonly #signal: AbortSignal | undefined;
	readonly readErrors = new Map<string, ReadErrors>();

	constructor(engine: Engine, signal: AbortSignal | undefined) {
		this.#engine = engine;
		this.#signal = signal;
	}

	get cancelled(): boolean {
		return this.#signal?.aborted ?? false;
	}

	/** Never rejects for what the engine met; once cancelled, nothing runs any more. */
	async run(plan: Plan): Promise<PlanResult> {
		if (this.cancelled) return { ok: false, problem: cancelledProblem, durationMs: 0 };
		const start = performance.now();
		try {
			const result = await this.#engine.run(plan, this.#signal);
			if (result.ok && result.readErrors && plan.kind !== 'sql') this.readErrors.set(plan.relation, result.readErrors);
			return result;
		} catch (error) {
			if (!(error instanceof EngineError)) throw error;
			return { ok: false, problem: error.problem, durationMs: performance.now() - start };
		}
	}
}

const cancelledProblem: EngineProblem = { kind: 'cancelled', message: 'Cancelled before it was measured' };
