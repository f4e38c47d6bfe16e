import { realpathSync } from 'node:fs';
import { type Answer, EngineError, type SqlPlan } from '../engine.ts';
import type { Relation } from '../relation.ts';
import type { BoundRelation } from './boundRelation.ts';
import type { Collaborators } from './collaborators.ts';
import { identifier, textLiteral } from './compile/text.ts';
import type { Database } from './database.ts';
import { guardSql } from './guard.ts';
import { placeIn } from './placeIn.ts';
import { parseError, problemOf } from './problems.ts';
import { patternOf } from './read/paths.ts';
import { pathsOf } from './relationPaths.ts';

/**
 * A database shut in with its relations, for SQL that a contract wrote. First the sandbox, then the parser: views over
 * the real paths of the data and nothing else on the disk, no settings, no extensions; then the allow-list of
 * `guard.ts`; then the type of the one statement. It lives in a process of its own, which may not write
 * (`launch.ts`) and is killed when it does not obey.
 */
export class Sandbox {
	readonly #database: Database;
	readonly #relations: ReadonlySet<string>;

	private constructor(database: Database, relations: ReadonlySet<string>) {
		this.#database = database;
		this.#relations = relations;
	}

	/** Makes the relations views and takes everything else away from the database, for good. */
	static async shut(database: Database, relations: readonly Relation[], collaborators: Collaborators): Promise<Sandbox> {
		const paths = relations.flatMap(pathsOf);
		for (const path of paths) {
			if (realpathSync(path) !== path) {
				throw new EngineError({ kind: 'refused', message: `${path} is a link by now; only real files are shown to a query`, file: path });
			}
		}
		const views: string[] = [];
		for (const relation of relations) {
			// Cell by cell: a typed read leaves out rows that it cannot take, and a query would count without them.
			const bound = await collaborators.bindRelation(relation, database.query, 'lenient');
			views.push(viewOf(relation.name, bound));
			paths.push(...(bound.alsoReads ?? []));
		}
		// A reader takes a path for a pattern, and the pattern itself is held against the list, before the files that match.
		const allowed = new Set(paths.flatMap((path) => [path, patternOf(path)]));
		await database.query(`SET allowed_paths = [${[...allowed].map(textLiteral).join(', ')}]`);
		await database.query('SET enable_external_access = false');
		for (const view of views) await database.query(view);
		await database.query('SET lock_configuration = true');
		return new Sandbox(database, new Set(relations.map((relation) => relation.name)));
	}

	/** Runs one query of a contract, if it may be run. @throws EngineError, or an error of DuckDB on our side of it */
	async run(plan: SqlPlan): Promise<Answer> {
		const missing = plan.relations.find((name) => !this.#relations.has(name));
		if (missing !== undefined) throw new EngineError({ kind: 'query', message: `No relation named ${missing} is in this sandbox` });
		const refusal = await guardSql(this.#database.query, plan.text, plan.relations);
		if (refusal) throw new EngineError(refusal);
		try {
			const { count, isSelect } = await this.#database.statements(plan.text);
			if (count !== 1 || !isSelect)
				throw new EngineError({ kind: 'refused', message: 'The query was not run: only one SELECT is allowed in a contract' });
			const { columns, rows } = await this.#database.queryFirst(plan.text, plan.limit);
			return { kind: 'table', columns, rows };
		} catch (error) {
			throw new EngineError(queryProblem(error, plan.text));
		}
	}
}

function viewOf(name: string, bound: BoundRelation): string {
	const columns = bound.columns.map((column) => `${bound.value(column.name)} AS ${identifier(column.name)}`);
	return `CREATE VIEW ${identifier(name)} AS SELECT ${columns.join(', ') || '1'} FROM ${bound.from}`;
}

/** What went wrong with a contract's own query is the query's, whatever DuckDB calls it: it names no file of ours. */
function queryProblem(error: unknown, text: string) {
	const problem = problemOf(error, 'the query');
	if (error instanceof EngineError || problem.kind === 'cancelled' || problem.kind === 'memory' || problem.kind === 'crashed')
		return problem;
	const { type, message, offset } = parseError(error);
	if (type === 'Permission')
		return { kind: 'refused' as const, message: 'The query was not run: it reaches for something outside its data' };
	return { kind: 'query' as const, message: `The query failed: ${message}${offset === undefined ? '' : placeIn(text, offset)}` };
}
