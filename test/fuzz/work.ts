import { applied, type Edit, nextEdit } from './edits.ts';
import { someContract } from './someContract.ts';
import { typed } from './typing.ts';
import type { Random } from './yamlInputs.ts';

export interface Step {
	readonly edit: Edit | undefined;
	readonly text: string;
}

/**
 * A text that somebody works on: texts one after the other, each an edit away from the one before. Most contracts
 * are short, and handled rudely. In the others, most is typing, a letter at a time, and most of what is wrong is taken back.
 *
 * @param edits how many, at least
 * @param longest lines that a text begins with, at most
 */
export function* workOn(edits: number, random: Random, longest = 2_000): Iterable<Step> {
	for (let count = 0; count < edits; ) {
		const isLong = longest > 200 && random() < 0.35;
		let text = someContract(random, isLong ? 200 + random() ** 5 * (longest - 200) : 20 + random() * 80);
		// Before it is nothing but damage, somebody begins anew.
		for (const end = count + 30; count < end; ) {
			const before = text;
			const hand = random() < (isLong ? 0.8 : 0.4) ? typed(text, random) : damaged(text, random, isLong ? 0.9 : 0.6);
			for (const edit of hand) {
				text = applied(text, edit);
				count++;
				yield { edit, text };
			}
			if (text !== before && random() < (isLong ? 0.7 : 0.2)) {
				text = before;
				count++;
				yield { edit: undefined, text };
			}
		}
	}
}

/** Something rude, and whether it is taken back at once. */
function damaged(text: string, random: Random, undoShare: number): readonly Edit[] {
	const edit = nextEdit(text, random);
	const { start, end, newText } = edit;
	const undo = { start, end: start + newText.length, newText: text.slice(start, end), what: 'take it back' };
	return random() < undoShare ? [edit, undo] : [edit];
}
