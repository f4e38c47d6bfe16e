import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { StoredRun } from '../shared/messages.ts';
import { readText } from './readText.ts';
import { hash } from './ruleHash.ts';
import { writeAtomically } from './writeAtomically.ts';

export interface ResultStoreOptions {
	/** The workspace folder that a contract belongs to; its results are kept in memory only where it has none. */
	readonly folderOf: (path: string) => string | undefined;
	/** Words on what could not be read or written, for a log. */
	readonly onProblem: (message: string) => void;
}

/**
 * What the last checks of each contract found: one JSON file a contract under `.plumbline/results/` of its workspace
 * folder, which git ignores, and a copy in memory for answers that may not wait. A file that is damaged, of another
 * format or absurdly large counts as none.
 */
export class ResultStore {
	readonly #options: ResultStoreOptions;
	readonly #runs = new Map<string, StoredRun | undefined>();

	constructor(options: ResultStoreOptions) {
		this.#options = options;
	}

	/**
	 * @param path of the contract
	 * @param uri under which the caller knows it, which the answer bears
	 */
	of(path: string, uri: string): StoredRun | undefined {
		if (!this.#runs.has(path)) this.#runs.set(path, this.#read(path));
		const run = this.#runs.get(path);
		return run === undefined || run.uri === uri ? run : { ...run, uri };
	}

	save(path: string, run: StoredRun): void {
		this.#runs.set(path, run);
		const file = this.#fileOf(path);
		if (file === undefined) return;
		try {
			prepare(file.state);
			writeAtomically(file.path, JSON.stringify({ format, run }));
			prune(join(file.state, 'results'));
		} catch (error) {
			this.#options.onProblem(`Results of ${basename(path)} could not be written to ${file.path}: ${messageOf(error)}`);
		}
	}

	/** Lets go of the copies in memory, e.g. when folders come or go. */
	forget(): void {
		this.#runs.clear();
	}

	#read(path: string): StoredRun | undefined {
		const file = this.#fileOf(path);
		if (file === undefined || !existsSync(file.path)) return undefined;
		try {
			if (statSync(file.path).size > largestFile) throw new Error('it is larger than results can be');
			const read = readText(file.path);
			if (!read.ok) throw new Error(read.reason);
			return parseRun(JSON.parse(read.text));
		} catch (error) {
			this.#options.onProblem(`Results in ${file.path} are not used: ${messageOf(error)}`);
			return undefined;
		}
	}

	#fileOf(path: string): { readonly path: string; readonly state: string } | undefined {
		const folder = this.#options.folderOf(path);
		if (folder === undefined) return undefined;
		const inside = relative(folder, path).split(sep).join('/');
		const name = basename(path).replace(/\.ya?ml$/i, '');
		const state = join(folder, '.plumbline');
		// Two contracts of one name lie in different folders; the hash of the path tells their results apart.
		return { state, path: join(state, 'results', `${name.replace(/[^\w.-]/g, '_').slice(0, 80)}.${hash(inside)}.json`) };
	}
}

/** Grows when what is written can no longer be read by this program. */
const format = 1;
const largestFile = 64 * 1024 * 1024;

/** The state folder, with what keeps it out of git: nobody's repository should hold rows of data by accident. */
function prepare(state: string): void {
	// A link would lead what we write to wherever somebody else wants it.
	if (lstatSync(state, { throwIfNoEntry: false })?.isSymbolicLink()) throw new Error(`${state} is a link`);
	mkdirSync(join(state, 'results'), { recursive: true });
	const ignore = join(state, '.gitignore');
	if (!existsSync(ignore)) writeFileSync(ignore, '# Results and pages of data, made anew by a check.\n*\n');
}

/** Results of contracts that are gone stay a while (they may be on another branch), but not for ever. */
function prune(folder: string): void {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	if (files.length <= mostFiles) return;
	const byAge = files.map((name) => ({
		path: join(folder, name),
		ms: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
	}));
	byAge.sort((a, b) => b.ms - a.ms);
	for (const { path } of byAge.slice(mostFiles)) rmSync(path, { force: true });
}

const mostFiles = 1_000;

/** @throws Error where it is not what we write: it may have been written by anybody */
function parseRun(read: unknown): StoredRun {
	if (!isObject(read) || read.format !== format || !isObject(read.run)) throw new Error('it is of another format');
	const { run } = read;
	const results = list(run.results).filter(isStoredResult);
	const history = list(run.history).filter(isSummary);
	if (typeof run.uri !== 'string' || typeof run.startedIso !== 'string' || typeof run.durationMs !== 'number') {
		throw new Error('it is not whole');
	}
	const server = typeof run.server === 'string' ? { server: run.server } : {};
	return { uri: run.uri, startedIso: run.startedIso, durationMs: run.durationMs, ...server, results, history };
}

function isStoredResult(value: unknown): value is StoredRun['results'][number] {
	if (!isObject(value) || typeof value.checkedIso !== 'string' || typeof value.ruleHash !== 'string' || !isObject(value.result))
		return false;
	const { result } = value;
	const texts = ['id', 'contract', 'rule', 'family', 'severity', 'outcome', 'message', 'engine'];
	if (!texts.every((key) => typeof result[key] === 'string') || !isObject(result.location) || !outcomes.has(String(result.outcome)))
		return false;
	const { range } = result.location;
	return isObject(range) && isPosition(range.start) && isPosition(range.end);
}

const outcomes: ReadonlySet<string> = new Set(['passed', 'failed', 'warned', 'errored', 'notEnforced']);

function isSummary(value: unknown): value is StoredRun['history'][number] {
	if (!isObject(value) || typeof value.startedIso !== 'string') return false;
	return ['passed', 'failed', 'warned', 'errored'].every((key) => typeof value[key] === 'number');
}

function isPosition(value: unknown): boolean {
	return isObject(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
