import { isAbsolute, resolve } from 'node:path';
import type { TableRelation } from '../../engine/relation.ts';
import { declaredColumns } from '../columns.ts';
import { regularFile } from '../file.ts';
import { magicOf, wordsFor } from '../magic.ts';
import { failed, type SourceAnswer, type SourceRequest } from '../source.ts';
import { serverText } from './text.ts';

/** A table or view of a DuckDB database file: schema and name as the server and the object say, `physicalName` first. */
export async function duckdbTable(request: SourceRequest): Promise<SourceAnswer> {
	const { object, name, folder, server } = request;
	const database = serverText(request, 'database');
	const schema = serverText(request, 'schema');
	const failure = database.failure ?? schema.failure;
	if (failure) return failure;
	if (!database.text)
		return failed('unreadable', 'The server names no database; write database: with the path of a DuckDB file', { node: server.node });
	const { text, shown, node } = database.text;
	if (/^(md|motherduck):/i.test(text))
		return failed('unsupported', `${shown} is a MotherDuck database, which is not supported yet`, { node });
	const file = await regularFile(isAbsolute(text) ? text : resolve(folder, text), shown);
	if (!file.ok) return failed(file.kind, file.message, { node, file: shown });
	const magic = await magicOf(file.file.path, file.file.bytes);
	if (magic !== 'duckdb') {
		const what =
			magic === 'empty'
				? 'is empty'
				: magic === undefined
					? 'is not a DuckDB database file'
					: `is ${wordsFor(magic)}, not a DuckDB database file`;
		return failed('invalid-data', `${shown} ${what}`, { node, file: shown });
	}
	const relation: TableRelation = {
		kind: 'table',
		name,
		database: file.file.path,
		display: shown,
		...(schema.text && { schema: schema.text.text }),
		table: object.physicalName?.value ?? name,
		declared: declaredColumns(object.properties),
	};
	return { ok: true, relation, notes: [] };
}
