import { posix } from 'node:path';
import { Range, type TestController, type TestItem, TestTag, type Uri, workspace } from 'vscode';
import type { ObjectNode, RuleNode, RuleTree } from '../../../../server/src/shared/messages.ts';

/** What stands behind an item of the Test Explorer. */
export type Subject =
	| { readonly kind: 'folder' }
	| { readonly kind: 'contract'; readonly uri: Uri }
	| { readonly kind: 'object'; readonly uri: Uri; readonly name: string; readonly contract: number | undefined }
	| { readonly kind: 'rule'; readonly uri: Uri; readonly id: string; readonly notEnforced: string | undefined };

/** Workspace folder (where there are several) → contract → object → rule, kept as `requests.rules` says. */
export class ContractTree {
	readonly #controller: TestController;
	readonly #subjects = new WeakMap<TestItem, Subject>();
	readonly #contracts = new Map<string, TestItem>();

	constructor(controller: TestController) {
		this.#controller = controller;
	}

	subject(item: TestItem): Subject | undefined {
		return this.#subjects.get(item);
	}

	contracts(): Iterable<TestItem> {
		return this.#contracts.values();
	}

	contract(uri: Uri): TestItem | undefined {
		return this.#contracts.get(uri.toString());
	}

	/** @returns the item of a contract, made where there is none; its rules are asked for when it is opened or run */
	add(uri: Uri): TestItem {
		const known = this.contract(uri);
		if (known !== undefined) return known;
		const inFolder = workspace.getWorkspaceFolder(uri) !== undefined;
		const label = inFolder ? workspace.asRelativePath(uri, false) : posix.basename(uri.path);
		const item = this.#item(uri.toString(), label, uri, { kind: 'contract', uri });
		if (!inFolder) item.description = posix.dirname(uri.fsPath.replaceAll('\\', '/'));
		item.canResolveChildren = true;
		this.#contracts.set(uri.toString(), item);
		this.#siblings(uri).add(item);
		return item;
	}

	remove(uri: Uri): void {
		const item = this.contract(uri);
		if (item === undefined) return;
		this.#contracts.delete(uri.toString());
		const { parent } = item;
		(parent?.children ?? this.#controller.items).delete(item.id);
		if (parent?.children.size === 0) this.#controller.items.delete(parent.id);
	}

	clear(): void {
		this.#contracts.clear();
		this.#controller.items.replace([]);
	}

	/** Puts the rules that a contract declares below it. Items that stay keep their results. */
	fill(contract: TestItem, tree: RuleTree): void {
		const { uri } = contract;
		if (uri === undefined) return;
		const objects = tree.objects.map((object) => this.#object(object, uri, contract));
		contract.children.replace([...objects, ...tree.rules.map((rule) => this.#rule(rule, uri, contract))]);
	}

	/** Rules at or below an item, but for those at or below what is left out. */
	*rules(item: TestItem, without: readonly TestItem[] = []): Iterable<TestItem> {
		if (without.includes(item)) return;
		if (this.subject(item)?.kind === 'rule') yield item;
		for (const [, child] of item.children) yield* this.rules(child, without);
	}

	/** Contracts at, below or above an item. */
	*contractsOf(item: TestItem): Iterable<TestItem> {
		const subject = this.subject(item);
		if (subject?.kind === 'folder') for (const [, child] of item.children) yield child;
		else if (subject !== undefined) {
			const contract = this.contract(subject.uri);
			if (contract !== undefined) yield contract;
		}
	}

	#object({ name, contract, range, rules }: ObjectNode, uri: Uri, parent: TestItem): TestItem {
		const id = `${uri}#object:${contract === undefined ? '' : `${contract + 1}/`}${name}`;
		const item = parent.children.get(id) ?? this.#item(id, name, uri, { kind: 'object', uri, name, contract });
		item.range = rangeOf(range);
		item.children.replace(rules.map((rule) => this.#rule(rule, uri, item)));
		return item;
	}

	#rule({ id, label, range, notEnforced, tags }: RuleNode, uri: Uri, parent: TestItem): TestItem {
		const itemId = `${uri}#${id}`;
		const item = parent.children.get(itemId) ?? this.#item(itemId, label, uri, { kind: 'rule', uri, id, notEnforced });
		this.#subjects.set(item, { kind: 'rule', uri, id, notEnforced });
		item.label = label;
		item.range = rangeOf(range);
		item.tags = tags.map((tag) => new TestTag(tag));
		item.description = notEnforced === undefined ? '' : `not enforced: ${notEnforced}`;
		return item;
	}

	/** The items that a contract stands among. */
	#siblings(uri: Uri) {
		const folder = workspace.getWorkspaceFolder(uri);
		const { items } = this.#controller;
		if (folder === undefined || (workspace.workspaceFolders?.length ?? 0) < 2) return items;
		const id = `folder:${folder.uri}`;
		const item = items.get(id) ?? this.#item(id, folder.name, folder.uri, { kind: 'folder' });
		items.add(item);
		return item.children;
	}

	#item(id: string, label: string, uri: Uri, subject: Subject): TestItem {
		const item = this.#controller.createTestItem(id, label, uri);
		this.#subjects.set(item, subject);
		return item;
	}
}

export function rangeOf({ start, end }: RuleNode['range']): Range {
	return new Range(start.line, start.character, end.line, end.character);
}
