import { test } from 'vitest';
import { seeded } from '../corpus/differential/mutate.ts';
import { expectSame, freshlyLinted, Incremental, theLongWay } from './incrementalPromises.ts';
import { seconds, seed } from './options.ts';
import { workOn } from './work.ts';

/** At least as many, however long they take. */
const edits = 10_000;

/** Characters. */
const longText = 8_000;

test('a text that is edited is read as one that is opened, and as the library reads it', () => {
	const random = seeded(seed);
	const end = performance.now() + seconds * 1_000;
	let done = 0;
	while (done < edits || performance.now() < end) {
		const incremental = new Incremental();
		for (const step of workOn(40, random)) {
			const { text } = step;
			expectSame(incremental.yaml(text), theLongWay(text), step);
			const { findings } = incremental.linted(text);
			// Judging a long text anew takes as long as all else; what is remembered wrongly stays wrong for more than a letter.
			if (text.length < longText || done % 4 === 0) expectSame(findings, freshlyLinted(text).findings, step);
			done++;
		}
	}
	console.log(`${done} edits`);
});
