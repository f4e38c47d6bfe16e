import type { Check } from '../../checks/check.ts';
import type { ResolvedSource } from '../../data/resolve.ts';
import type { StoredResult, StoredRun } from '../../shared/messages.ts';
import type { Range } from '../../spec/range.ts';
import { hash } from '../../workspace/ruleHash.ts';

export interface ReuseOptions {
	readonly previous: StoredRun | undefined;
	/** Ask anew whatever is known. */
	readonly force: boolean;
	/** Whether the rule is one that this run was asked for. */
	readonly isWanted: (id: string, object: string | undefined) => boolean;
	readonly sources: readonly ResolvedSource[];
	readonly fingerprints: ReadonlyMap<string, string>;
	/** Version of the program: another one may judge otherwise. */
	readonly version: string;
}

/**
 * Decides for each check of a contract whether the data has to be asked, or whether an earlier answer still stands:
 * the same question, of files of the same size and time. What hangs on the clock, or went wrong, is always asked.
 */
export class Reuse {
	readonly declared = new Map<string, Declared>();
	readonly #options: ReuseOptions;
	readonly #earlier: ReadonlyMap<string, StoredResult>;
	readonly #relations: ReadonlyMap<string, string>;

	constructor(options: ReuseOptions) {
		this.#options = options;
		this.#earlier = new Map((options.previous?.results ?? []).map((each) => [each.result.id, each]));
		this.#relations = new Map(
			options.sources.flatMap((source) => {
				const fingerprint = options.fingerprints.get(source.object);
				if (!source.ok || fingerprint === undefined) return [];
				return [[source.object, hash(JSON.stringify([source.relation, fingerprint]))]];
			}),
		);
	}

	/** Whether to ask. A check may be declared twice in a run: once more when its columns are known. */
	readonly select = (check: Check): boolean => {
		const { id, object, range } = check;
		const isWanted = this.#options.isWanted(id, object);
		const checkHash = this.#hashOf(check);
		const earlier = this.#earlier.get(id);
		const stands =
			!this.#options.force && checkHash !== undefined && earlier?.checkHash === checkHash && earlier.result.outcome !== 'errored';
		const kept = stands || !isWanted ? earlier : undefined;
		this.declared.set(id, {
			range,
			isWanted,
			...(checkHash === undefined ? {} : { checkHash }),
			...(kept === undefined ? {} : { kept }),
		});
		return isWanted && !stands;
	};

	/** Of all that is asked of the data; undefined where the answer may change though nothing here does. */
	#hashOf(check: Check): string | undefined {
		const { measure } = check;
		if (measure.kind === 'age' || (measure.kind === 'sql' && restless.test(measure.query))) return undefined;
		const relations: string[] = [];
		for (const name of relationsOf(check)) {
			const relation = this.#relations.get(name);
			// Rows of another contract, or that could not be found.
			if (relation === undefined) return undefined;
			relations.push(relation);
		}
		const { range: _, ...question } = check;
		return hash(
			JSON.stringify([this.#options.version, question, relations], (_key, value) => (typeof value === 'bigint' ? `${value}n` : value)),
		);
	}
}

export interface Declared {
	readonly range: Range;
	readonly isWanted: boolean;
	readonly checkHash?: string;
	/** The earlier result that stands. */
	readonly kept?: StoredResult;
}

/** Words with which a query asks for the time or for chance. */
const restless =
	/\b(now|current_\w+|today|get_current_\w+|localtime\w*|transaction_timestamp|age|random|uuid|setseed|tablesample|sample)\b/i;

function relationsOf({ measure }: Check): readonly string[] {
	switch (measure.kind) {
		case 'orphans':
			return [measure.relation, measure.target];
		case 'sql':
			return measure.relations;
		case 'settled':
			return [];
		default:
			return [measure.relation];
	}
}
