import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import { LineIndex } from '../spec/lineIndex.ts';
import { propertiesOfObject } from '../spec/rules/walk.ts';
import { contractsOf } from '../spec/siblingContracts.ts';
import type { Node } from '../spec/yaml/node.ts';
import type { CancellationToken } from './cancellation.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** As many as a person looks through. */
const mostSymbols = 250;

/** Contracts, objects, properties and servers of all contracts whose name has the letters of the query in their order, the best first. */
export function workspaceSymbolsOf(query: string, workspace: LanguageWorkspace, token: CancellationToken): WorkspaceSymbol[] {
	const wanted = query.replace(/\s+/g, '').toLowerCase();
	const found: { readonly symbol: Found; readonly score: number; readonly text: string }[] = [];
	for (const uri of workspace.contracts()) {
		if (token.isCancellationRequested) return [];
		const text = workspace.read(uri) ?? '';
		for (const symbol of symbolsIn(uri, workspace)) {
			const score = scoreOf(symbol, wanted);
			if (score !== undefined) found.push({ symbol, score, text });
		}
	}
	found.sort((a, b) => b.score - a.score || compareText(a.symbol.name, b.symbol.name) || compareText(a.symbol.uri, b.symbol.uri));
	const lines = new Map<string, LineIndex>();
	return found.slice(0, mostSymbols).map(({ symbol, text }) => {
		const index = lines.get(symbol.uri) ?? new LineIndex(text);
		lines.set(symbol.uri, index);
		const { name, kind, container, uri, node } = symbol;
		return { name, kind, location: { uri, range: index.rangeAt(node.range) }, ...(container === '' ? {} : { containerName: container }) };
	});
}

interface Found {
	readonly uri: string;
	readonly name: string;
	readonly kind: SymbolKind;
	readonly container: string;
	readonly node: Node;
}

function* symbolsIn(uri: string, workspace: LanguageWorkspace): Iterable<Found> {
	for (const contract of contractsOf(uri, workspace) ?? []) {
		const title = contract.name ?? contract.id;
		const container = title?.value ?? '';
		if (title !== undefined) yield { uri, name: title.value, kind: SymbolKind.Module, container: '', node: title.node };
		for (const { server } of contract.servers ?? []) {
			if (server !== undefined) yield { uri, name: server.value, kind: SymbolKind.Interface, container, node: server.node };
		}
		for (const object of contract.schema ?? []) {
			const { name } = object;
			if (name !== undefined) yield { uri, name: name.value, kind: SymbolKind.Class, container, node: name.node };
			for (const { property, path } of propertiesOfObject(object)) {
				if (property.name === undefined) continue;
				const kind = property.primaryKey?.value === true ? SymbolKind.Key : SymbolKind.Field;
				const owner = [name?.value ?? '', ...path.slice(0, -1)].join('.');
				yield { uri, name: property.name.value, kind, container: owner, node: property.name.node };
			}
		}
	}
}

/** Higher is better; undefined where it does not match. The name counts, or the name behind what holds it (`orders.id`). */
function scoreOf({ name, container, kind }: Found, wanted: string): number | undefined {
	// Of names that match alike, the bigger thing first.
	const weight = kind === SymbolKind.Module ? 0.3 : kind === SymbolKind.Class ? 0.2 : 0;
	const own = match(name.toLowerCase(), wanted);
	if (own !== undefined) return own + weight;
	const whole = match(`${container}.${name}`.toLowerCase(), wanted);
	return whole === undefined ? undefined : whole - 10 + weight;
}

/** A subsequence: letters in a row and at the start of words count more, long names less. */
function match(name: string, wanted: string): number | undefined {
	if (wanted === '') return 0;
	if (name === wanted) return 1_000;
	if (name.startsWith(wanted)) return 500 - name.length / 100;
	const at = name.indexOf(wanted);
	if (at >= 0) return (isWordStart(name, at) ? 300 : 200) - name.length / 100;
	let score = 0;
	let position = -1;
	for (const letter of wanted) {
		const next = name.indexOf(letter, position + 1);
		if (next < 0) return undefined;
		score += next === position + 1 ? 3 : isWordStart(name, next) ? 2 : 0;
		position = next;
	}
	return score - name.length / 100;
}

function isWordStart(name: string, at: number): boolean {
	return at === 0 || /[^a-z0-9]/.test(name[at - 1] ?? '');
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
