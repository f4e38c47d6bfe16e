import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { type CompletionClient, completionsAt } from '../../../server/src/language/completion.ts';
import { type Files, marked, workspaceOf } from './support.ts';

export const vscode: CompletionClient = { snippets: true, insertReplace: true, suggestCommand: 'editor.action.triggerSuggest' };

/** What an editor shows and does for a text with a cursor. */
export interface Completed {
	readonly list: CompletionList;
	/** In the order that an editor shows them in before anything is filtered. */
	readonly labels: readonly string[];
	item(label: string): CompletionItem;
	/** The text after an item was taken, snippet marks and all. */
	apply(label: string, mode?: 'insert' | 'replace'): string;
	/** The lines that taking an item changes or adds. */
	taking(label: string, mode?: 'insert' | 'replace'): string;
}

export function complete(textWithCursor: string, world: Files = {}, client: CompletionClient = vscode): Completed {
	const { text, document, position } = marked(textWithCursor);
	const list = completionsAt(document, position, workspaceOf(world), client, never);
	const items = [...list.items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : a.sortText! > b.sortText! ? 1 : 0));
	const item = (label: string) => {
		const found = items.find((each) => each.label === label);
		if (found === undefined) throw new Error(`No ${label} among ${items.map((each) => each.label).join(', ')}`);
		return found;
	};
	const apply = (label: string, mode: 'insert' | 'replace' = 'replace') => {
		const edit = item(label).textEdit!;
		const range = 'range' in edit ? edit.range : edit[mode];
		const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
		const before = text.slice(0, start);
		// As editors do: further lines are indented like the line that they start on.
		const indentation = /[^\r\n]*$/.exec(before)![0].match(/^[ \t]*/)![0];
		return before + edit.newText.replaceAll('\n', `\n${indentation}`) + text.slice(end);
	};
	const taking = (label: string, mode?: 'insert' | 'replace') => {
		const old = text.split('\n');
		const lines = apply(label, mode).split('\n');
		let from = 0;
		while (from < old.length && old[from] === lines[from]) from++;
		let same = 0;
		while (same < old.length - from && same < lines.length - from && old.at(-1 - same) === lines.at(-1 - same)) same++;
		return lines.slice(from, lines.length - same).join('\n');
	};
	return { list, labels: items.map(({ label }) => label), item, apply, taking };
}

/** A contract that ends in the lines of an object's property. */
export function inProperty(lines: string): string {
	return `apiVersion: v3.1.0\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\nschema:\n  - name: orders\n    properties:\n${lines}`;
}
