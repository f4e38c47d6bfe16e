import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolveRelations } from '../../server/src/data/resolve.ts';
import { Session } from '../../server/src/engine/duckdb/session.ts';
import { duckDbCollaborators } from '../../server/src/engine/duckdb/wiring.ts';
import type { Connection, EngineProblem, Plan, PlanResult, RelationNote } from '../../server/src/engine/engine.ts';
import type { Expression } from '../../server/src/engine/expression.ts';
import { readContract } from '../../server/src/spec/contract/read.ts';
import { parseYaml } from '../../server/src/spec/yaml/parse.ts';
import type { HostileCase } from './case.ts';

/** What reading a case gave. */
export type Outcome =
	| { readonly ok: false; readonly problem: EngineProblem }
	| {
			readonly ok: true;
			readonly columns: readonly string[];
			readonly notes: readonly RelationNote[];
			readonly scan: Extract<PlanResult, { ok: true }>;
			readonly values: { readonly [key: string]: unknown };
			readonly bad: Extract<PlanResult, { ok: true }> | undefined;
			readonly first: { readonly [column: string]: unknown } | undefined;
	  };

const usual = { id: 'integer', name: 'string', amount: 'number', day: 'date' };

/** A contract over a case, as its user would have written it. */
export function contractOf({ server, properties = usual }: HostileCase): string {
	const fields = Object.entries({ type: 'local', ...server }).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}`);
	const columns = Object.entries(properties).map(([name, type]) => `      - name: ${JSON.stringify(name)}\n        logicalType: ${type}`);
	return `apiVersion: v3.1.0\nkind: DataContract\nid: hostile\nversion: 1.0.0\nstatus: active\nservers:\n  - server: local\n${fields.join('\n')}\nschema:\n  - name: things\n    properties:\n${columns.join('\n')}\n`;
}

/** Makes a case's files in a folder of its own, does something there, and leaves nothing behind. */
export async function inFolder<T>(hostile: HostileCase, work: (folder: string) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'plumbline-hostile-'));
	try {
		for (const [path, content] of Object.entries(hostile.files ?? {})) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), content);
		}
		await hostile.make?.(folder);
		writeFileSync(join(folder, 'hostile.odcs.yaml'), contractOf(hostile));
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Resolves, connects and scans a case: rows, and for each column its nulls and misfits. */
export async function readCase(hostile: HostileCase, folder: string): Promise<Outcome> {
	const root = parseYaml(contractOf(hostile)).documents[0]?.root;
	if (!root) throw new Error('the contract of a case must parse');
	const [source] = await resolveRelations(readContract(root), {
		contractFile: join(folder, 'hostile.odcs.yaml'),
		environment: process.env,
	});
	if (!source) throw new Error('the contract of a case has one object');
	if (!source.ok) return source;
	const session = new Session({ threads: 2, memoryBytes: 1e9, temporaryFolder: join(folder, 'spill') }, duckDbCollaborators);
	try {
		const connection = await session.connect(source.relation);
		return connection.ok ? await scan(session, connection, hostile) : connection;
	} finally {
		await session.close();
	}
}

async function scan(
	session: Session,
	connection: Extract<Connection, { ok: true }>,
	{ properties = usual }: HostileCase,
): Promise<Outcome> {
	const columns = connection.columns.map((column) => column.name);
	const declared = columns.filter((name) => Object.hasOwn(properties, name));
	const cell = (name: string): Expression => ({ kind: 'column', name });
	const misfit = (column: string): Expression => ({ kind: 'misfit', column });
	const result = await session.run({
		kind: 'scan',
		relation: 'things',
		measures: [
			{ key: 'rows', aggregate: { kind: 'count' } },
			...declared.flatMap((name): Extract<Plan, { kind: 'scan' }>['measures'] => [
				{ key: `null ${name}`, aggregate: { kind: 'countIf', where: { kind: 'isNull', of: cell(name) } } },
				{ key: `misfit ${name}`, aggregate: { kind: 'countIf', where: misfit(name) } },
			]),
		],
	});
	if (!result.ok) return result;
	const values = result.answer.kind === 'measures' ? result.answer.values : {};
	const rowsWhere = (where: Expression) =>
		session.run({ kind: 'rows', relation: 'things', where, columns: declared, violating: [], limit: 3 });
	const anyMisfit = declared.filter((name) => Number(values[`misfit ${name}`]) > 0);
	const bad = anyMisfit.length > 0 ? await rowsWhere({ kind: 'or', of: anyMisfit.map(misfit) }) : undefined;
	const all = declared.length > 0 ? await rowsWhere({ kind: 'literal', value: { type: 'boolean', value: true } }) : undefined;
	if (bad && !bad.ok) return bad;
	if (all && !all.ok) return all;
	const first = all?.answer.kind === 'rows' ? all.answer.rows[0]?.cells : undefined;
	return { ok: true, columns, notes: connection.notes, scan: result, values, bad, first };
}
