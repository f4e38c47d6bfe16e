import type { LocationLink, Position } from 'vscode-languageserver-types';
import { LineIndex } from '../spec/lineIndex.ts';
import type { Range } from '../spec/range.ts';
import { headRange } from '../spec/rules/place.ts';
import type { CancellationToken } from './cancellation.ts';
import { lexemesIn } from './lexemes.ts';
import { mentionAt } from './names/find.ts';
import { mentionsOf, type NamedThing } from './names/mentions.ts';
import { rangeOfMention } from './names/writeName.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** Where the thing at a position is declared: an object, a property, a server, another contract, an anchor. */
export function definitionAt(parsed: Parsed, position: Position, workspace: LanguageWorkspace, token: CancellationToken): LocationLink[] {
	if (token.isCancellationRequested) return [];
	const { uri, linted } = parsed;
	const offset = linted.lines.offsetAt(position);
	const mention = mentionAt(parsed, offset, workspace);
	if (mention !== undefined) {
		const origin = rangeOfMention(linted.text, mention);
		return toThing(parsed, origin, mention.thing, workspace);
	}
	for (const file of mentionsOf(uri, linted, workspace).files) {
		const origin = rangeOfMention(linted.text, file);
		if (offset < origin.start || origin.end < offset) continue;
		const start = { line: 0, character: 0 };
		const top = { start, end: start };
		return [{ originSelectionRange: linted.lines.rangeAt(origin), targetUri: file.uri, targetRange: top, targetSelectionRange: top }];
	}
	return toAnchor(parsed, offset);
}

function toThing({ uri, linted }: Parsed, origin: Range, thing: NamedThing, workspace: LanguageWorkspace): LocationLink[] {
	const text = thing.uri === uri ? linted.text : workspace.read(thing.uri);
	if (text === undefined) return [];
	const lines = thing.uri === uri ? linted.lines : new LineIndex(text);
	const selection = thing.name?.range ?? headRange(thing.node);
	const { start, end } = thing.node.range;
	// A name that a merge key brought in stands outside of what it names.
	const isInside = start <= selection.start && selection.end <= end;
	return [
		{
			originSelectionRange: linted.lines.rangeAt(origin),
			targetUri: thing.uri,
			targetRange: lines.rangeAt(isInside ? thing.node.range : selection),
			targetSelectionRange: lines.rangeAt(selection),
		},
	];
}

/** From `*name` to `&name`, the last one before it. */
function toAnchor({ uri, linted }: Parsed, offset: number): LocationLink[] {
	const lexemes = lexemesIn(linted);
	const alias = lexemes.find(({ kind, start, end }) => kind === 'alias' && start <= offset && offset <= end);
	if (alias === undefined) return [];
	const wanted = `&${linted.text.slice(alias.start + 1, alias.end)}`;
	const anchor = lexemes.findLast(
		({ kind, start, end }) => kind === 'anchor' && end <= alias.start && linted.text.slice(start, end) === wanted,
	);
	if (anchor === undefined) return [];
	const range = linted.lines.rangeAt(anchor);
	return [{ originSelectionRange: linted.lines.rangeAt(alias), targetUri: uri, targetRange: range, targetSelectionRange: range }];
}
