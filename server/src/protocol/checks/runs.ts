import { basename } from 'node:path';
import { type CancellationToken, type Connection, LSPErrorCodes, type ProgressToken, ResponseError } from 'vscode-languageserver/node';
import { type CheckParams, notifications, type RunState, type StoredResult, type StoredRun } from '../../shared/messages.ts';
import { failure } from '../connection.ts';
import { keyOf, pathOf } from '../files/address.ts';
import type { Session } from '../session.ts';
import { Throttle } from '../throttle.ts';
import type { CheckFileOutcome } from './checkFile.ts';
import type { KeptEngine, WatchedEngine } from './keptEngine.ts';
import { ProgressReports } from './progress.ts';

/** Runs of checks: one a contract at a time, where a newer one takes the place of the older. */
export class CheckRuns {
	readonly #session: Session;
	readonly #connection: Connection;
	readonly #engine: KeptEngine;
	readonly #progress: ProgressReports;
	readonly #active = new Map<string, Active>();

	constructor(session: Session, engine: KeptEngine) {
		this.#session = session;
		this.#connection = session.connection;
		this.#engine = engine;
		this.#progress = new ProgressReports(session.connection, session.client.can.progress);
	}

	/** What is going on with a contract now, once it has gone on for long enough to be worth a reader's look. */
	running(uri: string): RunState | undefined {
		const active = this.#active.get(keyOf(uri));
		return active?.isWorthALook ? active.state : undefined;
	}

	/** @returns whether there was anything to cancel */
	cancel(uri: string): boolean {
		const active = this.#active.get(keyOf(uri));
		active?.controller.abort();
		return active !== undefined;
	}

	cancelAll(): void {
		for (const { controller } of this.#active.values()) controller.abort();
	}

	/**
	 * Holds a contract against its data.
	 *
	 * @throws ResponseError with a sentence for the user, or the protocol's word for what was cancelled
	 */
	async run(params: CheckParams, token: CancellationToken, workDoneToken?: ProgressToken): Promise<StoredRun> {
		const { uri } = params;
		this.#session.requireTrust('Checks read data');
		const path = pathOf(uri);
		const text = this.#session.read(uri);
		if (path === undefined) throw failure('Only contracts in files of this machine can be checked');
		if (text === undefined) throw failure(`There is no contract to check at ${path}`);
		const key = keyOf(uri);
		this.#active.get(key)?.controller.abort();
		const controller = new AbortController();
		const name = basename(path);
		const active: Active = {
			controller,
			isWorthALook: false,
			state: { state: 'running', uri, done: 0, total: 0, phase: 'Waiting', ...wantedOf(params) },
		};
		this.#active.set(key, active);
		const listening = token.onCancellationRequested(() => controller.abort());
		if (token.isCancellationRequested) controller.abort();
		const progress = this.#progress.start({ title: `Checking ${name}`, given: workDoneToken, cancel: () => controller.abort() });
		const throttle = new Throttle();
		const early = new EarlyResults();
		let later: NodeJS.Timeout | undefined;
		const advanced = () => {
			if (this.#active.get(key) !== active) return;
			clearTimeout(later);
			// What comes too soon after the last word is told later: nothing else may come for a while.
			if (!throttle.passes()) {
				later = setTimeout(advanced, 100).unref();
				return;
			}
			progress.report(active.state.done, active.state.total);
			const fresh = early.take();
			this.#tell(fresh.length > 0 ? { ...active.state, fresh } : active.state);
			if (active.isWorthALook) this.#session.advanced.fire(uri);
		};
		const advance = (phase: string, done: number, total: number) => {
			active.state = { ...active.state, phase, done, total };
			advanced();
		};
		this.#tell(active.state);
		this.#session.status({ kind: 'busy', text: `Checking ${name}` });
		const patience = setTimeout(() => {
			active.isWorthALook = true;
			this.#session.changed([uri]);
		}, patienceMs);
		let used: WatchedEngine | undefined;
		const finish = (state: RunState, message: string) => {
			clearTimeout(patience);
			listening.dispose();
			clearTimeout(later);
			progress.end(message);
			if (this.#active.get(key) !== active) return;
			this.#active.delete(key);
			this.#tell(state);
			this.#session.status({ kind: state.state === 'failed' ? 'error' : 'idle', text: message });
			this.#session.changed([uri]);
		};
		let outcome: CheckFileOutcome;
		try {
			const settings = await this.#session.settings.fetch(uri);
			outcome = await this.#engine.use(settings, controller.signal, async (open) => {
				advance('Reading', 0, 0);
				const { checkFile } = await import('./checkFile.ts');
				const { lintText } = await import('../../spec/lint.ts');
				const workspace = { read: (file: string) => this.#session.readPath(file) };
				return checkFile(lintText(text, { file: path, workspace, environment: process.env }), {
					uri,
					file: path,
					previous: this.#session.stored(uri),
					ids: params.ids,
					object: params.object,
					contract: params.contract,
					server: params.server,
					force: params.force === true,
					settings,
					workspace,
					engine: async () => {
						used = await open();
						used.takeCrash();
						return used;
					},
					version: this.#session.version,
					now: new Date(),
					signal: controller.signal,
					onProgress: (done, total) => advance('Checking', done, total),
					...(this.#session.client.isOurs ? { onResults: (results) => early.add(results) } : {}),
				});
			});
			controller.signal.throwIfAborted();
		} catch (error) {
			if (controller.signal.aborted) {
				finish({ state: 'cancelled', uri }, `Checking ${name} was cancelled`);
				throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
			}
			const message = error instanceof Error ? error.message : String(error);
			if (!(error instanceof ResponseError || (error instanceof Error && error.name === 'EngineError'))) this.#session.log('error', error);
			finish({ state: 'failed', uri, message }, `${name} could not be checked: ${message}`);
			throw failure(message);
		}
		return this.#done(outcome, { uri, path, name, used, finish });
	}

	#done(outcome: CheckFileOutcome, { uri, path, name, used, finish }: Ending): StoredRun {
		if (!outcome.ok) {
			finish({ state: 'failed', uri, message: outcome.message }, `${name} was not checked`);
			throw failure(outcome.message);
		}
		const { run, fingerprints, folders } = outcome;
		this.#session.learnRun({ uri, path, run, fingerprints, folders });
		finish({ state: 'done', uri, run }, `${name}: ${summary(run)}`);
		const crash = used?.takeCrash();
		if (crash) {
			this.#session.show('warning', `A process of the engine was lost while checking ${name}. ${crash.message}.`);
		}
		return run;
	}

	#tell(state: RunState): void {
		if (this.#session.client.isOurs) this.#connection.sendNotification(notifications.run, state).catch(() => {});
	}
}

/** What a run was asked for; nothing where it is everything. */
function wantedOf({ ids, object, contract }: CheckParams): Pick<CheckParams, 'ids' | 'object' | 'contract'> {
	return {
		...(ids === undefined ? {} : { ids }),
		...(object === undefined ? {} : { object }),
		...(contract === undefined ? {} : { contract }),
	};
}

/** What is over sooner leaves the editor's lines as they are. */
const patienceMs = 300;

/** Results that a run has and that nobody was told of yet. Of a large contract only the first: the whole comes soon. */
class EarlyResults {
	#waiting: StoredResult[] = [];
	#left = 2_000;

	add(results: readonly StoredResult[]): void {
		const some = results.slice(0, this.#left);
		this.#left -= some.length;
		this.#waiting.push(...some);
	}

	take(): readonly StoredResult[] {
		const taken = this.#waiting;
		this.#waiting = [];
		return taken;
	}
}

interface Active {
	readonly controller: AbortController;
	isWorthALook: boolean;
	state: Extract<RunState, { state: 'running' }>;
}

interface Ending {
	readonly uri: string;
	readonly path: string;
	readonly name: string;
	readonly used: WatchedEngine | undefined;
	readonly finish: (state: RunState, message: string) => void;
}

function summary({ results, durationMs }: StoredRun): string {
	const words = (['passed', 'failed', 'warned', 'errored'] as const).flatMap((outcome) => {
		const count = results.filter(({ result }) => result.outcome === outcome).length;
		return count === 0 && outcome !== 'passed' && outcome !== 'failed' ? [] : [`${count.toLocaleString('en-US')} ${outcome}`];
	});
	return `${words.join(', ')} · ${(durationMs / 1000).toFixed(1)} s`;
}
