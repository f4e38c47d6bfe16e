import type { BoundRelation, Query } from '../../../server/src/engine/duckdb/boundRelation.ts';
import { compilePlan } from '../../../server/src/engine/duckdb/compile/index.ts';
import { readFooter } from '../../../server/src/engine/duckdb/footer.ts';
import { bindRelation } from '../../../server/src/engine/duckdb/read/index.ts';
import type { Connection, Engine, Plan, PlanResult } from '../../../server/src/engine/engine.ts';
import type { FileRelation } from '../../../server/src/engine/relation.ts';
import type { Duck } from './duck.ts';

/** An engine over relations that the test binds itself; counts what it runs. */
export class TestEngine implements Engine {
	readonly name = 'test';
	readonly plans: Plan[] = [];
	readonly #query: Query;
	readonly #relations: ReadonlyMap<string, BoundRelation>;

	constructor(query: Query, relations: ReadonlyMap<string, BoundRelation>) {
		this.#query = query;
		this.#relations = relations;
	}

	async connect(): Promise<readonly Connection[]> {
		return [];
	}

	async run(plan: Plan): Promise<PlanResult> {
		this.plans.push(plan);
		const start = performance.now();
		let sql = '';
		try {
			if (plan.kind === 'sql') {
				const { columns, rows } = await this.#query(plan.text);
				return { ok: true, answer: { kind: 'table', columns, rows }, sql: plan.text, durationMs: 1 };
			}
			const compiled = compilePlan(plan, this.#relations);
			sql = compiled.sql;
			return { ok: true, answer: compiled.decode(await this.#query(sql)), sql, durationMs: performance.now() - start };
		} catch (error) {
			return { ok: false, problem: { kind: 'query', message: String(error) }, sql, durationMs: performance.now() - start };
		}
	}

	cancel(): void {}

	async close(): Promise<void> {}
}

/** The relation `t` over Parquet files, connected with or without what their footers prove. */
export async function parquetRelation(duck: Duck, files: readonly string[], footers: boolean) {
	const list = `[${files.map((file) => `'${file}'`).join(', ')}]`;
	const bound = await duck.bind(`read_parquet(${list}, union_by_name = true)`);
	const footer = footers ? await readFooter(files, duck.query) : undefined;
	const connection: Connection = { ok: true, columns: bound.columns, notes: [], ...(footer ? { footer } : {}) };
	return { engine: new TestEngine(duck.query, new Map([['t', bound]])), connections: new Map([['t', connection]]), footer };
}

/** The relation `t` as the product itself binds it. */
export async function boundRelation(duck: Duck, relation: FileRelation) {
	const bound = await bindRelation(relation, duck.query, 'typed');
	const bytes = relation.files.reduce((sum, file) => sum + file.bytes, 0);
	const connection: Connection = { ok: true, columns: bound.columns, notes: [], bytes };
	return { engine: new TestEngine(duck.query, new Map([['t', bound]])), connections: new Map([['t', connection]]) };
}
