import type { Connection, Plan, PlanResult } from '../engine.ts';
import type { Relation } from '../relation.ts';
import type { DatabaseSettings } from './database.ts';

/**
 * What the engine's owner says to its child process. Sent as structured clones, so that plans keep their bigints.
 * `open` comes first and once; one request is under way at a time.
 */
export type Request =
	| { readonly type: 'open'; readonly settings: DatabaseSettings }
	| { readonly type: 'connect'; readonly id: number; readonly relation: Relation }
	| {
			readonly type: 'run';
			readonly id: number;
			readonly plan: Plan;
			/** Relations that the plan names and this child has not been told of yet. */
			readonly relations: readonly Relation[];
	  }
	/** Stops request `id`, where it is still under way. */
	| { readonly type: 'interrupt'; readonly id: number };

/** What the child answers. */
export type Reply =
	| { readonly type: 'opened' }
	/** Request `id` is begun: what goes wrong from here on may be its doing. */
	| { readonly type: 'taken'; readonly id: number }
	| { readonly type: 'connected'; readonly id: number; readonly connection: Connection }
	| { readonly type: 'ran'; readonly id: number; readonly result: PlanResult }
	/** The program went wrong (a bug), in words for a log. */
	| { readonly type: 'failed'; readonly id?: number; readonly message: string };

export function isReply(message: unknown): message is Reply {
	return hasType(message) && ['opened', 'taken', 'connected', 'ran', 'failed'].includes(message.type);
}

export function isRequest(message: unknown): message is Request {
	return hasType(message) && ['open', 'connect', 'run', 'interrupt'].includes(message.type);
}

function hasType(message: unknown): message is { type: string } {
	return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string';
}
