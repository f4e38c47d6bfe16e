import type { Connection, EngineProblem, Plan, PlanResult } from '../engine.ts';
import type { Relation } from '../relation.ts';
import { bytes, duration } from './phrases.ts';
import type { Departure, Seat } from './seat.ts';
import { Task, type Verdict } from './task.ts';

export interface HostOptions {
	/** Makes a seat; `attempt` counts from 0 and grows with each that went. */
	readonly makeSeat: (attempt: number) => Promise<Seat>;
	readonly timeoutMs: number;
	readonly memoryBytes: number;
}

/**
 * Holds the limits over a seat and replaces it when it goes. Requests run one after another: DuckDB gives all its
 * threads to each. A request that is over its time or is cancelled is interrupted, and `graceMs` later its seat is
 * taken away; whatever happens, it is answered, and so is the next one.
 */
export class Host {
	readonly #options: HostOptions;
	readonly #relations = new Map<string, Relation>();
	#occupied: Occupied | undefined;
	#attempts = 0;
	#failures = 0;
	#closed = false;
	#active: Task | undefined;
	#last: Promise<unknown> = Promise.resolve();
	#generation = 0;

	constructor(options: HostOptions) {
		this.#options = options;
	}

	/** Takes a seat ahead of the first request, in its turn. */
	warm(): void {
		const warmed = this.#last.then(async () => {
			if (this.#closed) return;
			const { seat } = await this.#occupy();
			if (!this.#closed) seat.warm?.();
		});
		this.#last = warmed.catch(() => {});
	}

	/** Makes a relation known, in place of one of the same name, and opens its files. Never rejects. */
	connect(relation: Relation): Promise<Connection> {
		this.learn(relation);
		return this.#queue<Connection>(
			{
				subject: `reading ${relation.name}`,
				ask: ({ seat, told }) => {
					told.set(relation.name, relation);
					return seat.connect(relation);
				},
				problemIn: (connection) => (connection.ok ? undefined : connection.problem),
				answer: (problem) => ({ ok: false, problem }),
			},
			undefined,
		);
	}

	/** Makes a relation known without opening it. */
	learn(relation: Relation): void {
		this.#relations.set(relation.name, relation);
	}

	/** Runs one plan over relations it knows. Never rejects. */
	run(plan: Plan, signal?: AbortSignal): Promise<PlanResult> {
		const start = performance.now();
		return this.#queue<PlanResult>(
			{
				subject: plan.kind === 'sql' ? "a contract's query" : `a check of ${plan.relation}`,
				ask: ({ seat, told }) => {
					const news = relationsOf(plan)
						.flatMap((name) => this.#relations.get(name) ?? [])
						.filter((relation) => told.get(relation.name) !== relation);
					for (const relation of news) told.set(relation.name, relation);
					return seat.run(plan, news);
				},
				problemIn: (result) => (result.ok ? undefined : result.problem),
				answer: (problem) => ({ ok: false, problem, durationMs: performance.now() - start }),
			},
			signal,
		);
	}

	/** Interrupts what runs and takes what waits out of the queue; each answers `cancelled`. */
	cancel(): void {
		this.#generation++;
		this.#active?.stop('cancelled');
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.cancel();
		const occupied = this.#occupied;
		occupied?.seat.kill();
		await occupied?.seat.gone;
	}

	/** Closes once all that was asked so far is answered. */
	async retire(): Promise<void> {
		await this.#last;
		await this.close();
	}

	#queue<T>(request: AskingFor<T>, signal: AbortSignal | undefined): Promise<T> {
		const generation = this.#generation;
		const stale = () => this.#closed || generation !== this.#generation || signal?.aborted === true;
		const turn = this.#last.then(() => this.#perform(request, stale, signal));
		this.#last = turn.catch(() => {});
		return turn;
	}

	async #perform<T>(request: AskingFor<T>, stale: () => boolean, signal: AbortSignal | undefined): Promise<T> {
		if (stale()) return request.answer(cancelled(request.subject));
		let occupied: Occupied;
		try {
			occupied = await this.#occupy();
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			return request.answer({ kind: 'crashed', message: `The engine could not be started: ${why}` });
		}
		if (stale()) return request.answer(cancelled(request.subject));
		const start = performance.now();
		const outcome = await this.#ask(request, occupied, signal);
		if (!('departure' in outcome)) {
			occupied.hasAnswered = true;
			this.#failures = 0;
			const problem = request.problemIn(outcome.value);
			if (!problem || !outcome.verdict || problem.kind !== 'cancelled') return outcome.value;
			return request.answer(this.#verdict(outcome.verdict, request.subject));
		}
		if (this.#occupied === occupied) this.#occupied = undefined;
		if (outcome.verdict) return request.answer(this.#verdict(outcome.verdict, request.subject));
		this.#failures++;
		// A seat that had died while it rested is found out by the next request, which is not to blame.
		const { hadTaken = performance.now() - start >= foundDeadMs } = outcome.departure;
		const wasDead = occupied.hasAnswered && !hadTaken;
		return wasDead ? this.#perform(request, stale, signal) : request.answer(farewell(outcome.departure, request.subject));
	}

	/** Puts the request to the seat, with the clocks running. */
	async #ask<T>(request: AskingFor<T>, occupied: Occupied, signal: AbortSignal | undefined): Promise<Outcome<T>> {
		const { seat } = occupied;
		const task = new Task(seat, this.#options);
		const stop = () => task.stop('cancelled');
		this.#active = task;
		signal?.addEventListener('abort', stop, { once: true });
		try {
			const outcome = await Promise.race([
				request.ask(occupied).then((value) => ({ value })),
				seat.gone.then((departure) => ({ departure })),
			]);
			return { ...outcome, verdict: task.verdict };
		} finally {
			task.end();
			this.#active = undefined;
			signal?.removeEventListener('abort', stop);
		}
	}

	async #occupy(): Promise<Occupied> {
		if (this.#occupied) return this.#occupied;
		if (this.#failures > 0)
			await new Promise((resolve) => setTimeout(resolve, Math.min(backOffMs * 2 ** (this.#failures - 1), longestBackOffMs)));
		const seat = await this.#options.makeSeat(this.#attempts++);
		const occupied: Occupied = { seat, told: new Map(), hasAnswered: false };
		this.#occupied = occupied;
		seat.gone.then(() => {
			if (this.#occupied === occupied) this.#occupied = undefined;
		});
		if (this.#closed) seat.kill();
		const late = setTimeout(() => seat.kill(), longestStartMs);
		await Promise.race([seat.ready, seat.gone]);
		clearTimeout(late);
		return occupied;
	}

	#verdict(verdict: Verdict, subject: string): EngineProblem {
		switch (verdict) {
			case 'timeout':
				return {
					kind: 'timeout',
					message: `Stopped ${subject} after ${duration(this.#options.timeoutMs)}, the time limit; raise it with --timeout`,
				};
			case 'memory':
				return {
					kind: 'memory',
					message: `Stopped ${subject}: it outgrew the memory limit of ${bytes(this.#options.memoryBytes)}; raise it with --memory`,
				};
			case 'cancelled':
				return cancelled(subject);
		}
	}
}

/** A request, whatever its kind: how to put it, and how to answer it ourselves. */
interface AskingFor<T> {
	/** For messages: `a check of flights`. */
	readonly subject: string;
	readonly ask: (occupied: Occupied) => Promise<T>;
	readonly problemIn: (answer: T) => EngineProblem | undefined;
	readonly answer: (problem: EngineProblem) => T;
}

interface Occupied {
	readonly seat: Seat;
	/** Relations that this seat has been told of. */
	readonly told: Map<string, Relation>;
	hasAnswered: boolean;
}

type Outcome<T> = ({ readonly value: T } | { readonly departure: Departure }) & { readonly verdict: Verdict | undefined };

const longestStartMs = 60_000;
/** One that cannot tell what it had begun with is taken for dead before, where it is found dead so soon. */
const foundDeadMs = 100;
const backOffMs = 50;
const longestBackOffMs = 5_000;

function relationsOf(plan: Plan): readonly string[] {
	if (plan.kind === 'sql') return plan.relations;
	return plan.kind === 'orphans' ? [plan.relation, plan.target] : [plan.relation];
}

function cancelled(subject: string): EngineProblem {
	return { kind: 'cancelled', message: `Cancelled before ${subject} was done` };
}

/** What to say of a request whose seat went, by itself, while it was under way. */
function farewell(departure: Departure, subject: string): EngineProblem {
	const words = departure.lastWords.trim().split('\n').at(-1)?.slice(0, 300);
	const said = words ? ` (${words})` : '';
	if (!departure.stoodReady) return { kind: 'crashed', message: `The engine could not be started: it ${departure.how}${said}` };
	const cause = departure.how.includes('SIGKILL') ? '; the system may be short of memory' : '';
	return { kind: 'crashed', message: `The engine ${departure.how} during ${subject}${cause}${said}; the next check starts a new one` };
}
