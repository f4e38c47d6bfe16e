import { expect, test } from 'vitest';
import { orderSteps } from '../../server/src/language/codeActions/organize.ts';
import { layoutEdits } from '../../server/src/language/formatting/layout.ts';
import { applyLayout, sameContentSteps, sameMeaning } from '../../server/src/language/formatting/meaning.ts';
import { lintText } from '../../server/src/spec/lint.ts';
import { finished } from '../../server/src/spec/steps.ts';
import { lexemesOf } from '../../server/src/spec/yaml/lexemes.ts';
import { parseYaml } from '../../server/src/spec/yaml/parse.ts';
import { looseYaml, randomOf } from '../unit/language/looseYaml.ts';
import { seconds, seed } from './options.ts';

function formatted(text: string, step: number): string {
	const options = { step, trimTrailingSpaces: true, insertFinalNewline: true, trimFinalNewlines: true };
	return applyLayout(text, layoutEdits(text, lexemesOf(text) ?? [], options));
}

function organized(text: string): string {
	const linted = lintText(text, { file: 'x.odcs.yaml', workspace: { read: () => undefined } });
	return applyLayout(text, finished(orderSteps(linted)));
}

test('formatting and ordering keep what any YAML means, and have nothing to do the second time', () => {
	const end = performance.now() + seconds * 1_000;
	let texts = 0;
	for (let each = seed * 1_000_000; performance.now() < end; each++) {
		// Keys of the standard, so that there is something to order.
		const keys = ['name', 'id', 'version', 'schema', 'properties', 'description'];
		const text = looseYaml(randomOf(each)).replace(/\bkey(\d)/g, (_, digit: string) => keys[Number(digit)] ?? `key${digit}`);
		if (parseYaml(text).problems.some(({ severity }) => severity === 'error')) continue;
		texts++;
		const once = formatted(text, 2 + (each % 3));
		expect(sameMeaning(text, once), `${each}\n${text}`).toBe(true);
		expect(formatted(once, 2 + (each % 3)), `${each}\n${text}`).toBe(once);
		const ordered = organized(text);
		expect(finished(sameContentSteps(text, ordered)), `${each}\n${text}`).toBe(true);
		expect(organized(ordered), `${each}\n${text}`).toBe(ordered);
	}
	console.log(`${texts} texts`);
});
