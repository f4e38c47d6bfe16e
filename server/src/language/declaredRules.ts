import type { Check } from '../checks/check.ts';
import { type DeclareOptions, objectChecks, objectName, withUniqueIds } from '../checks/declare/index.ts';
import { scopeOf } from '../checks/declare/scope.ts';
import { serviceLevelChecks } from '../checks/declare/serviceLevels.ts';
import type { LintedContract } from '../spec/lint.ts';
import type { Range } from '../spec/range.ts';
import type { Node } from '../spec/yaml/node.ts';
import { inFile } from '../workspace/fileIds.ts';
import { hash, ruleHash, subjectKeys } from '../workspace/ruleHash.ts';
import { Breather } from './breather.ts';
import { type CancellationToken, never } from './cancellation.ts';
import type { Parsed } from './parsed.ts';

/** A rule that a contract declares, and where it stands in the text as it is now. */
export interface DeclaredRule {
	/** As `CheckResult.id`. */
	readonly id: string;
	readonly rule: string;
	readonly object?: string;
	readonly property?: string;
	readonly range: Range;
	/** As `StoredResult.ruleHash`. */
	hash(): string;
}

/**
 * The rules that a document declares, found again without asking any data: by them a result of an earlier text finds its
 * line in this one. What an object declares is kept for as long as the object's text stays the same, since these are
 * asked for at every keystroke.
 */
export class DeclaredRules {
	readonly #known = new Map<string, Known>();
	/** Of each document since it opened, as in `ParsedContracts`. */
	readonly #lives = new Map<string, object>();

	/** By id, in the order of the text but for service levels, which come last. Empty where it was cancelled. */
	async of(parsed: Parsed, token: CancellationToken = never): Promise<ReadonlyMap<string, DeclaredRule>> {
		const known = this.#known.get(parsed.uri);
		if (known?.text === parsed.linted.text && known.rules !== undefined) return known.rules;
		const life = this.#lives.get(parsed.uri) ?? {};
		this.#lives.set(parsed.uri, life);
		const cache: ObjectCache = { before: known?.objects ?? new Map(), now: new Map() };
		const rules = new Map<string, DeclaredRule>();
		const breather = new Breather();
		for (const [index, contract] of parsed.linted.contracts.entries()) {
			for (const rule of await rulesOf(contract, parsed, cache, breather, token)) {
				const id = inFile(rule.id, index);
				rules.set(id, { ...rule, id });
			}
		}
		if (token.isCancellationRequested) return new Map();
		if (this.#lives.get(parsed.uri) === life) this.#known.set(parsed.uri, { text: parsed.linted.text, rules, objects: cache.now });
		return rules;
	}

	/** To be called when a document closes. */
	forget(uri: string): void {
		this.#known.delete(uri);
		this.#lives.delete(uri);
	}
}

interface Known {
	readonly text: string;
	readonly rules: ReadonlyMap<string, DeclaredRule>;
	readonly objects: ReadonlyMap<string, ObjectRules>;
}

interface ObjectCache {
	readonly before: ReadonlyMap<string, ObjectRules>;
	readonly now: Map<string, ObjectRules>;
}

type ObjectRules = readonly RuleRecord[];

interface RuleRecord extends Omit<DeclaredRule, 'hash'> {
	/** Counted from the start of the object. */
	readonly range: Range;
	hash?: string;
}

async function rulesOf(
	{ root, contract }: LintedContract,
	{ uri, linted }: Parsed,
	cache: ObjectCache,
	breather: Breather,
	token: CancellationToken,
): Promise<DeclaredRule[]> {
	const { text } = linted;
	const options = optionsOf(uri);
	const shared = hash(sharedWords(root, text));
	// What an alias stands for may change where the object does not.
	const mayHaveAliases = /(?:^|[\s[{,])\*[^\s*]/m.test(text);
	const rules: DeclaredRule[] = [];
	for (const [index, object] of (contract.schema ?? []).entries()) {
		await breather.breathe();
		if (token.isCancellationRequested) return [];
		const name = objectName(object, index);
		const { start, end } = object.node.range;
		const key = `${name}\u0000${end - start}\u0000${shared}${hash(text.slice(start, end))}`;
		const known = mayHaveAliases ? undefined : (cache.before.get(key) ?? cache.now.get(key));
		const declared = known ?? (await objectChecks(scopeOf(contract, object, name, options))).map((check) => recordOf(check, start));
		if (!mayHaveAliases) cache.now.set(key, declared);
		for (const record of declared) {
			const range = moved(record.range, start);
			const hashOf = () => {
				record.hash ??= ruleHash(root, range.start);
				return record.hash;
			};
			rules.push({ ...record, range, hash: hashOf });
		}
	}
	for (const level of serviceLevelChecks(contract, options)) {
		rules.push({ ...recordOf(level, 0), hash: () => ruleHash(root, level.range.start) });
	}
	return withUniqueIds(rules);
}

function recordOf({ id, rule, object, property, range }: Check, start: number): RuleRecord {
	return {
		id,
		rule,
		...(object === undefined ? {} : { object }),
		...(property === undefined ? {} : { property }),
		range: moved(range, -start),
	};
}

function moved({ start, end }: Range, by: number): Range {
	return { start: start + by, end: end + by };
}

/** What the hash of every rule hangs on, wherever it stands. */
function sharedWords(root: Node, text: string): string {
	if (root.kind !== 'map') return '';
	return ['servers', ...subjectKeys].map((key) => spanOf(root.get(key)?.value, text)).join('\u0000');
}

function spanOf(node: Node | undefined, text: string): string {
	return node === undefined ? '' : text.slice(node.range.start, node.range.end);
}

/** Which rules there are, and where, hangs on neither data nor clock nor other files; only what they ask does. */
function optionsOf(file: string): DeclareOptions {
	return {
		file,
		workspace: { read: () => undefined },
		nowIso: '2000-01-01T00:00:00Z',
		sources: new Map(),
		findTarget: async () => ({ ok: false, outcome: 'notEnforced', reason: 'no data is read here' }),
	};
}
