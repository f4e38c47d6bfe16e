import type { RelationColumn } from '../../engine/engine.ts';
import type { Relation } from '../../engine/relation.ts';
import type { DataValue } from '../../language/workspace.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ObjectFacts } from '../../workspace/dataFacts.ts';
import { inFile } from '../../workspace/fileIds.ts';
import { pathOf } from '../files/address.ts';
import type { Session } from '../session.ts';
import type { KeptEngine } from './keptEngine.ts';

/**
 * Learns, in the background and after a contract's data was read anyway, which columns that data has and what their
 * frequent values are, so that completion can offer them. Gives way to whoever else needs the engine after each column.
 */
export class DataFiller {
	readonly #session: Session;
	readonly #engine: KeptEngine;
	/** Objects of which all is known, with the state of their data. */
	readonly #learnt = new Set<string>();
	#current: { readonly uri: string; readonly controller: AbortController } | undefined;
	#later: NodeJS.Timeout | undefined;
	/** The contract that was checked last. */
	#wanted = '';

	constructor(session: Session, engine: KeptEngine) {
		this.#session = session;
		this.#engine = engine;
		session.runs.on(({ uri }) => this.#start(uri));
	}

	/** Lets somebody who waits have the engine at once, and goes on when it has been quiet. */
	giveWay(): void {
		const uri = this.#current?.uri;
		this.#current?.controller.abort();
		if (uri !== undefined || this.#later !== undefined) this.#start(uri, quietMs);
	}

	stop(): void {
		clearTimeout(this.#later);
		this.#current?.controller.abort();
	}

	#start(uri: string | undefined, afterMs = 0): void {
		if (uri !== undefined) this.#wanted = uri;
		clearTimeout(this.#later);
		this.#later = setTimeout(() => {
			this.#later = undefined;
			this.fill(this.#wanted).catch((error) => {
				if (!(error instanceof Error && error.name === 'AbortError')) this.#session.log('warning', error);
			});
		}, afterMs).unref();
	}

	async fill(uri: string): Promise<void> {
		const { settings, trusted } = this.#session;
		const path = pathOf(uri);
		const text = this.#session.read(uri);
		const set = await settings.fetch(uri);
		if (!trusted || path === undefined || text === undefined || !set.completion.fromData) return;
		this.#current?.controller.abort();
		const current = { uri, controller: new AbortController() };
		this.#current = current;
		try {
			await this.#fill(uri, path, text, set, current.controller.signal);
		} finally {
			if (this.#current === current) this.#current = undefined;
		}
	}

	async #fill(uri: string, path: string, text: string, set: Settings, signal: AbortSignal): Promise<void> {
		const [{ lintText }, { serverOf, sourcesOf }, { sensitiveColumns }, { objectName }] = await Promise.all([
			import('../../spec/lint.ts'),
			import('./sources.ts'),
			import('../../checks/maskSensitive.ts'),
			import('../../checks/declare/index.ts'),
		]);
		const { contracts } = lintText(text, { file: path, workspace: { read: (file) => this.#session.readPath(file) } });
		for (const [index, { contract }] of contracts.entries()) {
			const found = await sourcesOf(contract, { contractFile: path, server: serverOf(contract, undefined, set.server) });
			for (const source of found.sources.slice(0, mostObjects)) {
				const fingerprint = found.fingerprints.get(source.object);
				const name = inFile(source.object, index);
				const key = `${path}#${name} ${fingerprint}`;
				if (!source.ok || fingerprint === undefined || this.#learnt.has(key)) continue;
				const object = contract.schema?.find((each, at) => objectName(each, at) === source.object);
				const hidden = new Set(object ? sensitiveColumns(object).keys() : []);
				// Of its own name: other contracts may call theirs the same.
				const relation = { ...source.relation, name: `${path}#${name}` };
				const learnt = await this.#learn(relation, fingerprint, hidden, (facts) => this.#tell(uri, name, facts), { set, signal });
				if (!learnt) return;
				this.#learnt.add(key);
			}
		}
	}

	async #learn(
		relation: Relation,
		fingerprint: string,
		hidden: ReadonlySet<string>,
		tell: (facts: ObjectFacts) => void,
		{ set, signal }: { readonly set: Parameters<KeptEngine['use']>[0]; readonly signal: AbortSignal },
	): Promise<boolean> {
		const connection = await this.#engine.use(set, signal, async (open) => (await (await open()).connect([relation]))[0]);
		if (!connection?.ok) return connection !== undefined;
		const columns = connection.columns.slice(0, mostColumns).map(({ name, engineType }) => ({ name, type: engineType }));
		tell({ fingerprint, columns });
		if (relation.kind === 'files' && (connection.bytes ?? 0) > largestData) return true;
		const values = new Map<string, readonly DataValue[]>();
		for (const column of connection.columns.slice(0, mostAsked)) {
			if (hidden.has(column.name) || !isScalar(column)) continue;
			const found = await this.#engine.use(set, signal, async (open) =>
				valuesOf(
					(await open()).run(
						{ kind: 'groups', relation: relation.name, of: { kind: 'column', name: column.name }, limit: mostValues },
						signal,
					),
				),
			);
			if (signal.aborted) return false;
			if (found) values.set(column.name, found);
		}
		tell({ fingerprint, columns, values });
		return true;
	}

	#tell(uri: string, object: string, facts: ObjectFacts): void {
		this.#session.facts.learn(uri, new Map([[object, facts]]));
	}
}

const quietMs = 3_000;
const mostObjects = 50;
const mostColumns = 500;
/** Each is a pass over its column. */
const mostAsked = 60;
const mostValues = 20;
/** Larger data is not read for a convenience. */
const largestData = 256 * 1024 * 1024;
/** A column of that many values is no list of values. */
const mostDistinct = 10_000;

function isScalar({ type }: RelationColumn): boolean {
	return !['list', 'struct', 'map', 'binary'].includes(type.kind);
}

async function valuesOf(running: ReturnType<import('./keptEngine.ts').WatchedEngine['run']>): Promise<readonly DataValue[] | undefined> {
	const result = await running;
	if (!result.ok || result.answer.kind !== 'groups' || result.answer.distinct > mostDistinct) return undefined;
	return result.answer.groups.flatMap(({ value, rows }) =>
		value !== null && typeof value === 'object' ? [] : [{ value: value as DataValue['value'], rows }],
	);
}
