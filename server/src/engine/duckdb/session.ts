import {
	type Answer,
	type Connection,
	EngineError,
	type EngineProblem,
	type Plan,
	type PlanResult,
	type ReadErrors,
	type SqlPlan,
} from '../engine.ts';
import type { FileRelation, Relation } from '../relation.ts';
import type { BoundRelation, Query } from './boundRelation.ts';
import type { Collaborators, CompiledPlan } from './collaborators.ts';
import { Database, type DatabaseSettings } from './database.ts';
import { isFatal, problemOf } from './problems.ts';
import { Sandbox } from './sandbox.ts';

/**
 * One DuckDB with the relations it knows: connects and runs, one request at a time, in whatever process it lives.
 * Knows no clock and no limits but DuckDB's own: `host.ts` holds those against it from outside.
 */
export class Session {
	readonly #settings: DatabaseSettings;
	readonly #collaborators: Collaborators;
	readonly #relations = new Map<string, Known>();
	#database: Promise<Database> | undefined;
	#sandbox: Sandbox | undefined;
	#spoiled = false;
	#interrupted = false;

	constructor(settings: DatabaseSettings, collaborators: Collaborators) {
		this.#settings = settings;
		this.#collaborators = collaborators;
	}

	/** True once DuckDB is of no use any more (a fatal error): the process or at least the session must be replaced. */
	get spoiled(): boolean {
		return this.#spoiled;
	}

	/** Opens the database ahead of the first request. */
	async open(): Promise<void> {
		await this.#open();
	}

	/** Also reads what the first request would read while it waits: it must not cost that request's time. */
	async makeReady(): Promise<void> {
		await (await this.#open()).makeReady();
	}

	/** Resolves once no opening is under way: a process that exits in the middle of one may crash. */
	async opened(): Promise<void> {
		await this.#database?.catch(() => undefined);
	}

	/** Tells the session of a relation without reading anything; one of the same name is replaced. */
	learn(relation: Relation): void {
		this.#relations.set(relation.name, { relation });
	}

	/** Learns a relation and opens its files: columns, and what Parquet footers prove. Never rejects. */
	async connect(relation: Relation): Promise<Connection> {
		this.learn(relation);
		try {
			// Not awaited: a file's first bytes are looked at while the database opens.
			const opening = this.#begin();
			opening.catch(() => {});
			const query: Query = async (sql) => (await opening).query(sql);
			const bound = await this.#bound(relation.name, query);
			const footer = await this.#footer(relation, query);
			const bytes = relation.kind === 'files' ? relation.files.reduce((sum, file) => sum + file.bytes, 0) : undefined;
			return {
				ok: true,
				columns: bound.columns,
				notes: bound.notes ?? [],
				...(footer && { footer }),
				...(bytes !== undefined && { bytes }),
				...(bound.approximateRows !== undefined && { approximateRows: bound.approximateRows }),
			};
		} catch (error) {
			return { ok: false, problem: this.#problem(error, describe(relation), relation) };
		}
	}

	/** Runs one plan over relations it has learnt. Never rejects. */
	async run(plan: Plan): Promise<PlanResult> {
		const start = performance.now();
		const trace: Trace = {};
		try {
			const database = await this.#begin();
			const done = plan.kind === 'sql' ? await this.#runSql(plan, database) : await this.#runCompiled(plan, database, trace);
			return { ok: true, durationMs: performance.now() - start, ...done };
		} catch (error) {
			const relation = plan.kind === 'sql' ? undefined : this.#relations.get(plan.relation)?.relation;
			const problem = this.#problem(error, plan.kind === 'sql' ? 'the query' : describe(relation), relation);
			return { ok: false, problem, durationMs: performance.now() - start, ...(trace.sql !== undefined && { sql: trace.sql }) };
		}
	}

	/** Stops the request under way; it answers `cancelled`. */
	interrupt(): void {
		this.#interrupted = true;
		this.#database?.then(
			(database) => this.#interrupted && database.interrupt(),
			() => {},
		);
	}

	async close(): Promise<void> {
		const database = await this.#database?.catch(() => undefined);
		database?.close();
	}

	async #runCompiled(plan: CompiledPlan, database: Database, trace: Trace) {
		const names = plan.kind === 'orphans' ? [plan.relation, plan.target] : [plan.relation];
		const execute = async () => {
			const bound = new Map<string, BoundRelation>();
			for (const name of names) bound.set(name, await this.#bound(name, database.query));
			const { sql, decode } = this.#collaborators.compilePlan(plan, bound);
			trace.sql = sql;
			return { sql, answer: decode(await database.query(sql)) };
		};

		let done: Awaited<ReturnType<typeof execute>> | undefined;
		let failure: unknown;
		try {
			done = await execute();
		} catch (error) {
			failure = error;
		}
		const readAgain = await this.#loosen(names, database, failure);
		if (readAgain || !done) {
			if (!readAgain) throw failure;
			done = await execute();
		}
		const { relation, readErrors } = this.#known(plan.relation);
		const answer = await this.#withLines(done.answer, relation, readErrors);
		return { ...done, answer, ...(readErrors && { readErrors }) };
	}

	async #withLines(answer: Answer, relation: Relation, readErrors: ReadErrors | undefined): Promise<Answer> {
		if (answer.kind !== 'rows' || answer.rows.length === 0 || !this.#collaborators.addLines) return answer;
		return { ...answer, rows: await this.#collaborators.addLines(answer.rows, relation, readErrors?.rejectedAt) };
	}

	/**
	 * Text relations are read with their declared types first. Those whose rows that read refused, or could not take
	 * at all, are read cell by cell from now on.
	 *
	 * @returns whether any relation is to be read again
	 */
	async #loosen(names: readonly string[], database: Database, failure: unknown): Promise<boolean> {
		if (failure !== undefined && (isFatal(failure) || interrupts(problemOf(failure, '').kind))) return false;
		let any = false;
		for (const name of new Set(names)) {
			const known = this.#relations.get(name);
			const bound = await known?.bound;
			if (!known || !bound || known.relation.kind !== 'files' || known.relation.format !== 'csv') continue;
			const errors = await this.#collaborators.readErrors(known.relation, database.query);
			if (errors) known.readErrors = errors;
			const unreadable = failure !== undefined && this.#collaborators.needsLenient?.(known.relation, failure) === true;
			if (!unreadable && (bound.lenient || (!errors && failure === undefined))) continue;
			known.bound = this.#collaborators.bindRelation(known.relation, database.query, 'lenient');
			any = true;
		}
		return any;
	}

	async #runSql(plan: SqlPlan, database: Database) {
		this.#sandbox ??= await this.#shut(plan, database);
		return { sql: plan.text, answer: await this.#sandbox.run(plan) };
	}

	async #shut(plan: SqlPlan, database: Database): Promise<Sandbox> {
		try {
			const relations = plan.relations.map((name) => this.#known(name).relation);
			return await Sandbox.shut(database, relations, this.#collaborators);
		} catch (error) {
			// It may be half shut by now: neither safe nor of use.
			this.#spoiled = true;
			throw error;
		}
	}

	async #footer(relation: Relation, query: Query) {
		if (relation.kind !== 'files' || relation.format !== 'parquet') return undefined;
		return this.#collaborators.readFooter(
			relation.files.map((file) => file.path),
			query,
		);
	}

	#bound(name: string, query: Query): Promise<BoundRelation> {
		const known = this.#known(name);
		known.bound ??= this.#collaborators.bindRelation(known.relation, query, 'typed');
		known.bound.catch(() => {
			known.bound = undefined;
		});
		return known.bound;
	}

	#known(name: string): Known {
		const known = this.#relations.get(name);
		if (!known) throw new EngineError({ kind: 'query', message: `No relation named ${name} is connected` });
		return known;
	}

	async #begin(): Promise<Database> {
		this.#interrupted = false;
		const database = await this.#open();
		if (!this.#interrupted) database.resume();
		return database;
	}

	#open(): Promise<Database> {
		this.#database ??= Database.open(this.#settings);
		return this.#database;
	}

	#problem(error: unknown, subject: string, relation?: Relation): EngineProblem {
		if (isFatal(error)) this.#spoiled = true;
		return (relation && this.#collaborators.explainFailure?.(relation, error)) ?? problemOf(error, subject);
	}
}

interface Known {
	readonly relation: Relation;
	bound?: Promise<BoundRelation> | undefined;
	readErrors?: ReadErrors;
}

/** The SQL of the plan under way, for a reader of its failure. */
interface Trace {
	sql?: string;
}

function interrupts(kind: EngineProblem['kind']): boolean {
	return kind === 'cancelled' || kind === 'memory' || kind === 'timeout';
}

function describe(relation: Relation | undefined): string {
	if (!relation) return 'the relation';
	if (relation.kind === 'table') return `table ${relation.table} of ${relation.database}`;
	return describeFiles(relation);
}

function describeFiles(relation: FileRelation): string {
	const [first] = relation.files;
	if (!first) return relation.name;
	return relation.files.length === 1 ? first.display : `${first.display} and ${(relation.files.length - 1).toLocaleString('en-US')} more`;
}
