import type { ChildProcess } from 'node:child_process';
import type { Connection, Plan, PlanResult } from '../engine.ts';
import type { Relation } from '../relation.ts';
import type { DatabaseSettings } from './database.ts';
import type { Launch } from './launch.ts';
import { residentBytes } from './limits.ts';
import { isReply, type Reply, type Request } from './messages.ts';
import type { Departure, Seat } from './seat.ts';
import { temporary } from './temporary.ts';

/** A session in a child process: the owner's side of it. The child dies with the channel between them. */
export class ChildSeat implements Seat {
	readonly ready: Promise<void>;
	readonly gone: Promise<Departure>;
	readonly #child: ChildProcess;
	readonly #pending = new Map<number, (reply: Reply) => void>();
	#nextId = 1;
	#current = 0;
	#stoodReady = false;
	/** The last request that the child began with. */
	#taken = 0;
	readonly #stand: () => void;
	#lastWords = '';

	/**
	 * @param entry the child's script, `dist/engine.js`
	 * @param launch how this system starts a bounded child
	 * @param temporaryFolder removed when the child is gone, with what it left there
	 */
	constructor(entry: string, launch: Launch, settings: DatabaseSettings, temporaryFolder: string) {
		// Loaded here: most commands never start a child.
		this.#child = process.getBuiltinModule('node:child_process').fork(entry, [], {
			execPath: launch.program,
			execArgv: [...launch.args],
			env: launch.environment,
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		});
		const { promise, resolve } = Promise.withResolvers<void>();
		this.ready = promise;
		this.#stand = resolve;
		this.gone = this.#departure(temporaryFolder);
		this.#child.on('message', (message) => this.#receive(message));
		this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			this.#lastWords = (this.#lastWords + text).slice(-2_000);
		});
		this.#send({ type: 'open', settings });
	}

	async connect(relation: Relation): Promise<Connection> {
		const reply = await this.#request((id) => ({ type: 'connect', id, relation }));
		return reply.type === 'connected' ? reply.connection : { ok: false, problem: { kind: 'crashed', message: failure(reply) } };
	}

	async run(plan: Plan, relations: readonly Relation[]): Promise<PlanResult> {
		const reply = await this.#request((id) => ({ type: 'run', id, plan, relations }));
		return reply.type === 'ran' ? reply.result : { ok: false, problem: { kind: 'crashed', message: failure(reply) }, durationMs: 0 };
	}

	interrupt(): void {
		this.#send({ type: 'interrupt', id: this.#current });
	}

	kill(): void {
		this.#child.kill('SIGKILL');
	}

	residentBytes(): Promise<number | undefined> {
		return this.#child.pid === undefined ? Promise.resolve(undefined) : residentBytes(this.#child.pid);
	}

	/** Answers the reply; never, where the child goes first. */
	#request(make: (id: number) => Request): Promise<Reply> {
		const id = this.#nextId++;
		this.#current = id;
		this.#child.ref();
		this.#child.channel?.ref();
		return new Promise<Reply>((resolve) => {
			this.#pending.set(id, resolve);
			this.#send(make(id));
		});
	}

	/** A resting child does not keep its owner alive. */
	#rest(): void {
		if (this.#pending.size > 0) return;
		this.#child.unref();
		this.#child.channel?.unref();
		const stderr = this.#child.stderr;
		if (stderr && 'unref' in stderr && typeof stderr.unref === 'function') stderr.unref();
	}

	#receive(message: unknown): void {
		if (!isReply(message)) return;
		if (message.type === 'taken') {
			this.#taken = message.id;
			return;
		}
		if (message.type === 'opened') {
			this.#stoodReady = true;
			this.#rest();
			this.#stand();
		}
		const id = 'id' in message ? message.id : undefined;
		if (id === undefined) {
			if (message.type === 'failed') this.#lastWords = message.message;
			return;
		}
		const resolve = this.#pending.get(id);
		this.#pending.delete(id);
		this.#rest();
		resolve?.(message);
	}

	/** A child that is gone cannot be told anything; `gone` says so to whoever waits. */
	#send(request: Request): void {
		if (this.#child.connected) this.#child.send(request, () => {});
	}

	#departure(temporaryFolder: string): Promise<Departure> {
		const { promise, resolve } = Promise.withResolvers<Departure>();
		const removeFolder = temporary(temporaryFolder);
		const leave = (how: string) => {
			this.#pending.clear();
			const departure = { how, stoodReady: this.#stoodReady, hadTaken: this.#taken === this.#current, lastWords: this.#lastWords };
			removeFolder().then(() => resolve(departure));
		};
		this.#child.on('error', (error) => leave(`could not be started: ${error.message}`));
		this.#child.on('close', (code, signal) => leave(signal ? `was killed by ${signal}` : `exited with code ${code}`));
		return promise;
	}
}

function failure(reply: Reply): string {
	return `The engine failed: ${reply.type === 'failed' ? reply.message : `unexpected answer ${reply.type}`}`;
}
