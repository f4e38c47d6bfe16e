import { applied, type Edit, nextEdit } from './edits.ts';
import { someContract } from './someContract.ts';
import { typed } from './typing.ts';
import type { Random } from './yamlInputs.ts';

export interface Step {
	readonly edit: Edit | undefined;
	readonly text: string;
}

/**
 * A text that somebody works on: texts one after the other, each an edit away from the one before. Most of it is typing,
 * a letter at a time; the rest is whatever else hands do to a text.
 *
 * @param edits how many, at least
 * @param longest lines that a text begins with, at most; half of the texts are short in any case
 */
export function* workOn(edits: number, random: Random, longest = 2_000): Iterable<Step> {
	let count = 0;
	while (count < edits) {
		const lines = random() < 0.5 ? 20 + random() * 100 : 200 + random() ** 3 * (longest - 200);
		let text = someContract(random, Math.min(lines, longest));
		// Before it is nothing but damage, somebody begins anew.
		const before: string[] = [];
		for (const end = count + 24; count < end; ) {
			const hand = random() < 0.6 ? typed(text, random) : damaged(text, random);
			for (const edit of hand) {
				before.push(text);
				text = applied(text, edit);
				count++;
				yield { edit, text };
			}
			if (random() < 0.15) {
				text = before.at(-1 - Math.floor(random() * 10)) ?? text;
				count++;
				yield { edit: undefined, text };
			}
		}
	}
}

/** Something rude, which as often as not is taken back at once. */
function damaged(text: string, random: Random): readonly Edit[] {
	const edit = nextEdit(text, random);
	const { start, end, newText } = edit;
	const undo = { start, end: start + newText.length, newText: text.slice(start, end), what: 'take it back' };
	return random() < 0.6 ? [edit, undo] : [edit];
}
