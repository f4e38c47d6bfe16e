import type { Environment } from '../data/environment.ts';
import type { Engine } from '../engine/engine.ts';
import type { Contract } from '../spec/contract/model.ts';
import { readContract } from '../spec/contract/read.ts';
import type { LintedFile } from '../spec/lint.ts';
import type { CheckResult } from '../spec/result.ts';
import type { ContractWorkspace } from '../spec/rules/rule.ts';
import type { Check } from './check.ts';
import { declareChecks, objectName } from './declare/index.ts';
import { type JudgeContext, judge } from './judge.ts';
import { type MeasureOptions, measureChecks } from './measure/index.ts';
import { relationsOf, settle } from './measure/settle.ts';
import type { Measured, MeasuredChecks } from './measured.ts';
import { readableCheck, readableMeasured } from './readable.ts';
import { noteChecks, noteMeasured } from './relationNotes.ts';
import { Rows } from './rows.ts';
import { sourceCheck } from './sourceCheck.ts';
import { withoutSecrets, withVariables } from './variables.ts';

export interface CheckOptions {
	/** Path of the contract as given by the user; relative paths of its servers start at its folder. */
	readonly file: string;
	readonly server?: string;
	/** Names (or physical names) of the objects to check; absent: all. */
	readonly objects?: readonly string[];
	/** Which checks to run; absent: all. */
	readonly select?: (check: Check) => boolean;
	/** The clock that service levels are held against, ISO 8601. */
	readonly nowIso: string;
	/** Opens the engine; called only where data is needed. */
	readonly engine: () => Promise<Engine>;
	readonly environment: Environment;
	readonly workspace: ContractWorkspace;
	/** Failing rows to show per check. */
	readonly sampleRows: number;
	/** Distributions of failing columns; absent: yes. */
	readonly histograms?: boolean;
	readonly signal?: AbortSignal;
	readonly onProgress?: (done: number, total: number) => void;
	/** Results as they come, before rows and distributions are fetched for what fails; the whole comes at the end. */
	readonly onResults?: (results: readonly CheckResult[]) => void;
}

/**
 * Holds one contract of a file against its data: one result for every rule it declares, and one for everything wrong
 * with the data as a whole (a source that cannot be read, broken rows, columns that nobody declared).
 *
 * @throws EngineError where the engine itself cannot be opened or is cancelled; what a check meets is its result
 */
export async function checkContract(linted: LintedFile, index: number, options: CheckOptions): Promise<CheckResult[]> {
	const found = linted.contracts[index];
	if (!found) return [];
	if (!linted.text.includes('${')) return checkAgainstData(found.contract, linted, options);
	const { root, secrets } = withVariables(found.root, options.environment);
	const hidden = (results: readonly CheckResult[]) => results.map((result) => withoutSecrets(result, secrets));
	const { onResults } = options;
	const told = onResults && { onResults: (results: readonly CheckResult[]) => onResults(hidden(results)) };
	return hidden(await checkAgainstData(readContract(root), linted, { ...options, ...told }));
}

async function checkAgainstData(contract: Contract, linted: LintedFile, options: CheckOptions): Promise<CheckResult[]> {
	const { select = () => true } = options;
	const objects = wantedObjects(contract, options.objects);
	const rows = new Rows(contract, { ...options, ...(objects ? { objects } : {}) });
	await rows.resolve();
	const declare = async () =>
		(
			await declareChecks(contract, {
				file: options.file,
				workspace: options.workspace,
				nowIso: options.nowIso,
				sources: rows.sources(),
				findTarget: rows.findTarget,
				...(objects ? { objects } : {}),
			})
		).filter(select);

	let checks = await declare();
	const context = { file: options.file, lines: linted.lines, engine: 'plumbline' };
	const results: CheckResult[] = [];
	if (await rows.needsEngine(relationsIn(checks))) {
		const engine = await options.engine();
		context.engine = engine.name;
		await rows.connect(engine, relationsIn(checks));
		if (rows.bringTypes(relationsIn(checks)) || hasMeasures(contract)) {
			// Now that the columns are known: what they store, and whether they are there, decides what can be asked of them.
			checks = await declare();
			await rows.connect(engine, relationsIn(checks));
		}
		const found = await measureChecks(checks, engine, rows.connections(), {
			...measureOptions(options),
			...told(checks, context, options.onResults),
		});
		for (const check of checks) {
			results.push(judge(check, found.measured.get(check.id) ?? NOTHING, context));
		}
		for (const object of rows.textObjects()) {
			const check = readableCheck(contract, object);
			if (!select(check)) continue;
			const errors = found.readErrors.get(object.name) ?? (await unscanned(object.name, checks, found, engine, options.signal));
			results.push(judge(check, readableMeasured(errors, options.sampleRows), context));
		}
	} else {
		const connections = rows.connections();
		for (const check of checks) results.push(judge(check, settle(check, connections) ?? NOTHING, context));
	}
	for (const note of noteChecks(contract, rows.notes()))
		if (select(note.check)) results.push(judge(note.check, noteMeasured(note), context));
	for (const each of rows.problems()) {
		const check = sourceCheck(contract, each);
		if (select(check)) results.push(judge(check, { kind: 'problem', problem: each.problem, durationMs: 0 }, context));
	}
	return results;
}

/** A measure may be stored, which only the columns tell. */
function hasMeasures({ schema = [] }: Contract): boolean {
	return schema.some(({ properties = [] }) => properties.some(({ semanticType }) => semanticType?.value === 'measure'));
}

const NOTHING: Measured = { kind: 'notRun', reason: 'nothing measured it' };

function relationsIn(checks: readonly Check[]): ReadonlySet<string> {
	return new Set(checks.flatMap(relationsOf));
}

function measureOptions({ sampleRows, histograms = true, signal, onProgress }: CheckOptions) {
	return { sampleRows, histograms, ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
}

/** Judges what has been measured so far, where anybody listens. */
function told(checks: readonly Check[], context: JudgeContext, onResults: CheckOptions['onResults']): Pick<MeasureOptions, 'onMeasured'> {
	if (!onResults) return {};
	const byId = new Map(checks.map((check) => [check.id, check]));
	return {
		onMeasured: (found) =>
			onResults(
				[...found].flatMap(([id, measured]) => {
					const check = byId.get(id);
					return check ? [judge(check, measured, context)] : [];
				}),
			),
	};
}

/** What a text file's rows cannot be read as, where no check has made anybody read them. */
async function unscanned(name: string, checks: readonly Check[], { measured }: MeasuredChecks, engine: Engine, signal?: AbortSignal) {
	const read = checks.some((check) => {
		const found = measured.get(check.id);
		return found?.kind === 'measured' && found.proof === undefined && relationsOf(check).includes(name);
	});
	if (read) return undefined;
	const answer = await engine.run({ kind: 'scan', relation: name, measures: [{ key: 'rows', aggregate: { kind: 'count' } }] }, signal);
	return answer.ok ? answer.readErrors : undefined;
}

/** Names of the objects wanted, where they were given by their physical names too. */
function wantedObjects(contract: Contract, given: readonly string[] | undefined): readonly string[] | undefined {
	if (!given) return undefined;
	return (contract.schema ?? []).flatMap((object, index) => {
		const name = objectName(object, index);
		return given.includes(name) || given.includes(object.physicalName?.value ?? '') ? [name] : [];
	});
}
