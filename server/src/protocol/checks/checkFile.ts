import { brokenBy } from '../../checks/brokenText.ts';
import { maskSensitive } from '../../checks/maskSensitive.ts';
import { checkContract } from '../../checks/run.ts';
import type { StoredResult, StoredRun } from '../../shared/messages.ts';
import type { Settings } from '../../shared/settings.ts';
import type { LintedContract, LintedFile } from '../../spec/lint.ts';
import type { CheckResult } from '../../spec/result.ts';
import type { ContractWorkspace } from '../../spec/rules/rule.ts';
import { contractOf, inFile, withoutFile } from '../../workspace/fileIds.ts';
import { ruleHash } from '../../workspace/ruleHash.ts';
import { type FreshRun, mergedRun } from '../../workspace/storedRun.ts';
import type { WatchedEngine } from './keptEngine.ts';
import { Reuse } from './reuse.ts';
import { serverOf, sourcesOf } from './sources.ts';

export interface CheckFileOptions {
	readonly uri: string;
	/** Path of the contract. */
	readonly file: string;
	readonly previous: StoredRun | undefined;
	readonly ids?: readonly string[] | undefined;
	readonly object?: string | undefined;
	/** Index of the only contract to check. */
	readonly contract?: number | undefined;
	readonly server?: string | undefined;
	readonly force: boolean;
	readonly settings: Settings;
	readonly workspace: ContractWorkspace;
	readonly engine: () => Promise<WatchedEngine>;
	readonly version: string;
	readonly now: Date;
	readonly signal: AbortSignal;
	onProgress(done: number, total: number): void;
	/** Results as they come, before their rows are fetched. */
	onResults?(results: readonly StoredResult[]): void;
}

export type CheckFileOutcome =
	| {
			readonly ok: true;
			readonly run: StoredRun;
			/** Of each object's data when it was read, by its name in the file (`inFile`). */
			readonly fingerprints: ReadonlyMap<string, string>;
			readonly folders: ReadonlySet<string>;
	  }
	/** Nothing was checked, and why: a sentence for the user. */
	| { readonly ok: false; readonly message: string };

/** Holds every contract of a file against its data, where neither is what it was, and joins that with what is known. */
export async function checkFile(linted: LintedFile, options: CheckFileOptions): Promise<CheckFileOutcome> {
	const broken = brokenBy(linted);
	if (broken !== undefined) {
		const line = linted.lines.positionAt(broken.range.start).line + 1;
		return { ok: false, message: `Not checked: rules could be lost while the text has this error on line ${line}: ${broken.message}` };
	}
	const start = performance.now();
	const fresh: StoredResult[] = [];
	const declared = new Set<string>();
	const fingerprints = new Map<string, string>();
	const folders = new Set<string>();
	let server: string | undefined;
	for (const [index, found] of linted.contracts.entries()) {
		const done = await checkOne(linted, index, found, options);
		fresh.push(...done.results);
		for (const id of done.declared) declared.add(id);
		for (const [object, fingerprint] of done.fingerprints) fingerprints.set(inFile(object, index), fingerprint);
		for (const folder of done.folders) folders.add(folder);
		server ??= done.server;
	}
	const run: FreshRun = {
		uri: options.uri,
		startedIso: options.now.toISOString(),
		durationMs: Math.round(performance.now() - start),
		...(server === undefined ? {} : { server }),
		results: fresh,
	};
	return { ok: true, run: mergedRun(options.previous, run, (id) => declared.has(id)), fingerprints, folders };
}

async function checkOne(linted: LintedFile, index: number, found: LintedContract, options: CheckFileOptions) {
	const { previous, settings, signal } = options;
	const { contract, root } = found;
	const server = serverOf(contract, options.server, settings.server);
	const { sources, fingerprints, folders } = await sourcesOf(contract, { contractFile: options.file, server });
	signal.throwIfAborted();
	const ids = options.ids && new Set(options.ids.map((id) => withoutFile(id, index)));
	const ofThis = previous && { ...previous, results: previous.results.flatMap((each) => ownResult(each, index)) };
	const reuse = new Reuse({
		previous: ofThis,
		force: options.force,
		isWanted: (id, object) =>
			(ids?.has(id) ?? true) &&
			(options.object === undefined || options.object === object) &&
			(options.contract === undefined || options.contract === index),
		sources,
		fingerprints,
		version: options.version,
	});
	const checkedIso = options.now.toISOString();
	const stored = (result: CheckResult): StoredResult => {
		const fingerprint = fingerprints.get(result.object ?? '');
		const checkHash = reuse.declared.get(result.id)?.checkHash;
		return {
			result: { ...result, id: inFile(result.id, index) },
			checkedIso,
			ruleHash: ruleHash(root, linted.lines.offsetAt(result.location.range.start)),
			...(fingerprint === undefined ? {} : { dataFingerprint: fingerprint }),
			...(checkHash === undefined ? {} : { checkHash }),
		};
	};
	const asked = new Set<string>();
	const results = await checkContract(linted, index, {
		file: options.file,
		...(server === undefined ? {} : { server }),
		select: (check) => {
			const isAsked = reuse.select(check);
			if (isAsked && check.object !== undefined) asked.add(check.object);
			return isAsked;
		},
		nowIso: options.now.toISOString(),
		engine: options.engine,
		environment: process.env,
		workspace: options.workspace,
		sampleRows: settings.sampleRows,
		signal,
		onProgress: (done, total) => options.onProgress(done, total),
		...(options.onResults ? { onResults: (found) => options.onResults?.(maskSensitive(found, contract).map(stored)) } : {}),
	});
	signal.throwIfAborted();
	const answered = maskSensitive(results, contract).map(stored);
	const seen = new Set(answered.map(({ result }) => result.id));
	const standing: StoredResult[] = [];
	for (const [id, { kept, range, checkHash }] of reuse.declared) {
		if (kept === undefined || seen.has(inFile(id, index))) continue;
		const location = { file: options.file, range: linted.lines.rangeAt(range) };
		const stands = kept.checkHash !== undefined && kept.checkHash === checkHash;
		standing.push({
			...kept,
			// The same question of the same data, though it may be written in other words by now: as good as asked just now. One
			// that was not wanted and differs stays marked by its old words.
			...(stands ? { checkedIso, ruleHash: ruleHash(root, range.start) } : {}),
			result: { ...kept.result, id: inFile(id, index), contract: options.file, location },
		});
	}
	// What is said of an object's data as a whole is found when the data is opened; it stands while the data does.
	const notes = (ofThis?.results ?? []).filter(
		({ result, dataFingerprint }) =>
			!reuse.declared.has(result.id) &&
			result.object !== undefined &&
			!asked.has(result.object) &&
			dataFingerprint !== undefined &&
			fingerprints.get(result.object) === dataFingerprint,
	);
	for (const note of notes) standing.push({ ...note, checkedIso, result: { ...note.result, id: inFile(note.result.id, index) } });
	const all = [...answered, ...standing];
	return { results: all, declared: all.map(({ result }) => result.id), server: sources[0]?.server ?? server, fingerprints, folders };
}

function ownResult(stored: StoredResult, index: number): StoredResult[] {
	const { id } = stored.result;
	return contractOf(id) === index ? [{ ...stored, result: { ...stored.result, id: withoutFile(id, index) } }] : [];
}
