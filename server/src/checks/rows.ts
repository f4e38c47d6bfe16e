import type { Environment } from '../data/environment.ts';
import { resolveRelations } from '../data/resolve.ts';
import type { Connection, Engine, EngineProblem, RelationColumn, RelationNote } from '../engine/engine.ts';
import type { Relation } from '../engine/relation.ts';
import type { Contract, SchemaObject } from '../spec/contract/model.ts';
import type { ReferenceTarget } from '../spec/references.ts';
import type { Node } from '../spec/yaml/node.ts';
import { objectName, type Source, type TargetRelation } from './declare/index.ts';

export interface RowsOptions {
	readonly file: string;
	readonly server?: string;
	readonly objects?: readonly string[];
	readonly environment: Environment;
}

/** An object of the contract with its name. */
export interface NamedObject {
	readonly object: SchemaObject;
	readonly name: string;
}

/** Why an object's rows cannot be read, and what in the contract says where they are. */
export interface SourceProblem extends NamedObject {
	readonly problem: EngineProblem;
	readonly node?: Node;
}

type Entry =
	| { readonly ok: true; readonly relation: Relation; readonly notes: readonly RelationNote[]; connection?: Connection }
	| { readonly ok: false; readonly problem: EngineProblem; readonly node?: Node };

/**
 * The rows that checks of one contract read: those of its objects, under their names and (for SQL) their physical names,
 * and those that its foreign keys point at, in other contracts too. Each is looked for once and connected once.
 */
export class Rows {
	readonly #contract: Contract;
	readonly #options: RowsOptions;
	readonly #objects: readonly NamedObject[];
	readonly #entries = new Map<string, Entry>();

	constructor(contract: Contract, options: RowsOptions) {
		this.#contract = contract;
		this.#options = options;
		this.#objects = (contract.schema ?? []).map((object, index) => ({ object, name: objectName(object, index) }));
	}

	/** Finds the rows of every object wanted. Opens no engine. */
	async resolve(): Promise<void> {
		await this.#resolveOwn(this.#options.objects);
	}

	/** What each object's rows come from, with the columns of those that are connected; text is read as it is declared. */
	sources(): ReadonlyMap<string, Source> {
		const sources = new Map<string, Source>();
		for (const [name, entry] of this.#entries) {
			if (!entry.ok) continue;
			const { relation, connection } = entry;
			const columns = connection?.ok ? connection.columns : isText(relation) ? declaredColumns(relation) : undefined;
			sources.set(name, columns ? { relation, columns } : { relation });
		}
		return sources;
	}

	/** True where a relation brings types of its own, which only its connection tells. */
	bringTypes(names: ReadonlySet<string>): boolean {
		return [...names].some((name) => {
			const entry = this.#entries.get(name);
			return entry?.ok === true && !isText(entry.relation);
		});
	}

	/** Finds the rows that a foreign key points at; a relation of another contract is named after its file. */
	readonly findTarget = async (target: ReferenceTarget): Promise<TargetRelation> => {
		const name = await this.#targetName(target);
		const entry = this.#entries.get(name);
		if (!entry) return { ok: false, outcome: 'errored', reason: `the rows of ${name} could not be found` };
		if (!entry.ok) return { ok: false, outcome: 'errored', reason: entry.problem.message };
		const { relation, connection } = entry;
		if (connection && !connection.ok) return { ok: false, outcome: 'errored', reason: connection.problem.message };
		return { ok: true, relation, ...(connection?.ok ? { columns: connection.columns } : {}) };
	};

	/** True where any of these relations is there to be read. */
	async needsEngine(names: ReadonlySet<string>): Promise<boolean> {
		for (const name of names) await this.#find(name);
		return [...names].some((name) => this.#entries.get(name)?.ok === true);
	}

	/** Connects those of these relations that are there and not connected yet. */
	async connect(engine: Engine, names: ReadonlySet<string>): Promise<void> {
		const waiting = new Map<string, Extract<Entry, { ok: true }>>();
		for (const name of names) {
			const entry = await this.#find(name);
			if (entry?.ok && !entry.connection) waiting.set(name, entry);
		}
		if (waiting.size === 0) return;
		const entries = [...waiting.values()];
		const connections = await engine.connect(entries.map(({ relation }) => relation));
		for (const [index, entry] of entries.entries()) {
			const connection = connections[index];
			if (connection) entry.connection = connection;
		}
	}

	/** By relation name; what could not be found is a connection that failed. */
	connections(): ReadonlyMap<string, Connection> {
		const connections = new Map<string, Connection>();
		for (const [name, entry] of this.#entries) {
			if (!entry.ok) connections.set(name, { ok: false, problem: entry.problem });
			else if (entry.connection) connections.set(name, entry.connection);
		}
		return connections;
	}

	/** Objects wanted whose rows stand in text files that could be opened. */
	textObjects(): NamedObject[] {
		return this.#wanted().filter(({ name }) => {
			const entry = this.#entries.get(name);
			return entry?.ok === true && entry.connection?.ok === true && isText(entry.relation);
		});
	}

	/** What readers of an object's rows should know. */
	notes(): (NamedObject & { readonly notes: readonly RelationNote[] })[] {
		return this.#wanted().flatMap((named) => {
			const entry = this.#entries.get(named.name);
			if (!entry?.ok) return [];
			const notes = [...entry.notes, ...(entry.connection?.ok ? entry.connection.notes : [])];
			return notes.length === 0 ? [] : [{ ...named, notes }];
		});
	}

	/** Why rows of objects wanted cannot be read; what several objects suffer from alike is said once. */
	problems(): SourceProblem[] {
		const said = new Set<string>();
		return this.#wanted().flatMap((named) => {
			const entry = this.#entries.get(named.name);
			if (!entry) return [];
			const problem = entry.ok ? (entry.connection?.ok === false ? entry.connection.problem : undefined) : entry.problem;
			const node = entry.ok ? undefined : entry.node;
			const key = `${node?.range.start}:${problem?.message}`;
			if (!problem || said.has(key)) return [];
			said.add(key);
			return [{ ...named, problem, ...(node ? { node } : {}) }];
		});
	}

	#wanted(): NamedObject[] {
		const { objects } = this.#options;
		return this.#objects.filter(({ name }) => !objects || objects.includes(name));
	}

	/** The entry of a relation by its name: an object's, another name of it, or one that is known already. */
	async #find(name: string): Promise<Entry | undefined> {
		const known = this.#entries.get(name);
		if (known) return known;
		if (this.#objects.some((object) => object.name === name)) await this.#resolveOwn([name]);
		else await this.#alias(name);
		return this.#entries.get(name);
	}

	/** SQL may call an object by its physical name. */
	async #alias(name: string): Promise<void> {
		const named = this.#objects.find(({ object }) => object.physicalName?.value === name);
		const entry = named && (await this.#find(named.name));
		if (!entry) return;
		this.#entries.set(name, entry.ok ? { ok: true, relation: { ...entry.relation, name }, notes: [] } : entry);
	}

	async #resolveOwn(objects: readonly string[] | undefined): Promise<void> {
		const { file, server, environment } = this.#options;
		const sources = await resolveRelations(this.#contract, {
			contractFile: file,
			environment,
			...(server === undefined ? {} : { server }),
			...(objects ? { objects } : {}),
		});
		for (const { object, ...source } of sources) if (!this.#entries.has(object)) this.#entries.set(object, source);
	}

	async #targetName({ file, contract, object }: ReferenceTarget): Promise<string> {
		const own = this.#objects.find((named) => named.object === object || named.object.node === object.node);
		if (own) {
			await this.#find(own.name);
			return own.name;
		}
		const index = (contract.schema ?? []).indexOf(object);
		const local = objectName(object, index);
		const name = `${file ?? ''}#${local}`;
		if (this.#entries.has(name)) return name;
		const [source] = await resolveRelations(contract, {
			contractFile: file ?? this.#options.file,
			environment: this.#options.environment,
			objects: [local],
			...this.#serverOf(contract),
		});
		if (source?.ok) this.#entries.set(name, { ...source, relation: { ...source.relation, name } });
		else if (source) this.#entries.set(name, source);
		return name;
	}

	/** The server that was asked for, where another contract has one of that name too. */
	#serverOf({ servers = [] }: Contract): { readonly server?: string } {
		const { server } = this.#options;
		return server !== undefined && servers.some((each) => each.server?.value === server) ? { server } : {};
	}
}

function isText(relation: Relation): boolean {
	return relation.kind === 'files' && (relation.format === 'csv' || relation.format === 'json');
}

function declaredColumns({ declared }: Relation): RelationColumn[] {
	return declared.map(({ name, type }) => ({ name, type, engineType: '' }));
}
