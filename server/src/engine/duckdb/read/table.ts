import { nearest } from '../../../spec/rules/nearest.ts';
import { EngineError, type RelationColumn } from '../../engine.ts';
import type { TableRelation } from '../../relation.ts';
import type { BoundRelation, Query } from '../boundRelation.ts';
import { identifier, textLiteral } from '../compile/text.ts';
import { parseError } from '../problems.ts';
import { undeclaredNotes } from './parquet.ts';
import { columnTypeOf } from './types.ts';

/** Binds a table or view of a DuckDB database file, attached read-only. */
export async function bindTable(relation: TableRelation, query: Query): Promise<BoundRelation> {
	const catalog = `database_${process.getBuiltinModule('node:crypto').createHash('sha256').update(relation.database).digest('hex').slice(0, 12)}`;
	await attach(relation, catalog, query);
	const { schema, table } = await find(relation, catalog, query);
	const name = [catalog, schema, table].map(identifier).join('.');
	const described = await query(`DESCRIBE SELECT * FROM ${name}`);
	const columns = described.rows.map(
		([column, type]): RelationColumn => ({ name: String(column), engineType: String(type), type: columnTypeOf(String(type)) }),
	);
	const own = (column: string) => `r.${identifier(column)}`;
	return {
		columns,
		from: `${name} AS r`,
		value: own,
		text: (column, path) =>
			`CAST(${(path ?? []).reduce((sql, step) => `struct_extract(${sql}, ${textLiteral(step)})`, own(column))} AS VARCHAR)`,
		misfit: () => 'false',
		place: { from: `${name} AS r` },
		lenient: false,
		notes: undeclaredNotes(columns, new Map(relation.declared.map((column) => [column.name, column]))),
	};
}

async function attach({ database, display = database }: TableRelation, catalog: string, query: Query): Promise<void> {
	try {
		await query(`ATTACH IF NOT EXISTS ${textLiteral(database)} AS ${catalog} (READ_ONLY)`);
	} catch (error) {
		if (error instanceof EngineError) throw error;
		const message = parseError(error).message.replaceAll(database, display);
		const mend = /lock/i.test(message)
			? 'is open for writing in another program; close it there'
			: /version|newer|older/i.test(message)
				? `was written by a version of DuckDB that this one cannot read (${message})`
				: `cannot be opened as a DuckDB database (${message})`;
		throw new EngineError({ kind: 'unreadable', message: `${display} ${mend}`, file: display });
	}
}

/** By exact name in the schema, else whatever the case; `schema.table` in the name where the server gives no schema. */
async function find(
	{ database, display = database, schema, table }: TableRelation,
	catalog: string,
	query: Query,
): Promise<{ schema: string; table: string }> {
	const listing = `SELECT schema_name, table_name, NULL FROM duckdb_tables() WHERE database_name = '${catalog}' UNION ALL SELECT schema_name, view_name, sql FROM duckdb_views() WHERE database_name = '${catalog}' AND NOT internal`;
	const { rows } = await query(`SELECT * FROM (${listing}) LIMIT 100000`);
	const dot = table.lastIndexOf('.');
	const wanted =
		schema !== undefined || dot < 0
			? [{ schema: schema ?? 'main', table }]
			: [
					{ schema: 'main', table },
					{ schema: table.slice(table.lastIndexOf('.', dot - 1) + 1, dot), table: table.slice(dot + 1) },
				];
	for (const name of wanted) {
		const found =
			rows.find(([s, t]) => s === name.schema && t === name.table) ?? rows.find(([s, t]) => same(s, name.schema) && same(t, name.table));
		if (!found) continue;
		if (found[2] !== null)
			await refuseForeignViews(
				rows.map((row) => row[2]),
				table,
				query,
			);
		return { schema: String(found[0]), table: String(found[1]) };
	}
	const names = rows.map(([s, t]) => (s === 'main' && schema === undefined ? String(t) : `${s}.${t}`));
	const near = nearest(schema === undefined ? table : `${schema}.${table}`, names);
	const hint =
		near === undefined
			? names.length === 0
				? '; it holds no tables'
				: `; it holds ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and more' : ''}`
			: `; did you mean ${near}?`;
	throw new EngineError({
		kind: 'unreadable',
		message: `${display} has no table ${schema === undefined ? '' : `${schema}.`}${table}${hint}`,
		file: display,
	});
}

function same(a: unknown, b: string): boolean {
	return String(a).toLowerCase() === b.toLowerCase();
}

/** A view is somebody's SQL: one that calls table functions, or names files, would read outside its database. */
async function refuseForeignViews(views: readonly unknown[], table: string, query: Query): Promise<void> {
	for (const view of views) {
		if (typeof view !== 'string') continue;
		const select = /^\s*CREATE\s+(?:OR REPLACE\s+)?(?:TEMP(?:ORARY)?\s+)?VIEW\s+.*?\sAS\s+(?<body>.*?);?\s*$/is.exec(view)?.groups?.body;
		const parsed =
			select === undefined ? undefined : (await query(`SELECT json_serialize_sql(${textLiteral(select)})::VARCHAR`)).rows[0]?.[0];
		const text = typeof parsed === 'string' ? parsed : '"type":"TABLE_FUNCTION"';
		if (/"type":"TABLE_FUNCTION"|"error":true/.test(text) || /"table_name":"[^"]*[./\\:][^"]*"/.test(text)) {
			throw new EngineError({
				kind: 'refused',
				message: `The view ${table} is not read: a view of its database reads files or calls table functions`,
			});
		}
	}
}
