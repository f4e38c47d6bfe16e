import type { Connection, Plan, PlanResult } from '../engine.ts';
import type { Relation } from '../relation.ts';

/**
 * A place where a session lives: this process or a child. It takes one request at a time and obeys an interrupt if it
 * can; `host.ts` watches over it.
 */
export interface Seat {
	/** Resolves when it can take a request; pending for good where it goes before. What it takes to start is not on a request's time. */
	readonly ready: Promise<void>;
	/** Starts in the background what the first request would wait for. */
	warm?(): void;
	connect(relation: Relation): Promise<Connection>;
	run(plan: Plan, relations: readonly Relation[]): Promise<PlanResult>;
	/** Stops the request under way, which answers `cancelled` if the query heeds it. */
	interrupt(): void;
	/** Gives the seat up at once: a child is killed; what runs in this process runs on unheeded. */
	kill(): void;
	/** Resolves when the seat is of no use any more, by `kill` or by itself. Never rejects. */
	readonly gone: Promise<Departure>;
	/** Bytes of memory that the process holds, where it is a process of its own and the system tells. */
	residentBytes(): Promise<number | undefined>;
}

/** How a seat went. */
export interface Departure {
	/** In words: `killed by SIGSEGV`, `exited with 1`. */
	readonly how: string;
	/** Whether it ever stood ready; one that never did cannot be started. */
	readonly stoodReady: boolean;
	/** Whether it had begun with what it was asked last; absent where it cannot tell. */
	readonly hadTaken?: boolean;
	/** The end of what it said on stderr. */
	readonly lastWords: string;
}
