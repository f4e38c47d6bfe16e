import type { Check } from '../../checks/check.ts';
import { objectName } from '../../checks/declare/index.ts';
import { sensitiveColumns } from '../../checks/maskSensitive.ts';
import { checkContract } from '../../checks/run.ts';
import type { Connection, Engine, RelationColumn } from '../../engine/engine.ts';
import type { SampleColumn, SamplePage, SampleParams } from '../../shared/messages.ts';
import type { LintedFile } from '../../spec/lint.ts';
import type { SampleRow } from '../../spec/result.ts';
import type { ContractWorkspace } from '../../spec/rules/rule.ts';
import { contractOf, inFile } from '../../workspace/fileIds.ts';
import { failure } from '../connection.ts';
import { arrowOf } from './arrow.ts';
import type { RowWindows } from './rowWindows.ts';
import { isByRow, markableOf, marksIn, readRows } from './sampleRows.ts';
import { serverOf, sourcesOf } from './sources.ts';

export interface SampleOptions {
	/** Path of the contract. */
	readonly file: string;
	readonly workspace: ContractWorkspace;
	/** Server that is set for this contract; empty: its first. */
	readonly setServer: string;
	readonly engine: () => Promise<Engine>;
	readonly nowIso: string;
	readonly signal: AbortSignal;
	/** Rows that the last check counted in the object's data, while that data is the same. */
	readonly knownTotal: (object: string, fingerprint: string | undefined) => number | undefined;
	/** Rows that the last check counted as breaking a rule, while the data is the same. */
	readonly knownFailing: (id: string, fingerprint: string | undefined) => number | undefined;
	/** Where rows beside a page are kept; absent: nowhere. */
	readonly windows?: RowWindows;
}

/**
 * One page of an object's rows, in the order of its files; those that break a rule only, where one is named.
 *
 * @throws ResponseError with a sentence for the user
 */
export async function samplePage(linted: LintedFile, params: SampleParams, options: SampleOptions): Promise<SamplePage> {
	const start = performance.now();
	const wanted = params.contract ?? (params.violating === undefined ? undefined : contractOf(params.violating));
	const index = linted.contracts.findIndex(
		({ contract }, at) =>
			(wanted ?? at) === at && (contract.schema ?? []).some((object, place) => objectName(object, place) === params.object),
	);
	const contract = linted.contracts[index]?.contract;
	const object = contract?.schema?.find((each, at) => objectName(each, at) === params.object);
	if (contract === undefined || object === undefined) throw failure(`The contract has no object "${params.object}"`);
	const server = serverOf(contract, params.server, options.setServer);
	const { sources, fingerprints } = await sourcesOf(contract, { contractFile: options.file, server, objects: [params.object] });
	const source = sources[0];
	if (!source?.ok) throw failure(source?.problem.message ?? `No server has the rows of "${params.object}"`);
	options.signal.throwIfAborted();
	const checks = await checksOf(linted, index, params, options);
	const check = params.violating === undefined ? undefined : checks.get(params.violating);
	if (params.violating !== undefined && check === undefined) throw failure(`The contract declares no rule "${params.violating}"`);
	const engine = await options.engine();
	const connection = await connectAll(engine, source.relation, check, contract, options, server);
	const offset = Math.max(0, Math.trunc(params.offset));
	const limit = Math.min(mostRows, Math.max(1, Math.trunc(params.limit)));
	const shown = connection.columns.slice(0, mostColumns);
	const markable = check && !isByRow(check) ? [] : markableOf(params.mark ?? [], checks, source.relation.name);
	const fingerprint = fingerprints.get(params.object);
	// A file without a footer is read from its start for every page: its stretches are worth keeping.
	const isKept = fingerprint !== undefined && connection.footer === undefined;
	const found = await readRows(
		{ check, relation: source.relation.name, columns: shown.map(({ name }) => name), offset, limit, markable },
		{
			engine,
			signal: options.signal,
			windows: isKept ? options.windows : undefined,
			key: JSON.stringify([params.uri, linted.text, index, params.object, server, params.violating, params.mark, fingerprint]),
		},
	);
	const sensitive = params.showSensitive === true ? new Map<string, string>() : sensitiveColumns(object);
	const columns = shown.map((column) => columnOf(column, sensitive));
	const total =
		params.violating === undefined
			? (connection.footer?.rows ?? options.knownTotal(params.object, fingerprint))
			: (found.total ?? options.knownFailing(params.violating, fingerprint));
	return {
		columns,
		...(total === undefined ? {} : { total }),
		offset,
		arrow: await arrowOf(shown, masked(found.rows, sensitive)),
		durationMs: Math.round(performance.now() - start),
		sql: found.sql,
		...(found.tested ? { marks: marksIn(found.tested, markable) } : {}),
	};
}

const mostRows = 1_000;
const mostColumns = 500;

/** The checks that the question names, as a run would declare them; nothing is measured. */
async function checksOf(
	linted: LintedFile,
	index: number,
	{ violating, mark = [], server }: SampleParams,
	options: SampleOptions,
): Promise<ReadonlyMap<string, Check>> {
	const wanted = new Set([...(violating === undefined ? [] : [violating]), ...mark]);
	const found = new Map<string, Check>();
	if (wanted.size === 0) return found;
	await checkContract(linted, index, {
		file: options.file,
		...(server === undefined ? {} : { server }),
		select: (check) => {
			const id = inFile(check.id, index);
			if (wanted.has(id)) found.set(id, check);
			return false;
		},
		nowIso: options.nowIso,
		engine: options.engine,
		environment: process.env,
		workspace: options.workspace,
		sampleRows: 0,
		signal: options.signal,
	});
	return found;
}

async function connectAll(
	engine: Engine,
	relation: Extract<Awaited<ReturnType<typeof sourcesOf>>['sources'][number], { ok: true }>['relation'],
	check: Check | undefined,
	contract: Parameters<typeof sourcesOf>[0],
	options: SampleOptions,
	server: string | undefined,
): Promise<Extract<Connection, { ok: true }>> {
	const relations = [relation];
	if (check?.measure.kind === 'orphans' && check.measure.target !== relation.name) {
		const { sources } = await sourcesOf(contract, { contractFile: options.file, server, objects: [check.measure.target] });
		const target = sources[0];
		if (!target?.ok) throw failure('Rows without a match in another contract are shown with its result only');
		relations.push(target.relation);
	}
	const [connection, ...others] = await engine.connect(relations);
	for (const each of [connection, ...others]) if (each && !each.ok) throw failure(each.problem.message);
	if (!connection?.ok) throw failure(`The rows of "${relation.name}" cannot be read`);
	return connection;
}

function columnOf({ name, engineType }: RelationColumn, sensitive: ReadonlyMap<string, string>): SampleColumn {
	const classification = sensitive.get(name);
	return { name, type: engineType, ...(classification === undefined ? {} : { masked: `Classified as ${classification}` }) };
}

function masked(rows: readonly SampleRow[], sensitive: ReadonlyMap<string, string>): readonly SampleRow[] {
	if (sensitive.size === 0) return rows;
	return rows.map((row) => ({
		...row,
		cells: Object.fromEntries(
			Object.entries(row.cells).map(([name, cell]) => [
				name,
				sensitive.has(name) && cell !== null ? `masked (${sensitive.get(name)})` : cell,
			]),
		),
	}));
}
