/** Terminal cells that a text takes: wide for East Asian and emoji, none for combining marks. Expects `visible` text. */
export function width(text: string): number {
	if (ascii.test(text)) {
		return text.length;
	}
	let cells = 0;
	for (const character of text) {
		cells += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
	}
	return cells;
}

/** Cuts to so many cells, with an ellipsis as the last. */
export function cut(text: string, cells: number): string {
	if (width(text) <= cells) {
		return text;
	}
	let kept = '';
	let used = 0;
	for (const character of text) {
		used += width(character);
		if (used > cells - 1) {
			break;
		}
		kept += character;
	}
	return `${kept}…`;
}

export function padEnd(text: string, cells: number): string {
	return text + ' '.repeat(Math.max(0, cells - width(text)));
}

export function padStart(text: string, cells: number): string {
	return ' '.repeat(Math.max(0, cells - width(text))) + text;
}

const ascii = /^[\x20-\x7E]*$/;
const combining = /^(?:\p{Mn}|\p{Me}|\u200D|[\uFE00-\uFE0F])$/u;
const wide =
	/^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]$/u;
