import type { SampleRow } from '../../spec/result.ts';
import type { Answer, EngineProblem, Footer, Plan, ReadErrors, SqlPlan } from '../engine.ts';
import type { Relation } from '../relation.ts';
import type { BoundRelation, Query, QueryTable } from './boundRelation.ts';

/** A plan that we compile ourselves, from trees. */
export type CompiledPlan = Exclude<Plan, SqlPlan>;

/** What a session needs from its neighbours: how relations are read and how plans become SQL. A test gives its own. */
export interface Collaborators {
	bindRelation(relation: Relation, query: Query, mode: 'typed' | 'lenient'): Promise<BoundRelation>;
	/** What the last typed scan of the relation rejected. */
	readErrors(relation: Relation, query: Query): Promise<ReadErrors | undefined>;
	/** True for a failed scan that succeeds once the relation is bound `lenient`. */
	needsLenient?(relation: Relation, failure: unknown): boolean;
	/** What a failed read of a relation means, with the file as its user wrote it; undefined: nothing better than DuckDB's words. */
	explainFailure?(relation: Relation, failure: unknown): EngineProblem | undefined;
	/** Rows with their physical lines, where their file is text. */
	addLines?(rows: readonly SampleRow[], relation: Relation, rejectedAt: ReadErrors['rejectedAt']): Promise<readonly SampleRow[]>;
	compilePlan(plan: CompiledPlan, relations: ReadonlyMap<string, BoundRelation>): { sql: string; decode(table: QueryTable): Answer };
	readFooter(files: readonly string[], query: Query): Promise<Footer | undefined>;
}
