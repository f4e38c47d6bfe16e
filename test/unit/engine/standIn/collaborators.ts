import type { Collaborators } from '../../../../server/src/engine/duckdb/collaborators.ts';
import { EngineError } from '../../../../server/src/engine/engine.ts';

/**
 * The smallest neighbours a session can have: files are read with DuckDB's own guess, and of the plans there is
 * `gap`, whose expression holds raw SQL in a column's name: `{ kind: 'column', name: 'SELECT …' }`. A relation named
 * `broken…` cannot be bound; one named `crash…` kills the process that binds it.
 */
export const standIn: Collaborators = {
	async bindRelation(relation, query) {
		if (relation.name.startsWith('broken')) throw new EngineError({ kind: 'unreadable', message: `Cannot read ${relation.name}` });
		if (relation.name.startsWith('crash')) process.kill(process.pid, 'SIGSEGV');
		let from: string;
		if (relation.kind === 'table') {
			await query(`ATTACH IF NOT EXISTS '${relation.database}' AS source (READ_ONLY)`);
			from = `source.${relation.table} AS r`;
		} else {
			const list = relation.files.map((file) => `'${file.path.replaceAll("'", "''")}'`).join(', ');
			const reader = { csv: 'read_csv', json: 'read_json', parquet: 'read_parquet', arrow: 'read_parquet' }[relation.format];
			from = `${reader}([${list}]) AS r`;
		}
		const described = await query(`DESCRIBE SELECT * FROM ${from}`);
		const columns = described.rows.map((row) => ({ name: String(row[0]), engineType: String(row[1]), type: { kind: 'unknown' as const } }));
		const cell = (name: string) => `r."${name}"`;
		return { columns, from, value: cell, text: cell, misfit: () => 'false', place: { from }, lenient: true };
	},
	async readErrors() {
		return undefined;
	},
	compilePlan(plan) {
		const raw = plan.kind === 'gap' && plan.of.kind === 'column' ? plan.of.name : undefined;
		const sql = raw ?? `SELECT count(*) FROM (SELECT 1)`;
		return { sql, decode: ({ rows }) => ({ kind: 'measures', values: { answer: rows[0]?.[0] ?? null } }) };
	},
	async readFooter() {
		return undefined;
	},
};
