import type { CancellationToken } from '../cancellation.ts';
import type { Parsed } from '../parsed.ts';
import type { LanguageWorkspace } from '../workspace.ts';
import { type ContractText, contractText, type Mention, mentionsIn, mentionsOf, type NamedThing } from './mentions.ts';
import { rangeOfMention } from './writeName.ts';

/** A mention and the file that it stands in. */
export interface Found {
	readonly file: ContractText;
	readonly mention: Mention;
}

export function textOfParsed({ uri, linted }: Parsed): ContractText {
	return { uri, text: linted.text, contracts: linted.contracts.map(({ contract }) => contract) };
}

/** The mention at an offset; of several (a property that stands in two objects by way of an alias) the first. */
export function mentionAt({ uri, linted }: Parsed, offset: number, workspace: LanguageWorkspace): Mention | undefined {
	return mentionsOf(uri, linted, workspace).things.find((mention) => {
		const { node } = mention;
		if (offset < node.range.start || node.range.end < offset) return false;
		// On its quotes is on the name.
		if (mention.grammar === 'alone') return true;
		const range = rangeOfMention(linted.text, mention);
		return range.start <= offset && offset <= range.end;
	});
}

/** Every mention of a thing, in the document itself first, then in the file that declares it and in those that name that file. */
export function mentionsOfThing(thing: NamedThing, parsed: Parsed, workspace: LanguageWorkspace, token: CancellationToken): Found[] {
	const found: Found[] = [];
	const declared = baseName(thing.uri);
	const uris = new Set([parsed.uri, thing.uri, ...workspace.contracts()]);
	for (const uri of uris) {
		if (token.isCancellationRequested) return [];
		const file = uri === parsed.uri ? textOfParsed(parsed) : contractText(uri, workspace);
		// To name a thing of another file takes that file's name.
		if (file === undefined || (uri !== thing.uri && !names(file.text, declared))) continue;
		const mentions = uri === parsed.uri ? mentionsOf(uri, parsed.linted, workspace) : mentionsIn(file, workspace);
		for (const mention of mentions.things) if (mention.thing.key === thing.key) found.push({ file, mention });
	}
	return found;
}

function names(text: string, file: string): boolean {
	return text.includes(file) || text.includes(encodeURIComponent(file));
}

function baseName(uri: string): string {
	const name = uri.slice(uri.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
