import { expect, test } from 'vitest';
import { lintText } from '../../server/src/spec/lint.ts';
import { seeded } from '../corpus/differential/mutate.ts';
import { richContract } from '../corpus/differential/richContract.ts';
import { seconds, seed } from './options.ts';
import { brokenPromises, damaged, randomYaml } from './yamlInputs.ts';

test('any text is read and judged without a throw, with ranges that hold', () => {
	const random = seeded(seed);
	const end = performance.now() + seconds * 1_000;
	let texts = 0;
	for (; performance.now() < end; texts++) {
		const text = random() < 0.5 ? randomYaml(random) : damaged(richContract, random);
		expect(brokenPromises(text), JSON.stringify(text)).toEqual([]);
		expect(() => lintText(text, { file: 'x.odcs.yaml', workspace: { read: () => undefined } }), JSON.stringify(text)).not.toThrow();
	}
	console.log(`${texts} texts`);
});
