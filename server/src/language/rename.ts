import type { AnnotatedTextEdit, ChangeAnnotation, Position, Range as PositionRange, WorkspaceEdit } from 'vscode-languageserver-types';
import { LineIndex } from '../spec/lineIndex.ts';
import type { Node, ScalarNode } from '../spec/yaml/node.ts';
import type { CancellationToken } from './cancellation.ts';
import { cursorAt } from './cursor.ts';
import { type Found, mentionAt, mentionsOfThing, textOfParsed } from './names/find.ts';
import { type QueryEdit, wordsInQueries } from './names/inQueries.ts';
import { type ContractText, contractText, type Mention } from './names/mentions.ts';
import { nameProblem, textProblem } from './names/nameProblem.ts';
import { partText, rangeOfMention, rewritten } from './names/writeName.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

export interface RenamePlace {
	readonly range: PositionRange;
	readonly placeholder: string;
}

/** `reason` is one sentence for the user. */
export type RenameAnswer = { readonly ok: true; readonly edit: WorkspaceEdit } | { readonly ok: false; readonly reason: string };

/** The name or id at a position that can be given another name: of an object, a property or a server, where it is declared or named; or any other id. */
export function renamePlaceAt(
	parsed: Parsed,
	position: Position,
	workspace: LanguageWorkspace,
	token: CancellationToken,
): RenamePlace | undefined {
	if (token.isCancellationRequested) return undefined;
	const { linted } = parsed;
	const offset = linted.lines.offsetAt(position);
	const mention = mentionAt(parsed, offset, workspace);
	if (mention !== undefined && mention.by === 'physicalName') return undefined;
	if (mention !== undefined) {
		const range = linted.lines.rangeAt(rangeOfMention(linted.text, mention));
		return { range, placeholder: unquoted(mention.node.text.slice(mention.start, mention.end)) };
	}
	const id = lonelyId(parsed, offset);
	return id === undefined ? undefined : { range: linted.lines.rangeAt(id.node.range), placeholder: id.node.text };
}

/**
 * Gives the thing at a position another name wherever it goes by the old one, in other contracts too; changes are annotated
 * by where they are, for a preview. What queries seem to say of it is changed only where the user agrees. The data stays as it is.
 */
export function renameAt(
	parsed: Parsed,
	position: Position,
	newName: string,
	workspace: LanguageWorkspace,
	token: CancellationToken,
): RenameAnswer {
	const offset = parsed.linted.lines.offsetAt(position);
	const mention = mentionAt(parsed, offset, workspace);
	if (mention === undefined) return renameLonelyId(parsed, offset, newName);
	const { by, thing } = mention;
	if (by === 'physicalName') return failed('A physical name is the data’s own; change it where the data is described');
	const home = thing.uri === parsed.uri ? textOfParsed(parsed) : contractText(thing.uri, workspace);
	const problem = nameProblem(newName, by, thing, home?.contracts ?? []);
	if (problem !== undefined) return failed(problem);
	const found = mentionsOfThing(thing, parsed, workspace, token).filter((each) => each.mention.by === by);
	const isDeclared = found.some((each) => each.mention.isDeclaration);
	if (!isDeclared) return failed(`The ${by} is written behind an alias or a merge key; change it where that is anchored`);
	const queries = by === 'name' && home !== undefined ? wordsInQueries(thing, newName, home) : [];
	return editOf(found, newName, parsed, home && { file: home, edits: queries });
}

interface QueryEdits {
	readonly file: ContractText;
	readonly edits: readonly QueryEdit[];
}

function editOf(found: readonly Found[], newName: string, parsed: Parsed, queries: QueryEdits | undefined): RenameAnswer {
	const changes: FileChanges[] = [];
	for (const [file, mentions] of groupBy(found, ({ file: each }) => each.uri).values()) {
		const lines = new LineIndex(file.text);
		const edits: FileChanges['edits'][number][] = [];
		for (const [, inNode] of groupNodes(mentions)) {
			const [first] = inNode;
			if (first === undefined) continue;
			const parts: { start: number; end: number; newText: string }[] = [];
			for (const { node, start, end, grammar } of inNode) {
				const newText = partText(newName, node.text.slice(start, end), grammar);
				if (newText === undefined) return failed(`"${newName}" cannot be written in the reference "${node.text}"; choose a simpler name`);
				parts.push({ start, end, newText });
			}
			const edit = rewritten(file.text, first.node, parts);
			if (edit === undefined) {
				const line = lines.positionAt(first.node.range.start).line + 1;
				return failed(`The name on line ${line} of ${fileName(file.uri)} is written over several lines; put it on one line first`);
			}
			edits.push({ range: lines.rangeAt(edit.range), newText: edit.newText });
		}
		const words = file.uri === queries?.file.uri ? queries.edits : [];
		for (const { range, newText } of words) edits.push({ range: lines.rangeAt(range), newText, isGuess: true });
		changes.push({ uri: file.uri, edits });
	}
	return { ok: true, edit: workspaceEdit(changes, parsed) };
}

interface FileChanges {
	readonly uri: string;
	readonly edits: readonly { readonly range: PositionRange; readonly newText: string; readonly isGuess?: true }[];
}

function workspaceEdit(changes: readonly FileChanges[], parsed: Parsed): WorkspaceEdit {
	const isElsewhere = changes.some(({ uri }) => uri !== parsed.uri);
	const isGuessed = changes.some(({ edits }) => edits.some(({ isGuess }) => isGuess));
	return {
		documentChanges: changes.map(({ uri, edits }) => {
			const isHere = uri === parsed.uri;
			const annotationId = isHere ? here : elsewhere;
			const annotated: AnnotatedTextEdit[] = edits.map(({ range, newText, isGuess }) => ({
				range,
				newText,
				annotationId: isGuess ? inQueries : annotationId,
			}));
			return { textDocument: { uri, version: isHere ? parsed.version : null }, edits: annotated };
		}),
		changeAnnotations: {
			[here]: annotations.here,
			...(isElsewhere ? { [elsewhere]: annotations.elsewhere } : {}),
			...(isGuessed ? { [inQueries]: annotations.inQueries } : {}),
		},
	};
}

const here = 'here';
const elsewhere = 'elsewhere';
/** Edits that an editor may only make when its user has agreed. */
export const inQueries = 'inQueries';
/**
 * How a preview groups what is changed. What asks for a confirmation is left out unless somebody picks it; references of other
 * contracts do not, for they would lead nowhere then.
 */
const annotations = {
	here: { label: 'In this contract' },
	elsewhere: { label: 'In other contracts', description: 'They name it by its file' },
	inQueries: { label: 'In SQL', description: 'Its words are the same; what they mean is for you to say', needsConfirmation: true },
} satisfies { readonly [name: string]: ChangeAnnotation };

/** An id of something that nothing refers to, e.g. of a quality rule. */
function lonelyId({ linted }: Parsed, offset: number): { readonly node: ScalarNode; readonly siblings: readonly Node[] } | undefined {
	const cursor = cursorAt(linted, offset);
	const shape = cursor?.key?.shape;
	if (cursor?.on !== 'value' || cursor.entry?.key !== 'id' || shape?.kind !== 'string' || cursor.steps.length < 3) return undefined;
	const node = cursor.entry.value;
	if (node.kind !== 'scalar' || node.style === 'absent' || node.alias !== undefined) return undefined;
	const list = cursor.steps.at(-3)?.node;
	return { node, siblings: list?.kind === 'seq' ? list.items : [] };
}

function renameLonelyId(parsed: Parsed, offset: number, newName: string): RenameAnswer {
	const id = lonelyId(parsed, offset);
	if (id === undefined) return failed('Only names and ids of objects, properties and servers, and other ids, can be renamed');
	const problem = textProblem(newName, 'id');
	if (problem !== undefined) return failed(problem);
	const isTaken = id.siblings.some((item) => {
		const other = item.kind === 'map' ? item.get('id')?.value : undefined;
		return other !== undefined && other.kind === 'scalar' && other.text === newName && other.range.start !== id.node.range.start;
	});
	if (isTaken) return failed(`"${newName}" is the id of another item of this list already; choose a different id`);
	const edit = rewritten(parsed.linted.text, id.node, [{ start: 0, end: id.node.text.length, newText: newName }]);
	if (edit === undefined) return failed('This id is written over several lines; put it on one line first');
	const edits = [{ range: parsed.linted.lines.rangeAt(edit.range), newText: edit.newText }];
	return { ok: true, edit: workspaceEdit([{ uri: parsed.uri, edits }], parsed) };
}

function groupBy(found: readonly Found[], key: (found: Found) => string): Map<string, [ContractText, Mention[]]> {
	const groups = new Map<string, [ContractText, Mention[]]>();
	for (const each of found) {
		const group = groups.get(key(each)) ?? [each.file, []];
		group[1].push(each.mention);
		groups.set(key(each), group);
	}
	return groups;
}

/** Mentions in one scalar change it together. */
function groupNodes(mentions: readonly Mention[]): Map<number, Mention[]> {
	const groups = new Map<number, Mention[]>();
	for (const mention of mentions) {
		const { start } = mention.node.range;
		groups.set(start, [...(groups.get(start) ?? []), mention]);
	}
	return groups;
}

function unquoted(text: string): string {
	return /^(["`])(.+)\1$/.exec(text)?.[2] ?? text;
}

function fileName(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function failed(reason: string): RenameAnswer {
	return { ok: false, reason };
}
