import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range } from 'vscode-languageserver-types';
import { type Parsed, ParsedContracts } from '../../../server/src/language/parsed.ts';
import type { DataColumn, DataValue, LanguageWorkspace } from '../../../server/src/language/workspace.ts';
import type { RunState, StoredRun } from '../../../server/src/shared/messages.ts';
import { defaultSettings, type Settings } from '../../../server/src/shared/settings.ts';

/** Stands in a test's text where the cursor is. */
const mark = '‸';

/** A workspace in memory. Files go by their names; their addresses are `addressOf(name)`. */
export interface Files {
	readonly files?: { readonly [name: string]: string };
	readonly settings?: Settings;
	/** By name of the file. */
	readonly results?: { readonly [name: string]: StoredRun };
	readonly running?: { readonly [name: string]: RunState };
	/** Fingerprints of the data, by `object`. */
	readonly fingerprints?: { readonly [object: string]: string };
	/** Columns of the data, by `object`. */
	readonly columns?: { readonly [object: string]: readonly DataColumn[] };
	/** Values of the data, by `object.column`. */
	readonly values?: { readonly [column: string]: readonly DataValue[] };
	readonly nowMs?: number;
}

export function workspaceOf(world: Files = {}): LanguageWorkspace {
	const { files = {}, settings = defaultSettings, results = {}, running = {}, fingerprints = {}, columns = {}, values = {} } = world;
	const nameOf = (uri: string) => decodeURIComponent(uri.slice(folder.length));
	return {
		read: (uri) => files[nameOf(uri)],
		contracts: () => Object.keys(files).map(addressOf),
		settings: () => settings,
		nowMs: () => world.nowMs ?? Date.parse('2026-01-02T12:00:00Z'),
		results: {
			of: (uri) => results[nameOf(uri)],
			fingerprint: (_uri, object) => fingerprints[object],
			running: (uri) => running[nameOf(uri)],
		},
		data: { columns: (_uri, object) => columns[object], values: (_uri, object, column) => values[`${object}.${column}`] },
	};
}

const folder = 'file:///w/';

export function addressOf(name: string): string {
	return folder + encodeURIComponent(name);
}

export function documentOf(text: string, name = 'orders.odcs.yaml', version = 1): TextDocument {
	return TextDocument.create(addressOf(name), 'odcs', version, text);
}

export function parsedOf(text: string, workspace: LanguageWorkspace = workspaceOf()): Parsed {
	return new ParsedContracts(workspace).get(documentOf(text));
}

/** A text without its cursor, and where that was; `positions` where there are several. */
export interface Marked {
	readonly text: string;
	readonly document: TextDocument;
	readonly offset: number;
	readonly position: Position;
	readonly positions: readonly Position[];
}

export function marked(textWithCursor: string, name?: string): Marked {
	const pieces = textWithCursor.split(mark);
	const text = pieces.join('');
	const document = documentOf(text, name);
	let end = 0;
	const offsets = pieces.slice(0, -1).map((piece) => {
		end += piece.length;
		return end;
	});
	if (offsets.length === 0) throw new Error(`The test's text has no ${mark}`);
	const positions = offsets.map((each) => document.positionAt(each));
	return { text, document, offset: offsets[0]!, position: positions[0]!, positions };
}

/** `line:character word`, all zero-based: where a range is, and what it covers, for an expectation in one line. */
export function shown(document: TextDocument, range: Range): string {
	return `${range.start.line}:${range.start.character} ${document.getText(range)}`;
}

/** The lines of a template, without the indentation that all of them share. */
export function yaml(strings: TemplateStringsArray, ...parts: readonly unknown[]): string {
	const lines = String.raw({ raw: strings }, ...parts)
		.replace(/^\n/, '')
		.split('\n');
	const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[\t ]*/.exec(line)![0].length);
	const shared = Math.min(...indents);
	return lines
		.map((line) => line.slice(shared))
		.join('\n')
		.replace(/[\t ]+$/, '');
}

/** Turns `edit` on, as a user types it: `[from, to)` in offsets. */
export function edited(document: TextDocument, from: number, to: number, newText: string): TextDocument {
	const range = { start: document.positionAt(from), end: document.positionAt(to) };
	return TextDocument.update(document, [{ range, text: newText }], document.version + 1);
}
