import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { EngineError } from '../engine.ts';
import type { Query, QueryTable } from './boundRelation.ts';
import { cellDecoder, type DecodeCell } from './cells.ts';
import { queryAll, queryFirst } from './query.ts';

/** What bounds a DuckDB; fixed when it is opened. */
export interface DatabaseSettings {
	readonly threads: number;
	/** Bound of the buffer manager only; see `limits.ts` for the process. */
	readonly memoryBytes: number;
	/** Where it may spill; made by DuckDB when it has to. Empty: it may not spill. */
	readonly temporaryFolder: string;
}

/** One in-memory DuckDB and its one connection. */
export class Database {
	readonly #instance: DuckDBInstance;
	readonly #connection: DuckDBConnection;
	readonly #decode: DecodeCell;
	#interrupted = false;
	#repeat: NodeJS.Timeout | undefined;

	private constructor(instance: DuckDBInstance, connection: DuckDBConnection, decode: DecodeCell) {
		this.#instance = instance;
		this.#connection = connection;
		this.#decode = decode;
	}

	/** Loads the binding (some 40 ms, the greater part of it the library itself) and opens a database. */
	static async open(settings: DatabaseSettings): Promise<Database> {
		const api = await import('@duckdb/node-api');
		const instance = await api.DuckDBInstance.create(':memory:', {
			threads: String(settings.threads),
			memory_limit: `${settings.memoryBytes}B`,
			temp_directory: settings.temporaryFolder,
			autoinstall_known_extensions: 'false',
			autoload_known_extensions: 'false',
			allow_community_extensions: 'false',
			allow_persistent_secrets: 'false',
			errors_as_json: 'true',
		});
		const connection = await instance.connect();
		// Not a start-up option: it belongs to the ICU extension. Without it, dates of instants hang on the machine's zone.
		await connection.run(`SET TimeZone = 'UTC'`);
		return new Database(instance, connection, cellDecoder(api));
	}

	/** Runs one SQL text and answers all its rows. Rejects with DuckDB's own error, or `cancelled` after an interrupt. */
	readonly query: Query = (sql) => this.#guarded(() => queryAll(this.#connection, sql, this.#decode));

	/** Like `query`, for no more than `limit` rows. */
	queryFirst(sql: string, limit: number): Promise<QueryTable> {
		return this.#guarded(() => queryFirst(this.#connection, sql, limit, this.#decode));
	}

	/**
	 * How many statements a text holds, and of what type the first is (`SELECT` where it only reads). Binds the first
	 * one, which opens the files that it names.
	 */
	async statements(sql: string): Promise<{ count: number; isSelect: boolean }> {
		const api = await import('@duckdb/node-api');
		return this.#guarded(async () => {
			const extracted = await this.#connection.extractStatements(sql);
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
		this.#connection.interrupt();
		this.#repeat ??= setInterval(() => this.#connection.interrupt(), repeatMs).unref();
	}

	/** Takes queries again after an interrupt. */
	resume(): void {
		this.#interrupted = false;
		clearInterval(this.#repeat);
		this.#repeat = undefined;
	}

	close(): void {
		this.resume();
		this.#connection.closeSync();
		this.#instance.closeSync();
	}

	async #guarded<T>(work: () => Promise<T>): Promise<T> {
		if (this.#interrupted) throw interruption();
		const result = await work();
		if (this.#interrupted) throw interruption();
		return result;
	}
}

const repeatMs = 20;

function interruption(): EngineError {
	return new EngineError({ kind: 'cancelled', message: 'Interrupted' });
}
