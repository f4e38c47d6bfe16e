import type { CST } from 'yaml';
import type { Finding } from '../finding.ts';
import { LineIndex } from '../lineIndex.ts';
import type { Steps } from '../steps.ts';
import { itemsOf } from './blocks.ts';
import { readByLibrary } from './library.ts';
import type { Node } from './node.ts';
import { readPlainBlock, readPlainYaml } from './plainReader.ts';
import { Problems } from './problems.ts';
import { movedFinding, movedNode, Skeleton } from './skeleton.ts';

/** What was read of a block, with places counted from its start. */
export interface Piece {
	/** Of a whole text its root; of an item its value. */
	readonly node: Node;
	readonly problems: readonly Finding[];
}

/**
 * Reads a text block by block: each object, and each property of it, by itself, plain ones the short way, so that one
 * mistake does not send a whole text the long way. Gives what the library makes of the whole text; undefined where that
 * is not sure: the text of one block may only matter to that block. Anchors, several documents, and mistakes that reach
 * beyond their block are the library's.
 *
 * @param cache what the long way made of blocks before
 */
export function* readInPieces(text: string, cache?: PieceCache): Steps<Piece | undefined> {
	// A line of these at the left margin ends a document, whatever it is in the middle of.
	if (text.startsWith('\ufeff') || /^(?:\.\.\.|%)|\n---/m.test(text)) return undefined;
	const read = yield* readCut(text, false, cache);
	cache?.turn();
	return read;
}

/** Blocks that went the long way, by what they were read as and their text. Those that the last reading did not meet are forgotten. */
export class PieceCache {
	#before = new Map<string, Piece | undefined>();
	#now = new Map<string, Piece | undefined>();

	*read(kind: 'text' | 'frame' | 'item', text: string, read: (text: string) => Steps<Piece | undefined>): Steps<Piece | undefined> {
		const key = `${kind}:${text}`;
		for (const known of [this.#now, this.#before]) {
			if (!known.has(key)) continue;
			const piece = known.get(key);
			this.#now.set(key, piece);
			return piece;
		}
		// A copy: a part of a text would keep all of the text that it was cut from.
		const own: string = JSON.parse(JSON.stringify(text));
		const piece = yield* read(own);
		this.#now.set(`${kind}:${own}`, piece);
		return piece;
	}

	/** To be called when a text has been read. */
	turn(): void {
		this.#before = this.#now;
		this.#now = new Map();
	}
}

function* readItem(text: string, cache: PieceCache | undefined): Steps<Piece | undefined> {
	const plain = readPlainBlock(text);
	if (plain !== undefined) return onlyItem(plain, text, []);
	yield;
	const cut = yield* readCut(text, true, cache);
	if (cut !== undefined) return cut;
	return yield* cache === undefined
		? readWhole(text, true, mostPasses)
		: cache.read('item', text, (own) => readWhole(own, true, mostPasses));
}

/** The block without its items, and each of those by itself. */
function* readCut(text: string, isItem: boolean, cache: PieceCache | undefined): Steps<Piece | undefined> {
	const items = itemsOf(text, isItem);
	if (items === undefined || items.length === 0) return undefined;
	const values: Node[] = [];
	const problems: Finding[] = [];
	for (const { start, end } of items) {
		const piece = yield* readItem(text.slice(start, end), cache);
		if (piece === undefined) return undefined;
		values.push(movedNode(piece.node, start));
		for (const problem of piece.problems) problems.push(movedFinding(problem, (offset) => offset + start));
	}
	const skeleton = new Skeleton(text, items);
	const frame = yield* readFrame(skeleton.text, isItem, cache);
	const node = frame && skeleton.restore(frame.node, values);
	if (frame === undefined || node === undefined) return undefined;
	for (const problem of frame.problems) {
		const moved = skeleton.finding(problem);
		if (moved === undefined) return undefined;
		problems.push(moved);
	}
	return { node, problems };
}

function* readFrame(text: string, isItem: boolean, cache: PieceCache | undefined): Steps<Piece | undefined> {
	const plain = isItem ? readPlainBlock(text) : readPlainYaml(text);
	if (plain !== undefined) return isItem ? onlyItem(plain, text, []) : { node: plain, problems: [] };
	return yield* cache === undefined
		? readWhole(text, isItem, 0)
		: cache.read(isItem ? 'frame' : 'text', text, (own) => readWhole(own, isItem, 0));
}

/** A mistake is told once a line and a hundred times a file; the last of them counts those that are left out. */
const mostProblems = 100;

/** Mistakes that hide mistakes that hide mistakes: beyond this the whole text is looked at. */
const mostPasses = 2;

/**
 * The long way, where all of what is in the block stays in the block.
 *
 * @param passes of repair that may be needed; none where a quote that is never closed would close in an item left out
 */
function* readWhole(text: string, isItem: boolean, passes: number): Steps<Piece | undefined> {
	const lines = new LineIndex(text);
	const problems = new Problems(text, lines);
	const { documents, repaired } = yield* readByLibrary(text, lines, problems);
	const found = problems.all();
	const root = documents[0]?.root;
	if (root === undefined || documents.length > 1 || problems.isAstray || found.length >= mostProblems) return undefined;
	if (repaired.passes > passes || repaired.strays > 0 || !repaired.tokens.every(staysInside)) return undefined;
	const end = text.trimEnd().length;
	if (found.some((problem) => reachesBeyond(problem, text, end))) return undefined;
	return isItem ? onlyItem(root, text, found) : { node: root, problems: found };
}

function onlyItem(root: Node, text: string, problems: readonly Finding[]): Piece | undefined {
	const [node, other] = root.kind === 'seq' && !root.flow ? root.items : [];
	if (node === undefined || other !== undefined || root.range.start !== text.indexOf('-')) return undefined;
	return { node, problems };
}

/** Whether the end of the block has a part in a problem; in the whole text other words stand there. */
function reachesBeyond({ range }: Finding, text: string, end: number): boolean {
	if (range.end > end || range.start >= end) return true;
	const isBlank = text.slice(range.start, range.end).trim() === '';
	return isBlank && range.start + 100 > end;
}

/**
 * False for tokens outside of any document, for anchors and aliases, which tie blocks together, and for a bracket without
 * its counterpart, which takes in what no indentation tells.
 */
function staysInside(token: CST.Token): boolean {
	if (token.type === 'comment' || token.type === 'newline' || token.type === 'space') return true;
	if (token.type !== 'document') return false;
	const open: CST.Token[] = token.value ? [...token.start, token.value] : [...token.start];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (next.type === 'anchor' || next.type === 'alias' || next.type === 'error') return false;
		if (next.type === 'flow-collection' && next.end[0]?.source !== closing[next.start.source]) return false;
		if (next.type === 'block-scalar') open.push(...next.props);
		if (!('items' in next)) continue;
		for (const { start, key, sep, value } of next.items) {
			open.push(...start, ...(sep ?? []));
			if (key) open.push(key);
			if (value) open.push(value);
		}
	}
	return true;
}

const closing: { readonly [open: string]: string } = { '[': ']', '{': '}' };
