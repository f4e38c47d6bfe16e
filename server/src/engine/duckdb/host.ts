import type { Connection, EngineProblem, Plan, PlanResult } from '../engine.ts';
import type { Relation } from '../relation.ts';
import { processBounds } from './limits.ts';
import { bytes, duration } from './phrases.ts';
import type { Departure, Seat } from './seat.ts';

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
		const turn = this.#last.then(() => {
			if (this.#closed) return request.answer({ kind: 'cancelled', message: 'The engine is closed' });
			if (generation !== this.#generation || signal?.aborted) return request.answer(cancelled(request.subject));
			return this.#perform(request, signal);
		});
		this.#last = turn.catch(() => {});
		return turn;
	}

	async #perform<T>(request: AskingFor<T>, signal: AbortSignal | undefined): Promise<T> {
		let occupied: Occupied;
		try {
			occupied = await this.#occupy();
		} catch (error) {
			return request.answer({
				kind: 'crashed',
				message: `The engine could not be started: ${error instanceof Error ? error.message : error}`,
			});
		}
		const { seat } = occupied;
		const task = new Task(seat, this.#options);
		this.#active = task;
		const onAbort = () => task.stop('cancelled');
		signal?.addEventListener('abort', onAbort, { once: true });
		if (signal?.aborted || this.#closed) onAbort();
		try {
			const outcome = await Promise.race([
				request.ask(occupied).then((value) => ({ value })),
				seat.gone.then((departure) => ({ departure })),
			]);
			if ('departure' in outcome) return request.answer(this.#farewell(task, outcome.departure, request.subject));
			this.#failures = 0;
			const problem = request.problemIn(outcome.value);
			if (!problem || !task.verdict || problem.kind !== 'cancelled') return outcome.value;
			return request.answer(this.#verdict(task.verdict, request.subject));
		} finally {
			task.end();
			this.#active = undefined;
			signal?.removeEventListener('abort', onAbort);
		}
	}

	async #occupy(): Promise<Occupied> {
		if (this.#occupied) return this.#occupied;
		if (this.#failures > 0)
			await new Promise((resolve) => setTimeout(resolve, Math.min(backOffMs * 2 ** (this.#failures - 1), longestBackOffMs)));
		const seat = await this.#options.makeSeat(this.#attempts++);
		const occupied: Occupied = { seat, told: new Map() };
		this.#occupied = occupied;
		seat.gone.then(() => {
			if (this.#occupied === occupied) this.#occupied = undefined;
		});
		if (this.#closed) seat.kill();
		return occupied;
	}

	/** What to say of a request whose seat went while it was under way. */
	#farewell(task: Task, departure: Departure, subject: string): EngineProblem {
		this.#occupied = undefined;
		if (task.verdict) return this.#verdict(task.verdict, subject);
		this.#failures++;
		const words = departure.lastWords.trim().split('\n').at(-1)?.slice(0, 300);
		const said = words ? ` (${words})` : '';
		if (!departure.stoodReady) return { kind: 'crashed', message: `The engine could not be started: it ${departure.how}${said}` };
		const cause = departure.how.includes('SIGKILL') ? '; the system may be short of memory' : '';
		return { kind: 'crashed', message: `The engine ${departure.how} during ${subject}${cause}${said}; the next check starts a new one` };
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

type Verdict = 'timeout' | 'cancelled' | 'memory';

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
}

/** One request under way, with the clocks that run against it. */
class Task {
	verdict: Verdict | undefined;
	readonly #seat: Seat;
	readonly #timers: NodeJS.Timeout[];
	#stopping = false;

	constructor(seat: Seat, options: HostOptions) {
		this.#seat = seat;
		const { residentBytes } = processBounds(options.memoryBytes);
		const watch = async () => {
			const bytes = await seat.residentBytes();
			if (bytes !== undefined && bytes > residentBytes) this.#take('memory');
		};
		this.#timers = [setTimeout(() => this.stop('timeout'), options.timeoutMs), setInterval(watch, watchMs)];
	}

	/** Asks the query to stop, and takes its seat away when it does not. */
	stop(verdict: Verdict): void {
		if (this.#stopping) return;
		this.#stopping = true;
		this.verdict = verdict;
		this.#seat.interrupt();
		this.#timers.push(setTimeout(() => this.#seat.kill(), graceMs));
	}

	end(): void {
		this.#stopping = true;
		for (const timer of this.#timers) clearTimeout(timer);
	}

	#take(verdict: Verdict): void {
		if (this.#stopping) return;
		this.#stopping = true;
		this.verdict = verdict;
		this.#seat.kill();
	}
}

/** How long an interrupted query may take to stop before its process is killed. */
const graceMs = 1_000;
const watchMs = 200;
const backOffMs = 50;
const longestBackOffMs = 5_000;

function relationsOf(plan: Plan): readonly string[] {
	if (plan.kind === 'sql') return plan.relations;
	return plan.kind === 'orphans' ? [plan.relation, plan.target] : [plan.relation];
}

function cancelled(subject: string): EngineProblem {
	return { kind: 'cancelled', message: `Cancelled before ${subject} was done` };
}
