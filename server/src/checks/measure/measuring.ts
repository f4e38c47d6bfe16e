import type { Connection, Engine, PlanResult } from '../../engine/engine.ts';
import type { Check } from '../check.ts';
import type { Measured, MeasuredChecks } from '../measured.ts';
import { columnsToShow, measureGap, measureOrphans, measureSql } from './alone.ts';
import { type Failed, failingRows, histogramOf, rareFailingRows } from './evidence.ts';
import { violating } from './figures.ts';
import { holds } from './holds.ts';
import type { MeasureOptions } from './options.ts';
import { prove } from './prove.ts';
import type { Conclusion, Question } from './question.ts';
import { questionOf } from './questions.ts';
import { Runner } from './runner.ts';
import { type Answered, type Asked, scan } from './scan.ts';
import { type Connections, settle } from './settle.ts';

/** The steps of measuring, from what costs nothing to what costs most; each leaves to the next what it could not tell. */
export class Measuring {
	readonly #checks: readonly Check[];
	readonly #connections: Connections;
	readonly #options: MeasureOptions;
	readonly #runner: Runner;
	readonly #measured = new Map<string, Measured>();
	/** Measured since progress was last told. */
	#fresh = new Map<string, Measured>();

	constructor(checks: readonly Check[], engine: Engine, connections: Connections, options: MeasureOptions) {
		this.#checks = checks;
		this.#connections = connections;
		this.#options = options;
		this.#runner = new Runner(engine, options.signal);
	}

	settleAndProve(): void {
		for (const check of this.#checks) {
			const known = settle(check, this.#connections) ?? this.#proved(check);
			if (known) this.#set(check, known);
		}
		this.#progress();
	}

	/** One scan per relation, and a second for checks that the first has told what to look for. */
	async scanRelations(): Promise<void> {
		for (const [relation, asked] of this.#questions()) {
			let open: readonly Asked[] = asked;
			while (open.length > 0) open = await this.#ask(relation, open);
			this.#progress();
		}
	}

	/** Foreign keys, gaps and a contract's own queries. */
	async runAlone(): Promise<void> {
		for (const check of this.#open()) {
			this.#set(check, await this.#alone(check));
			this.#progress();
		}
	}

	/** Rows and distributions of what does not hold. */
	async gatherEvidence(): Promise<void> {
		const failed = this.#checks.flatMap((check) => {
			const found = this.#measured.get(check.id);
			return found?.kind === 'measured' && fails(check, found) ? [{ check, found }] : [];
		});
		const together = await this.#rareRows(failed.filter(({ found }) => (found.failingRows ?? 0) > 0));
		for (const { check, found } of failed) {
			if (this.#runner.cancelled) return;
			const rows = found.failingRows ?? 0;
			const known = together.get(check.id);
			if (known) this.#set(check, known);
			else if (rows > 0) this.#set(check, await failingRows(check, found, this.#columns(check), this.#options.sampleRows, this.#runner));
		}
		if (!this.#options.histograms) return;
		const drawn = new Map<string, Promise<PlanResult>>();
		for (const { check } of failed) {
			const histogram = await histogramOf(check, this.#runner, drawn);
			if (histogram) this.#add(check, { histogram });
		}
	}

	/** Text files are read once for all of them; of Parquet a query reads only what it asks for. */
	async #rareRows(failed: readonly Failed[]): Promise<ReadonlyMap<string, Measured>> {
		const found = new Map<string, Measured>();
		for (const [relation, some] of Map.groupBy(failed, ({ check: { measure } }) =>
			'relation' in measure ? measure.relation : undefined,
		)) {
			const connection = relation === undefined ? undefined : this.#connections.get(relation);
			if (!connection?.ok || connection.footer || this.#runner.cancelled) continue;
			const columns = connection.columns.map(({ name }) => name);
			for (let at = 0; at < some.length; at += mostTogether) {
				const batch = some.slice(at, at + mostTogether);
				for (const [id, each] of await rareFailingRows(batch, columns, this.#options.sampleRows, this.#runner)) found.set(id, each);
			}
		}
		return found;
	}

	result(): MeasuredChecks {
		return { measured: this.#measured, readErrors: this.#runner.readErrors };
	}

	#proved(check: Check): Measured | undefined {
		return 'relation' in check.measure ? prove(check, this.#connections.get(check.measure.relation)) : undefined;
	}

	#open(): Check[] {
		return this.#checks.filter(({ id }) => !this.#measured.has(id));
	}

	#questions(): Map<string, Asked[]> {
		const byRelation = new Map<string, Asked[]>();
		for (const check of this.#open()) {
			const connection = this.#connection(check);
			const question = connection && questionOf(check, connection);
			if (!question || !('relation' in check.measure)) continue;
			const { relation } = check.measure;
			const asked = byRelation.get(relation);
			if (asked) asked.push({ check, question });
			else byRelation.set(relation, [{ check, question }]);
		}
		return byRelation;
	}

	/** @returns what is to be asked next, by a second scan */
	async #ask(relation: string, asked: readonly Asked[]): Promise<readonly Asked[]> {
		const answers = await scan(relation, asked, this.#runner);
		const next: Asked[] = [];
		for (const one of asked) {
			const answer = answers.get(one);
			const conclusion = answer && (await this.#conclude(one, answer));
			if (conclusion) next.push({ check: one.check, question: conclusion });
		}
		return next;
	}

	async #conclude({ check, question }: Asked, answer: Answered): Promise<Question | undefined> {
		const { durationMs } = answer;
		const sql = answer.sql === undefined ? {} : { sql: answer.sql };
		if (answer.kind === 'problem') {
			this.#set(check, { kind: 'problem', problem: answer.problem, ...sql, durationMs });
			return undefined;
		}
		const conclusion = question.conclude(answer.answers);
		switch (conclusion.kind) {
			case 'ask':
				return conclusion.question;
			case 'done':
				this.#set(check, { ...conclusion.figures, ...sql, durationMs });
				return undefined;
			case 'problem':
				this.#set(check, { kind: 'problem', problem: { kind: 'query', message: conclusion.message }, ...sql, durationMs });
				return undefined;
			case 'countDuplicates':
				this.#set(check, await this.#countDuplicates(check, conclusion, durationMs));
				return undefined;
		}
	}

	/** Exactly how many rows share their key with others, and some of them. */
	async #countDuplicates(
		check: Check,
		{ nulls, total }: Extract<Conclusion, { kind: 'countDuplicates' }>,
		durationMs: number,
	): Promise<Measured> {
		const { measure } = check;
		if (measure.kind !== 'duplicates') throw new Error(`${check.id} counts no duplicates`);
		const { relation, keys } = measure;
		const { sampleRows } = this.#options;
		const own = keys.flatMap((key) => (key.kind === 'column' ? [key.name] : []));
		const columns = columnsToShow(own, this.#columns(check));
		const result = await this.#runner.run({ kind: 'duplicates', relation, keys, columns, limit: Math.max(1, sampleRows) });
		if (!result.ok || result.answer.kind !== 'rows') {
			const problem = result.ok ? { kind: 'query' as const, message: 'The engine answered something else' } : result.problem;
			return {
				kind: 'problem',
				problem,
				...(result.sql === undefined ? {} : { sql: result.sql }),
				durationMs: durationMs + result.durationMs,
			};
		}
		const samples = result.answer.rows.slice(0, sampleRows);
		return {
			...violating(check, (result.answer.total ?? 0) + nulls, total),
			...(samples.length === 0 ? {} : { samples }),
			sql: result.sql,
			durationMs: durationMs + result.durationMs,
		};
	}

	async #alone(check: Check): Promise<Measured> {
		const { measure } = check;
		switch (measure.kind) {
			case 'orphans':
				return measureOrphans(check, measure, {
					columns: this.#columns(check),
					totalRows: this.#totalRows(measure.relation),
					sampleRows: this.#options.sampleRows,
					runner: this.#runner,
				});
			case 'age':
				return measureGap(measure, this.#runner);
			case 'sql':
				return measureSql(measure, this.#runner);
			default:
				return { kind: 'problem', problem: { kind: 'unsupported', message: `${check.subject} cannot be measured here` }, durationMs: 0 };
		}
	}

	#add(check: Check, more: Partial<Extract<Measured, { readonly kind: 'measured' }>>): void {
		const found = this.#measured.get(check.id);
		if (found?.kind === 'measured') this.#measured.set(check.id, { ...found, ...more });
	}

	#set(check: Check, measured: Measured): void {
		if (!this.#measured.has(check.id)) this.#fresh.set(check.id, measured);
		this.#measured.set(check.id, measured);
	}

	#connection(check: Check): Extract<Connection, { readonly ok: true }> | undefined {
		const connection = 'relation' in check.measure ? this.#connections.get(check.measure.relation) : undefined;
		return connection?.ok ? connection : undefined;
	}

	#columns(check: Check): readonly string[] {
		return this.#connection(check)?.columns.map(({ name }) => name) ?? [];
	}

	/** Rows of a relation, where a footer or another check has told them. */
	#totalRows(relation: string): number | undefined {
		const connection = this.#connections.get(relation);
		if (connection?.ok && connection.footer) return connection.footer.rows;
		const known = this.#checks.flatMap((check) => {
			const found = 'relation' in check.measure && check.measure.relation === relation ? this.#measured.get(check.id) : undefined;
			return found?.kind === 'measured' && found.totalRows !== undefined ? [found.totalRows] : [];
		});
		return known[0];
	}

	#progress(): void {
		if (this.#fresh.size > 0) this.#options.onMeasured?.(this.#fresh);
		this.#fresh = new Map();
		this.#options.onProgress?.(this.#measured.size, this.#checks.length);
	}
}

/** Checks whose rows one pass looks for. */
const mostTogether = 100;

function fails(check: Check, found: Extract<Measured, { readonly kind: 'measured' }>): boolean {
	if (check.measure.kind === 'type') return (found.failingRows ?? 0) > 0;
	return !holds(check.bound, found.observed);
}
