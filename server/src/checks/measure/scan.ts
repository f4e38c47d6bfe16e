import type { Aggregate, EngineProblem, ScanPlan } from '../../engine/engine.ts';
import type { Cell } from '../../spec/result.ts';
import type { Check } from '../check.ts';
import { keyOf } from './keyOf.ts';
import type { Question } from './question.ts';
import type { Runner } from './runner.ts';

/** A check with what it wants to know of a scan of its relation. */
export interface Asked {
	readonly check: Check;
	readonly question: Question;
}

export type Answered =
	| { readonly kind: 'answers'; readonly answers: readonly Cell[]; readonly sql?: string; readonly durationMs: number }
	| { readonly kind: 'problem'; readonly problem: EngineProblem; readonly sql?: string; readonly durationMs: number };

/** More columns than this in one query cost more to plan than a second scan does. */
const mostAggregates = 600;

/**
 * Asks all questions about one relation in one scan. Where that fails, the questions are parted until what fails stands
 * alone: one check that cannot be run takes no other with it.
 *
 * @returns one answer per question, in order
 */
export async function scan(relation: string, asked: readonly Asked[], runner: Runner): Promise<Map<Asked, Answered>> {
	const answered = new Map<Asked, Answered>();
	for (const batch of batches(asked)) await part(relation, batch, runner, answered);
	return answered;
}

function batches(asked: readonly Asked[]): Asked[][] {
	const all: Asked[][] = [];
	let size = Number.POSITIVE_INFINITY;
	for (const one of asked) {
		if (size + one.question.aggregates.length > mostAggregates) {
			all.push([]);
			size = 0;
		}
		all.at(-1)?.push(one);
		size += one.question.aggregates.length;
	}
	return all;
}

/** Answers the questions, or says with which problem all of them failed. */
async function part(
	relation: string,
	asked: readonly Asked[],
	runner: Runner,
	answered: Map<Asked, Answered>,
): Promise<string | undefined> {
	const { plan, keys } = fuse(relation, asked);
	const result = await runner.run(plan);
	if (result.ok && result.answer.kind === 'measures') {
		const { values, sql } = result.answer;
		for (const one of asked) {
			const own = one.question.aggregates.map((aggregate) => keys.get(keyOf(aggregate)) ?? '');
			const text = own.flatMap((key) => (sql && Object.hasOwn(sql, key) ? [sql[key] ?? ''] : []))[0];
			const answers = own.map((key) => values[key] ?? null);
			answered.set(one, {
				kind: 'answers',
				answers,
				...(text === undefined ? {} : { sql: text }),
				durationMs: result.durationMs / asked.length,
			});
		}
		return undefined;
	}
	const problem: EngineProblem = result.ok ? { kind: 'query', message: 'The engine answered something else' } : result.problem;
	const fail = (ones: readonly Asked[]) => {
		for (const one of ones) {
			answered.set(one, {
				kind: 'problem',
				problem,
				...(result.sql === undefined ? {} : { sql: result.sql }),
				durationMs: result.durationMs,
			});
		}
		return problem.message;
	};
	const [only, ...others] = asked;
	if (problem.kind === 'cancelled' || !only) return fail(asked);
	if (others.length === 0) {
		const { otherwise } = only.question;
		if (!otherwise) return fail(asked);
		const again = { check: only.check, question: otherwise };
		const message = await part(relation, [again], runner, answered);
		const answer = answered.get(again);
		answered.delete(again);
		if (answer) answered.set(only, answer);
		return message;
	}
	return parted(relation, asked, runner, answered, { message: problem.message, fail });
}

/** Four parts tell a fault of some questions from one of the data: where all fail alike, asking further tells no more. */
async function parted(
	relation: string,
	asked: readonly Asked[],
	runner: Runner,
	answered: Map<Asked, Answered>,
	whole: { readonly message: string; readonly fail: (ones: readonly Asked[]) => string },
): Promise<string | undefined> {
	const size = Math.ceil(asked.length / 4);
	const quarters = Array.from({ length: Math.ceil(asked.length / size) }, (_, index) => asked.slice(index * size, (index + 1) * size));
	if (asked.length > 4) {
		const probes = new Map<Asked, Answered>();
		const messages: (string | undefined)[] = [];
		for (const quarter of quarters) messages.push(await part(relation, quarter.slice(0, 1), runner, probes));
		if (messages.every((message) => message === whole.message)) return whole.fail(asked);
	}
	const messages: (string | undefined)[] = [];
	for (const quarter of quarters) messages.push(await part(relation, quarter, runner, answered));
	return messages.every((message) => message === whole.message) ? whole.message : undefined;
}

/** One measure per different aggregate. */
function fuse(relation: string, asked: readonly Asked[]): { readonly plan: ScanPlan; readonly keys: ReadonlyMap<string, string> } {
	const keys = new Map<string, string>();
	const measures: { key: string; aggregate: Aggregate }[] = [];
	for (const { question } of asked) {
		for (const aggregate of question.aggregates) {
			const text = keyOf(aggregate);
			if (keys.has(text)) continue;
			const key = `m${measures.length}`;
			keys.set(text, key);
			measures.push({ key, aggregate });
		}
	}
	return { plan: { kind: 'scan', relation, measures }, keys };
}
