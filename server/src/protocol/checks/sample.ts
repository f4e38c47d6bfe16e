import type { Check } from '../../checks/check.ts';
import { objectName } from '../../checks/declare/index.ts';
import { sensitiveColumns } from '../../checks/maskSensitive.ts';
import { checkContract } from '../../checks/run.ts';
import type { Connection, Engine, Plan, RelationColumn } from '../../engine/engine.ts';
import type { SampleColumn, SamplePage, SampleParams } from '../../shared/messages.ts';
import type { LintedFile } from '../../spec/lint.ts';
import type { SampleRow } from '../../spec/result.ts';
import type { ContractWorkspace } from '../../spec/rules/rule.ts';
import { contractOf, inFile } from '../../workspace/fileIds.ts';
import { failure } from '../connection.ts';
import { arrowOf } from './arrow.ts';
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
	const check = params.violating === undefined ? undefined : await checkOf(linted, index, params, options);
	const engine = await options.engine();
	const connection = await connectAll(engine, source.relation, check, contract, options, server);
	const offset = Math.max(0, Math.trunc(params.offset));
	const limit = Math.min(mostRows, Math.max(1, Math.trunc(params.limit)));
	const shown = connection.columns.slice(0, mostColumns);
	const { plan, skip } = planOf(check, source.relation.name, shown, offset, limit);
	const result = await engine.run(plan, options.signal);
	options.signal.throwIfAborted();
	if (!result.ok) throw failure(result.problem.message);
	const rows = result.answer.kind === 'rows' ? result.answer.rows.slice(skip, skip + limit) : [];
	const sensitive = params.showSensitive === true ? new Map<string, string>() : sensitiveColumns(object);
	const columns = shown.map((column) => columnOf(column, sensitive));
	const fingerprint = fingerprints.get(params.object);
	const counted = result.answer.kind === 'rows' ? result.answer.total : undefined;
	const total =
		params.violating === undefined
			? (connection.footer?.rows ?? options.knownTotal(params.object, fingerprint))
			: (counted ?? options.knownFailing(params.violating, fingerprint));
	return {
		columns,
		...(total === undefined ? {} : { total }),
		offset,
		arrow: await arrowOf(shown, masked(rows, sensitive)),
		durationMs: Math.round(performance.now() - start),
		sql: result.sql,
	};
}

const mostRows = 1_000;
const mostColumns = 500;
/** Keys that stand more than once are grouped before they can be paged. */
const mostGrouped = 10_000;

function planOf(
	check: Check | undefined,
	relation: string,
	shown: readonly RelationColumn[],
	offset: number,
	limit: number,
): { plan: Plan; skip: number } {
	const columns = shown.map(({ name }) => name);
	const measure = check?.measure;
	switch (measure?.kind) {
		case undefined:
			return { plan: { kind: 'rows', relation, columns, violating: [], offset, limit }, skip: 0 };
		case 'violations':
			return { plan: { kind: 'rows', relation, where: measure.where, columns, violating: measure.violating, offset, limit }, skip: 0 };
		case 'type': {
			const where = { kind: 'misfit' as const, column: measure.column, ...(measure.path ? { path: measure.path } : {}) };
			return { plan: { kind: 'rows', relation, where, columns, violating: [measure.column], offset, limit }, skip: 0 };
		}
		case 'duplicates':
			return { plan: { kind: 'duplicates', relation, keys: measure.keys, columns, limit: grouped(offset, limit) }, skip: offset };
		case 'orphans': {
			const { keys, target, targetKeys } = measure;
			return { plan: { kind: 'orphans', relation, keys, target, targetKeys, columns, limit: grouped(offset, limit) }, skip: offset };
		}
		default:
			throw failure(`No single rows break the rule "${check?.subject ?? ''}: ${check?.expected ?? ''}"`);
	}
}

function grouped(offset: number, limit: number): number {
	return Math.min(mostGrouped, offset + limit);
}

/** The check of an id, as a run would declare it; nothing is measured. */
async function checkOf(linted: LintedFile, index: number, params: SampleParams, options: SampleOptions): Promise<Check> {
	const id = params.violating ?? '';
	let found: Check | undefined;
	await checkContract(linted, index, {
		file: options.file,
		...(params.server === undefined ? {} : { server: params.server }),
		select: (check) => {
			if (inFile(check.id, index) === id) found = check;
			return false;
		},
		nowIso: options.nowIso,
		engine: options.engine,
		environment: process.env,
		workspace: options.workspace,
		sampleRows: 0,
		signal: options.signal,
	});
	if (found === undefined) throw failure(`The contract declares no rule "${id}"`);
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
