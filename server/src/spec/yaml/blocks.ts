/** Lines of a text that hold one item of a block list, from the line of its dash to before the next item's. */
export interface Item {
	readonly start: number;
	readonly end: number;
}

/** Items shorter than this are read where they stand. */
const shortestItem = 60;

/**
 * The items of the block lists that the keys of a block hold, found by indentation alone: for a contract, those of
 * `schema`, of `servers` and so on; for an object of it, those of `properties`. Only a guess: what looks like a list may
 * be lines of a text. Undefined where the block is too unusual to guess.
 *
 * @param block the lines of one item of a list, or a whole text
 */
export function itemsOf(block: string, isItem: boolean): readonly Item[] | undefined {
	const items: Item[] = [];
	/** Column of the block's keys; unknown before the first line. */
	let keys = -1;
	/** Column of the dashes of the list that the last lines belong to. */
	let dashes = -1;
	let itemStart = -1;
	let isAwaited = false;
	const close = (end: number) => {
		if (itemStart !== -1 && end - itemStart >= shortestItem) items.push({ start: itemStart, end });
		itemStart = -1;
	};
	for (let line = 0; line < block.length; line = nextLine(block, line)) {
		let content = line;
		while (block.charCodeAt(content) === space) content++;
		const code = block.charCodeAt(content);
		if (isBreak(block, content) || code === hash) continue;
		if (code === tab) {
			if (dashes === -1 || content - line <= dashes) return undefined;
			continue;
		}
		let column = content - line;
		if (keys === -1) {
			if (!isItem && block.startsWith('---', content)) continue;
			if (isItem) {
				do content++;
				while (block.charCodeAt(content) === space);
				if (isBreak(block, content) || isDash(block, content)) return [];
				column = content - line;
			}
			keys = column;
		} else if (dashes !== -1 && column >= dashes) {
			if (column > dashes) continue;
			if (isDash(block, content)) {
				close(line);
				itemStart = line;
				continue;
			}
		}
		if (dashes !== -1) {
			close(line);
			dashes = -1;
		}
		if (isAwaited && column >= keys && isDash(block, content)) {
			dashes = column;
			itemStart = line;
		} else if (column < keys) {
			return undefined;
		}
		bareKey.lastIndex = content;
		isAwaited = dashes === -1 && column === keys && bareKey.test(block);
	}
	close(block.length);
	return items;
}

const space = 0x20;
const tab = 0x09;
const hash = 0x23;
/** A key with nothing behind its colon but a comment. */
const bareKey = /[A-Za-z]\w*:(?: +#[^\n]*| *)\r?(?:\n|$)/y;

function nextLine(text: string, offset: number): number {
	const end = text.indexOf('\n', offset);
	return end === -1 ? text.length : end + 1;
}

function isBreak(text: string, offset: number): boolean {
	const code = text.charCodeAt(offset);
	return Number.isNaN(code) || code === 0x0a || (code === 0x0d && text.charCodeAt(offset + 1) === 0x0a);
}

function isDash(text: string, offset: number): boolean {
	return text.charCodeAt(offset) === 0x2d && (text.charCodeAt(offset + 1) === space || isBreak(text, offset + 1));
}
