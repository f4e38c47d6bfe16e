import type { DuckDBConnection } from '@duckdb/node-api';
import type * as Binding from '@duckdb/node-bindings';
import { EngineError } from '../engine.ts';
import type { Query, QueryTable } from './boundRelation.ts';
import { cellDecoder, type DecodeCell } from './cells.ts';
import { readAll, readFirst } from './resultRows.ts';

/** What bounds a DuckDB; fixed when it is opened. */
export interface DatabaseSettings {
	readonly threads: number;
	/** Bound of the buffer manager only; see `limits.ts` for the process. */
	readonly memoryBytes: number;
	/** Where it may spill; made by DuckDB when it has to. Empty: it may not spill. */
	readonly temporaryFolder: string;
}

/**
 * One in-memory DuckDB and its one connection. It is opened and asked through the bare binding: the interface for JavaScript
 * over it takes as long to read as the library to load, and is read while the first query runs.
 */
export class Database {
	readonly #binding: typeof Binding;
	readonly #database: Binding.Database;
	readonly #connection: Binding.Connection;
	#interface: Promise<Interface> | undefined;
	#interrupted = false;
	#repeat: NodeJS.Timeout | undefined;

	private constructor(binding: typeof Binding, database: Binding.Database, connection: Binding.Connection) {
		this.#binding = binding;
		this.#database = database;
		this.#connection = connection;
	}

	/** Loads the library, and opens a database in a thread of its own, which takes three times as long. */
	static async open(settings: DatabaseSettings): Promise<Database> {
		const { default: binding } = await import('@duckdb/node-bindings');
		const config = binding.create_config();
		for (const [name, value] of Object.entries(optionsOf(settings))) binding.set_config(config, name, value);
		const database = await binding.open(':memory:', config);
		const connection = await binding.connect(database);
		// Not a start-up option: it belongs to the ICU extension. Without it, dates of instants hang on the machine's zone.
		await binding.query(connection, `SET TimeZone = 'UTC'`);
		return new Database(binding, database, connection);
	}

	/** Reads the interface ahead of the first query. */
	async makeReady(): Promise<void> {
		await this.#read();
	}

	/** Runs one SQL text and answers all its rows. Rejects with DuckDB's own error, or `cancelled` after an interrupt. */
	readonly query: Query = (sql) =>
		this.#guarded(async () => {
			const [result, { api, decode }] = await Promise.all([this.#binding.query(this.#connection, sql), this.#read()]);
			return readAll(new api.DuckDBMaterializedResult(result), decode);
		});

	/** Like `query`, for no more than `limit` rows; DuckDB stops there too. */
	queryFirst(sql: string, limit: number): Promise<QueryTable> {
		return this.#guarded(async () => {
			const { connection, decode } = await this.#read();
			return readFirst(await connection.stream(sql), limit, decode);
		});
	}

	/**
	 * How many statements a text holds, and of what type the first is (`SELECT` where it only reads). Binds the first
	 * one, which opens the files that it names.
	 */
	async statements(sql: string): Promise<{ count: number; isSelect: boolean }> {
		return this.#guarded(async () => {
			const { api, connection } = await this.#read();
			const extracted = await connection.extractStatements(sql);
			if (extracted.count !== 1) return { count: extracted.count, isSelect: false };
			const prepared = await extracted.prepare(0);
			const isSelect = prepared.statementType === api.StatementType.SELECT;
			prepared.destroySync();
			return { count: 1, isSelect };
		});
	}

	/**
	 * Stops what runs and refuses what follows until `resume`. Repeats itself: DuckDB forgets an interrupt that comes
	 * between two statements, or before the pool has taken up the one just sent.
	 */
	interrupt(): void {
		this.#interrupted = true;
		this.#binding.interrupt(this.#connection);
		this.#repeat ??= setInterval(() => this.#binding.interrupt(this.#connection), repeatMs).unref();
	}

	/** Takes queries again after an interrupt. */
	resume(): void {
		this.#interrupted = false;
		clearInterval(this.#repeat);
		this.#repeat = undefined;
	}

	close(): void {
		this.resume();
		this.#binding.disconnect_sync(this.#connection);
		this.#binding.close_sync(this.#database);
	}

	#read(): Promise<Interface> {
		this.#interface ??= import('@duckdb/node-api').then((api) => ({
			api,
			connection: new api.DuckDBConnection(this.#connection),
			decode: cellDecoder(api),
		}));
		return this.#interface;
	}

	async #guarded<T>(work: () => Promise<T>): Promise<T> {
		if (this.#interrupted) throw interruption();
		const result = await work();
		if (this.#interrupted) throw interruption();
		return result;
	}
}

/** The binding, with what makes its results values of JavaScript. */
interface Interface {
	readonly api: typeof import('@duckdb/node-api');
	readonly connection: DuckDBConnection;
	readonly decode: DecodeCell;
}

const repeatMs = 20;

function optionsOf({ threads, memoryBytes, temporaryFolder }: DatabaseSettings): Readonly<Record<string, string>> {
	return {
		threads: String(threads),
		memory_limit: `${memoryBytes}B`,
		temp_directory: temporaryFolder,
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		allow_community_extensions: 'false',
		allow_persistent_secrets: 'false',
		errors_as_json: 'true',
	};
}

function interruption(): EngineError {
	return new EngineError({ kind: 'cancelled', message: 'Interrupted' });
}
