// What a check is held against: a process that opens DuckDB and touches every column of a file once.
// node touch.mjs parquet FILE | node touch.mjs csv FILE name:TYPE …
import { DuckDBInstance } from '@duckdb/node-api';

const [format, file, ...schema] = process.argv.slice(2);
const path = `'${file.replaceAll("'", "''")}'`;
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
let from = `read_parquet(${path})`;
let names;
if (format === 'csv') {
	const columns = schema.map((column) => column.split(':'));
	names = columns.map(([name]) => name);
	from = `read_csv(${path}, auto_detect = false, header = true, columns = {${columns.map(([name, type]) => `'${name}': '${type}'`).join(', ')}})`;
} else {
	const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
	names = described.getRowsJS().map(([name]) => name);
}
const reader = await connection.runAndReadAll(`SELECT ${names.map((name) => `last("${name}")`).join(', ')} FROM ${from}`);
if (reader.currentRowCount !== 1) process.exitCode = 1;
connection.closeSync();
instance.closeSync();
