import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
	type CompletionItem,
	CompletionItemKind,
	CompletionItemTag,
	InsertTextFormat,
	InsertTextMode,
	type Range,
	type TextEdit,
} from 'vscode-languageserver-types';
import { scalarText } from '../../spec/rules/write.ts';
import type { Word } from './outline/spot.ts';
import type { Start } from './place.ts';
import { indented, literal, plainText, type Snippet } from './snippet.ts';

/** One thing that may be written, before it is known how an editor wants it. */
export interface Offer {
	readonly label: string;
	readonly kind: 'key' | 'value' | 'construct' | 'name' | 'column' | 'observed' | 'pattern' | 'sql';
	/** What is written. Lines below the first start in the column of the first. */
	readonly insert: Snippet;
	/** Column of the lines below the first, where that is not the first one's. */
	readonly linesAt?: number;
	/** Small ranks first, then as they come. */
	readonly rank: number;
	/** What typing is held against, where that is not the label. */
	readonly filter?: string;
	/** Beside the label, in a few words. */
	readonly detail?: string;
	/** Markdown, where it is at hand. */
	readonly documentation?: string;
	/** What to say of it when it is looked at. */
	readonly about?: About;
	readonly isDeprecated?: boolean;
	/** Whether the next word is to be offered at once. */
	readonly asksOn?: boolean;
	readonly isPreferred?: boolean;
}

/** A key of the standard, in JSON: what `resolve` documents. */
export interface About {
	readonly object: string;
	readonly key: string;
	readonly version: string;
}

/** What an editor can do with a completion. */
export interface CompletionClient {
	readonly snippets: boolean;
	readonly insertReplace: boolean;
	/** Command that asks for completions again, in an editor that has one. */
	readonly suggestCommand?: string;
}

/** Writes offers as the protocol has them, all for one word. */
export class OfferWriter {
	readonly #word: Word;
	readonly #start: Start;
	readonly #client: CompletionClient;
	readonly #insertRange: Range;
	readonly #replaceRange: Range;
	readonly #typed: string;

	constructor(word: Word, start: Start, document: TextDocument, client: CompletionClient) {
		this.#word = word;
		this.#start = start;
		this.#client = client;
		const cursor = Math.max(word.cursor, word.range.start);
		const from = document.positionAt(word.range.start);
		this.#insertRange = { start: from, end: document.positionAt(cursor) };
		this.#replaceRange = { start: from, end: document.positionAt(Math.max(word.range.end, cursor)) };
		this.#typed = document.getText(this.#insertRange);
	}

	item(offer: Offer, order: number): CompletionItem {
		const snippet = this.#written(offer);
		const isSnippet = this.#client.snippets && snippet !== literal(plainText(snippet));
		const newText = isSnippet ? snippet : plainText(snippet);
		const { suggestCommand } = this.#client;
		return {
			label: offer.label,
			kind: kinds[offer.kind],
			sortText: `${String(offer.rank).padStart(2, '0')}${String(order).padStart(4, '0')}`,
			filterText: this.#filter(offer),
			textEdit: this.#edit(newText),
			insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
			...(newText.includes('\n') ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
			...(offer.detail === undefined ? {} : { detail: offer.detail }),
			...(offer.documentation === undefined ? {} : { documentation: { kind: 'markdown' as const, value: offer.documentation } }),
			...(offer.about === undefined ? {} : { data: offer.about }),
			...(offer.isDeprecated === true ? { tags: [CompletionItemTag.Deprecated] } : {}),
			...(offer.isPreferred === true ? { preselect: true } : {}),
			...(offer.asksOn === true && suggestCommand !== undefined ? { command: { title: 'Suggest', command: suggestCommand } } : {}),
		};
	}

	#edit(newText: string): NonNullable<CompletionItem['textEdit']> {
		if (!this.#client.insertReplace) return { range: this.#replaceRange, newText } satisfies TextEdit;
		return { newText, insert: this.#insertRange, replace: this.#replaceRange };
	}

	#written({ insert, linesAt }: Offer): Snippet {
		const { gap, column, lineColumn } = this.#word;
		// Lines below are indented by the editor as much as the line is that they start on.
		if (this.#start === 'dash') return `${gap}- ${indented(insert, column - lineColumn + 2)}`;
		return gap + indented(insert, Math.max(0, (linesAt ?? column + gap.length) - lineColumn));
	}

	/** A quote that stands before the word is no part of it; blanks that are replaced are. */
	#filter({ label, filter }: Offer): string {
		const blanks = /^\s*/.exec(this.#typed)?.[0] ?? '';
		return blanks + (filter ?? label);
	}
}

const kinds: { readonly [kind in Offer['kind']]: CompletionItemKind } = {
	key: CompletionItemKind.Property,
	value: CompletionItemKind.EnumMember,
	construct: CompletionItemKind.Snippet,
	name: CompletionItemKind.Reference,
	column: CompletionItemKind.Field,
	observed: CompletionItemKind.Value,
	pattern: CompletionItemKind.Text,
	sql: CompletionItemKind.Keyword,
};

/** A value as YAML, inside the quotes that stand around it already. */
export function valueText(value: string | number | boolean | null, { quote, flow }: Pick<Word, 'quote' | 'flow'>): Snippet {
	if (quote === '"') return literal(JSON.stringify(String(value)).slice(1, -1));
	if (quote === "'") return literal(String(value).replaceAll("'", "''"));
	if (value === null) return 'null';
	if (typeof value !== 'string') return String(value);
	return literal(flow && /[,[\]{}]/.test(value) ? JSON.stringify(value) : scalarText(value));
}
