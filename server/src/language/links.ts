import type { DocumentLink } from 'vscode-languageserver-types';
import type { LintedContract } from '../spec/lint.ts';
import type { Range } from '../spec/range.ts';
import { siblingPath } from '../spec/siblingContracts.ts';
import type { Node, ScalarNode } from '../spec/yaml/node.ts';
import { addressOf } from './address.ts';
import type { CancellationToken } from './cancellation.ts';
import { mentionsOf } from './names/mentions.ts';
import { rangeOfMention } from './names/writeName.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** Values are not looked into below these keys: they are somebody else's. */
const free: ReadonlySet<string> = new Set(['value', 'implementation', 'arguments', 'examples']);
const urlKeys: ReadonlySet<string> = new Set(['url', 'invitationUrl']);
const mostNodes = 200_000;

/** What can be opened: addresses of definitions and channels, files of servers, other contracts that references name. */
export function documentLinksOf(parsed: Parsed, workspace: LanguageWorkspace, token: CancellationToken): DocumentLink[] {
	const { uri, linted } = parsed;
	const links: DocumentLink[] = [];
	const add = (range: Range, target: string, tooltip: string) => links.push({ range: linted.lines.rangeAt(range), target, tooltip });
	for (const contract of linted.contracts) {
		if (token.isCancellationRequested) return [];
		for (const node of urlNodes(contract)) {
			const target = addressFrom(node.text, uri);
			if (target !== undefined) add(rangeIn(node), target, 'Open the page');
		}
		for (const node of serverFiles(contract)) {
			const target = fileAddress(node.text, uri);
			if (target !== undefined) add(rangeIn(node), target, 'Open the data');
		}
	}
	const seen = new Set<string>();
	for (const file of mentionsOf(uri, linted, workspace).files) {
		const range = rangeOfMention(linted.text, file);
		const key = `${range.start} ${range.end}`;
		if (!seen.has(key)) add(range, file.uri, 'Open the contract');
		seen.add(key);
	}
	return links.sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character);
}

/** Scalars under `url` keys, wherever the standard has them. */
function* urlNodes({ root }: LintedContract): Iterable<ScalarNode> {
	const open: Node[] = [root];
	for (let left = mostNodes; left > 0; left--) {
		const node = open.pop();
		if (node === undefined) return;
		// What an alias stands for is found where it is written.
		if (node.alias !== undefined) continue;
		if (node.kind === 'seq') open.push(...node.items);
		if (node.kind !== 'map') continue;
		for (const { key, value, merged } of node.entries) {
			if (merged === true) continue;
			if (value.kind !== 'scalar') {
				if (!free.has(key)) open.push(value);
			} else if (urlKeys.has(key) && isLinkable(value)) yield value;
		}
	}
}

/** Paths of the servers that are files: of local ones a path, of any other an address that a browser opens. */
function* serverFiles({ contract }: LintedContract): Iterable<ScalarNode> {
	for (const { type, path, database, location } of contract.servers ?? []) {
		for (const part of [type?.value === 'local' ? path : undefined, type?.value === 'duckdb' ? database : undefined, location]) {
			const node = part?.node;
			if (node?.kind === 'scalar' && isLinkable(node)) yield node;
		}
	}
}

/** A path with a variable, a wildcard or a template stands for files that nobody knows yet. */
function isLinkable({ text, alias, style }: ScalarNode): boolean {
	return alias === undefined && style !== 'absent' && text !== '' && !/[\s{}]/.test(text);
}

/** An address, or one relative to the contract's. */
function addressFrom(text: string, uri: string): string | undefined {
	const isName = !/[/\\:]|\.\w+/.test(text);
	if (isName || text.startsWith('#') || !URL.canParse(text, uri)) return undefined;
	const { protocol, href } = new URL(text, uri);
	const isAbsolute = /^[a-z][a-z0-9+.-]+:/i.test(text);
	return openable.has(protocol) ? (isAbsolute ? text : href) : undefined;
}

/** An address of any other scheme may run something. */
const openable: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'file:']);

/** A path from the contract's folder, or an address that a browser opens. */
function fileAddress(text: string, uri: string): string | undefined {
	if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return addressFrom(text, uri);
	// Without a folder or an ending it is a name, not a path.
	if (/[*?[\]]/.test(text) || !/[/\\]|\.\w+$/.test(text)) return undefined;
	return addressOf(siblingPath(uri, text.replaceAll('%', '%25').replaceAll('#', '%23')));
}

/** Without the quotes. */
function rangeIn({ range, style }: ScalarNode): Range {
	const quote = style === 'single' || style === 'double' ? 1 : 0;
	return { start: range.start + quote, end: range.end - quote };
}
