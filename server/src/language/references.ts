import type { Location, Position } from 'vscode-languageserver-types';
import { LineIndex } from '../spec/lineIndex.ts';
import type { CancellationToken } from './cancellation.ts';
import { mentionAt, mentionsOfThing } from './names/find.ts';
import { rangeOfMention } from './names/writeName.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** Everything that names the thing at a position, in this contract and in others, by any of its names. */
export function referencesAt(
	parsed: Parsed,
	position: Position,
	context: { readonly includeDeclaration: boolean },
	workspace: LanguageWorkspace,
	token: CancellationToken,
): Location[] {
	if (token.isCancellationRequested) return [];
	const mention = mentionAt(parsed, parsed.linted.lines.offsetAt(position), workspace);
	if (mention === undefined) return [];
	const lines = new Map<string, LineIndex>();
	const found = mentionsOfThing(mention.thing, parsed, workspace, token);
	return found
		.filter((each) => context.includeDeclaration || !each.mention.isDeclaration)
		.map(({ file, mention: each }) => {
			const index = lines.get(file.uri) ?? new LineIndex(file.text);
			lines.set(file.uri, index);
			return { uri: file.uri, range: index.rangeAt(rangeOfMention(file.text, each)) };
		});
}
