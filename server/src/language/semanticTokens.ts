import type {
	Range as PositionRange,
	SemanticTokens,
	SemanticTokensDelta,
	SemanticTokensEdit,
	SemanticTokensLegend,
} from 'vscode-languageserver-types';
import type { LintedFile } from '../spec/lint.ts';
import type { CancellationToken } from './cancellation.ts';
import type { Parsed } from './parsed.ts';
import { collectTokens, type Token } from './semanticTokens/collect.ts';
import { tokenModifiers, tokenTypes } from './semanticTokens/legend.ts';
import type { LanguageWorkspace } from './workspace.ts';

export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

/**
 * What the words of a contract are: keys of the standard and others, names of things declared elsewhere, SQL and regular
 * expressions inside values. Remembers what it last told of each document, so that the next time it tells the difference.
 */
export class SemanticTokensProvider {
	readonly #workspace: LanguageWorkspace;
	readonly #told = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
	#count = 0;

	constructor(workspace: LanguageWorkspace) {
		this.#workspace = workspace;
	}

	full(parsed: Parsed, token: CancellationToken): SemanticTokens {
		const data = token.isCancellationRequested ? [] : encoded(parsed.linted, collectTokens(parsed, this.#workspace));
		return { resultId: this.#remember(parsed.uri, data), data };
	}

	/** The changes since `previousResultId`, or all tokens where that is no longer known. */
	delta(parsed: Parsed, previousResultId: string, token: CancellationToken): SemanticTokens | SemanticTokensDelta {
		const before = this.#told.get(parsed.uri);
		if (before?.resultId !== previousResultId || token.isCancellationRequested) return this.full(parsed, token);
		const data = encoded(parsed.linted, collectTokens(parsed, this.#workspace));
		const edits = changes(before.data, data);
		return { resultId: this.#remember(parsed.uri, data), edits };
	}

	range({ uri, version, linted }: Parsed, range: PositionRange, token: CancellationToken): SemanticTokens {
		if (token.isCancellationRequested) return { data: [] };
		const [start, end] = [linted.lines.offsetAt(range.start), linted.lines.offsetAt(range.end)];
		const tokens = collectTokens({ uri, version, linted }, this.#workspace);
		return {
			data: encoded(
				linted,
				tokens.filter((each) => each.start < end && start < each.end),
			),
		};
	}

	/** To be called when a document closes. */
	forget(uri: string): void {
		this.#told.delete(uri);
	}

	#remember(uri: string, data: readonly number[]): string {
		const resultId = String(++this.#count);
		this.#told.set(uri, { resultId, data });
		return resultId;
	}
}

/** Five numbers a token: lines and characters from the token before, length, type, modifiers as bits. */
function encoded({ lines }: LintedFile, tokens: readonly Token[]): number[] {
	const data: number[] = [];
	let before = { line: 0, character: 0 };
	for (const { start, end, type, modifier } of tokens) {
		const position = lines.positionAt(start);
		const line = position.line - before.line;
		const character = line === 0 ? position.character - before.character : position.character;
		const bits = modifier === undefined ? 0 : 1 << tokenModifiers.indexOf(modifier);
		data.push(line, character, end - start, tokenTypes.indexOf(type), bits);
		before = position;
	}
	return data;
}

/** One edit: what differs between the longest common start and the longest common end. */
function changes(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	if (start === before.length && start === after.length) return [];
	let end = 0;
	while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	return [{ start, deleteCount: before.length - start - end, data: after.slice(start, after.length - end) }];
}
