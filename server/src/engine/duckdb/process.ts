import { existsSync } from 'node:fs';
import type { Connection, Plan, PlanResult } from '../engine.ts';
import type { Relation } from '../relation.ts';
import type { Collaborators } from './collaborators.ts';
import type { DatabaseSettings } from './database.ts';
import type { Departure, Seat } from './seat.ts';
import { Session } from './session.ts';
import { temporary } from './temporary.ts';

/**
 * A session in this process: no start-up cost, and no way to kill a query that ignores its interrupt. For a command
 * over CSV and Parquet, whose compiled checks heed it; a process that ends meanwhile waits for such a query.
 */
export class ProcessSeat implements Seat {
	readonly ready = Promise.resolve();
	readonly gone: Promise<Departure>;
	readonly #session: Session;
	readonly #temporaryFolder: string;
	readonly #removeFolder: () => Promise<void>;
	readonly #leave: (departure: Departure) => void;
	#busy = false;

	constructor(settings: DatabaseSettings, collaborators: Collaborators) {
		this.#session = new Session(settings, collaborators);
		this.#temporaryFolder = settings.temporaryFolder;
		this.#removeFolder = temporary(settings.temporaryFolder);
		const { promise, resolve } = Promise.withResolvers<Departure>();
		this.gone = promise;
		this.#leave = resolve;
	}

	warm(): void {
		this.#session.open().catch(() => {});
	}

	connect(relation: Relation): Promise<Connection> {
		return this.#work(() => this.#session.connect(relation));
	}

	run(plan: Plan, relations: readonly Relation[]): Promise<PlanResult> {
		return this.#work(() => {
			for (const relation of relations) this.#session.learn(relation);
			return this.#session.run(plan);
		});
	}

	interrupt(): void {
		this.#session.interrupt();
	}

	/**
	 * Closing a database under a running query would wait for it: such a one is left to end by itself. One that holds
	 * nothing on the disk is left to the end of the process too, which is quicker.
	 */
	kill(): void {
		const leave = () => this.#leave({ how: 'was given up', stoodReady: true, lastWords: '' });
		if (this.#busy) leave();
		else this.#cleanUp().then(leave, leave);
	}

	async #cleanUp(): Promise<void> {
		await this.#session.opened();
		if (existsSync(this.#temporaryFolder)) await this.#session.close();
		await this.#removeFolder();
	}

	residentBytes(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	async #work<T>(work: () => Promise<T>): Promise<T> {
		this.#busy = true;
		try {
			return await work();
		} finally {
			this.#busy = false;
			if (this.#session.spoiled) this.kill();
		}
	}
}
