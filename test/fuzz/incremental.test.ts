import { expect, test } from 'vitest';
import { seeded } from '../corpus/differential/mutate.ts';
import { freshlyLinted, Incremental, theLongWay, workOn } from './incrementalPromises.ts';
import { seconds, seed } from './options.ts';

/** At least as many, however long they take. */
const edits = 10_000;

test('a text that is edited is read as one that is opened, and as the library reads it', () => {
	const random = seeded(seed);
	const end = performance.now() + seconds * 1_000;
	let done = 0;
	while (done < edits || performance.now() < end) {
		const incremental = new Incremental();
		for (const { edit, text } of workOn(40, random)) {
			const name = JSON.stringify({ edit, text });
			expect(incremental.yaml(text), name).toEqual(theLongWay(text));
			expect(incremental.linted(text).findings, name).toEqual(freshlyLinted(text).findings);
			done++;
		}
	}
	console.log(`${done} edits`);
});
