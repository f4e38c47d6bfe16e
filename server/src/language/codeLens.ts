import type { CodeLens, Command } from 'vscode-languageserver-types';
import { objectName } from '../checks/declare/index.ts';
import { observedText } from '../report/observed.ts';
import { outcomeWords } from '../report/outcome.ts';
import { count } from '../report/words.ts';
import { commands, type RunState } from '../shared/messages.ts';
import type { Contract } from '../spec/contract/model.ts';
import type { Range } from '../spec/range.ts';
import type { Outcome } from '../spec/result.ts';
import { headRange } from '../spec/rules/place.ts';
import { qualityOf } from '../spec/rules/walk.ts';
import type { Node } from '../spec/yaml/node.ts';
import { contractOf } from '../workspace/fileIds.ts';
import { ago } from './ago.ts';
import type { CancellationToken } from './cancellation.ts';
import type { DeclaredRule, DeclaredRules } from './declaredRules.ts';
import { type KnownResult, knownResults } from './knownResults.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** Commands that only our own client has. */
const clientCommands = { showResults: 'plumbline.showResults', sampleRows: 'plumbline.sampleRows' } as const;

/** A title is read at a glance. */
const longestTitle = 60;

/**
 * What can be run, above the line that it is about: the contract, each object, each quality rule and service level, with
 * what the last run found.
 *
 * @param isOurs whether the client is our own: it shows icons in titles and has commands that no other has
 */
export async function codeLensesOf(
	parsed: Parsed,
	declared: DeclaredRules,
	workspace: LanguageWorkspace,
	isOurs: boolean,
	token: CancellationToken,
): Promise<CodeLens[]> {
	const { enabled, contract, object, rule } = workspace.settings(parsed.uri).codeLens;
	if (!enabled || token.isCancellationRequested || parsed.linted.contracts.length === 0) return [];
	const rules = await declared.of(parsed, token);
	if (token.isCancellationRequested) return [];
	const lenses = new Lenses(parsed, rules, workspace, isOurs);
	if (contract) lenses.addContracts();
	if (object) lenses.addObjects();
	if (rule) lenses.addRules();
	return lenses.all();
}

class Lenses {
	readonly #parsed: Parsed;
	readonly #rules: ReadonlyMap<string, DeclaredRule>;
	readonly #workspace: LanguageWorkspace;
	readonly #isOurs: boolean;
	readonly #known: readonly KnownResult[];
	readonly #running: Extract<RunState, { state: 'running' }> | undefined;
	readonly #lenses: CodeLens[] = [];

	constructor(parsed: Parsed, rules: ReadonlyMap<string, DeclaredRule>, workspace: LanguageWorkspace, isOurs: boolean) {
		this.#parsed = parsed;
		this.#rules = rules;
		this.#workspace = workspace;
		this.#isOurs = isOurs;
		this.#known = knownResults(parsed, rules, workspace);
		const state = workspace.results.running(parsed.uri);
		this.#running = state?.state === 'running' ? state : undefined;
	}

	all(): CodeLens[] {
		// Stable: those of one line stay in the order in which they were added.
		return this.#lenses.sort((a, b) => a.range.start.line - b.range.start.line);
	}

	addContracts(): void {
		const { contracts } = this.#parsed.linted;
		for (const [index, { root }] of contracts.entries()) this.#addContract(index, headRange(root), contracts.length > 1);
	}

	#addContract(index: number, range: Range, isOneOfMany: boolean): void {
		const { uri } = this.#parsed;
		const which = isOneOfMany ? { contract: index } : undefined;
		const running = this.#running;
		if (running !== undefined && (running.contract ?? index) === index) {
			const { done, total } = running;
			const progress = total > 0 ? ` ${Math.floor((100 * Math.min(done, total)) / total)} %` : '';
			// A lens without a command is a label.
			this.#add(range, { title: this.#title('sync~spin', `Checking…${progress}`), command: '' });
			this.#add(range, { title: 'Cancel', command: commands.cancelCheck, arguments: [uri] });
			return;
		}
		const known = this.#known.filter(({ stored }) => contractOf(stored.result.id) === index);
		const title = this.#title('run-all', 'Check', this.#summary(known));
		this.#add(range, { title, command: commands.check, arguments: which ? [uri, which] : [uri] });
		if (this.#isOurs && known.length > 0) this.#add(range, { title: 'Results', command: clientCommands.showResults, arguments: [uri] });
	}

	addObjects(): void {
		const { uri, linted } = this.#parsed;
		for (const [contract, { contract: read }] of linted.contracts.entries()) {
			for (const [index, object] of (read.schema ?? []).entries()) {
				const name = objectName(object, index);
				const which = linted.contracts.length > 1 ? { object: name, contract } : { object: name };
				const range = headRange(object.node);
				const isRunning = this.#isRunning(contract, name);
				this.#add(
					range,
					isRunning
						? { title: this.#title('sync~spin', 'Checking…'), command: '' }
						: { title: this.#title('run', 'Check'), command: commands.check, arguments: [uri, which] },
				);
				if (!this.#isOurs) continue;
				this.#add(range, { title: this.#title('table', 'Sample rows'), command: clientCommands.sampleRows, arguments: [uri, which] });
			}
		}
	}

	/** Whether an object's rules are being checked, or one of them. */
	#isRunning(contract: number, name: string): boolean {
		const running = this.#running;
		if (running === undefined || (running.contract ?? contract) !== contract || (running.object ?? name) !== name) return false;
		const { ids } = running;
		return ids === undefined || ids.some((id) => contractOf(id) === contract && this.#rules.get(id)?.object === name);
	}

	addRules(): void {
		const nodes = this.#parsed.linted.contracts.flatMap(({ contract }) => ruleNodes(contract));
		const places = new Places(nodes);
		const ids = new Map<Node, string[]>();
		for (const { id, range } of this.#rules.values()) add(ids, places.at(range.start), id);
		const results = new Map<Node, KnownResult[]>();
		for (const result of this.#known) add(results, places.at(result.range.start), result);
		for (const [node, of] of ids) this.#addRule(node, of, results.get(node) ?? []);
	}

	#addRule(node: Node, ids: readonly string[], results: readonly KnownResult[]): void {
		const range = headRange(node);
		// Its line stays where it is while a check runs.
		if (ids.some((id) => this.#isWaited(id))) {
			this.#add(range, { title: this.#title('sync~spin', 'Checking…'), command: '' });
			return;
		}
		const worst = [...results].sort((a, b) => badness(b) - badness(a))[0];
		const title = this.#title('play', 'Run', worst === undefined ? [] : this.#verdict(worst));
		this.#add(range, { title, command: commands.check, arguments: [this.#parsed.uri, { ids }] });
	}

	/** Whether the rule of an id is among those that are being checked. */
	#isWaited(id: string): boolean {
		const running = this.#running;
		if (running === undefined) return false;
		if (running.ids !== undefined) return running.ids.includes(id);
		const isOfContract = running.contract === undefined || running.contract === contractOf(id);
		return isOfContract && (running.object === undefined || running.object === this.#rules.get(id)?.object);
	}

	/** `failed · 12 of 3,000 rows (0.4 %) · 2 min ago`, shorter where that is too long. */
	#verdict({ stored, changed, isOld }: KnownResult): string[] {
		const { result, checkedIso } = stored;
		const outcome = outcomeWords[result.outcome];
		if (changed !== undefined) return [`${outcome} · ${changed} changed since`];
		const observed = result.outcome === 'notEnforced' ? '' : observedText(result);
		const age = this.#age(checkedIso, isOld);
		return observed === ''
			? [`${outcome} · ${age}`]
			: [`${outcome} · ${observed} · ${age}`, `${outcome} · ${observed}`, `${outcome} · ${age}`];
	}

	/** `41 passed, 3 failed · 2 min ago`, shorter where that is too long. */
	#summary(known: readonly KnownResult[]): string[] {
		const newest = known
			.map(({ stored }) => stored.checkedIso)
			.sort()
			.at(-1);
		if (newest === undefined) return [];
		const counts = new Map<Outcome, number>();
		for (const { stored } of known) counts.set(stored.result.outcome, (counts.get(stored.result.outcome) ?? 0) + 1);
		const told = (outcome: Outcome) => `${count(counts.get(outcome) ?? 0)} ${outcomeWords[outcome]}`;
		const problems = (['failed', 'warned', 'errored'] as const).filter((outcome) => counts.has(outcome)).map(told);
		const isOtherData = known.some(({ changed }) => changed === 'data');
		const isOtherText = known.some(({ changed }) => changed === 'rule');
		const age = () =>
			this.#age(
				newest,
				known.every(({ isOld }) => isOld),
			);
		const when = isOtherData ? 'data changed since' : isOtherText ? 'rules changed since' : age();
		return [[told('passed'), ...problems], problems, problems.slice(0, 2), problems.slice(0, 1)].map(
			(verdict) => `${verdict.join(', ')} · ${when}`,
		);
	}

	#age(iso: string, isOld: boolean): string {
		return `${isOld ? 'stale, ' : ''}${ago(iso, this.#workspace.nowMs())}`;
	}

	/** @param endings the first that is short enough stands behind the verb */
	#title(icon: string, verb: string, endings: readonly string[] = []): string {
		// VS Code drops a plain space behind an icon.
		const start = `${this.#isOurs ? `$(${icon})\u00a0` : ''}${verb}`;
		const ending = endings.find((each) => start.length + 3 + each.length <= longestTitle);
		return ending === undefined ? start : `${start} · ${ending}`;
	}

	#add(range: Range, command: Command): void {
		this.#lenses.push({ range: this.#parsed.linted.lines.rangeAt(range), command });
	}
}

function badness({ stored }: KnownResult): number {
	return ['passed', 'notEnforced', 'warned', 'errored', 'failed'].indexOf(stored.result.outcome);
}

/** Quality rules that can be executed, and service levels. */
function ruleNodes(contract: Contract): Node[] {
	const quality = [...qualityOf(contract)].filter(({ rule }) => rule.type?.value !== 'text').map(({ rule }) => rule.node);
	return [...quality, ...(contract.slaProperties ?? []).map(({ node }) => node)];
}

/** Finds the node of a list that an offset is in; the nodes do not overlap. */
class Places {
	readonly #nodes: readonly Node[];

	constructor(nodes: readonly Node[]) {
		this.#nodes = [...nodes].sort((a, b) => a.range.start - b.range.start);
	}

	at(offset: number): Node | undefined {
		let low = 0;
		let high = this.#nodes.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#nodes[middle]?.range.start ?? 0) <= offset) low = middle + 1;
			else high = middle;
		}
		const node = this.#nodes[low - 1];
		return node !== undefined && offset <= node.range.end ? node : undefined;
	}
}

function add<T>(map: Map<Node, T[]>, node: Node | undefined, value: T): void {
	if (node === undefined) return;
	const values = map.get(node);
	if (values === undefined) map.set(node, [value]);
	else values.push(value);
}
