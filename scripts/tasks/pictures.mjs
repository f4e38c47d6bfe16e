/** `npm run pictures`: the pictures of the README anew, as the tests see the extension, the panels and the report. */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../build/build.mjs';
import { root } from '../paths.mjs';
import { runEditorTests } from './steps/runEditorTests.mjs';
import { runTests } from './steps/runTests.mjs';

/** Name below docs/pictures, and what the tests call it. */
const pictures = {
	'editor.png': 'contract-dark.png',
	'tests.png': 'tests-light.png',
	'results.png': 'panels/results-one-rule-light.png',
	'report.png': 'panels/report-light.png',
};

await build();
const runs = [await runTests(['test/webview/results', 'test/webview/report']), await runEditorTests(['test/editor/ui'])];
if (runs.some(({ passed, failed }) => failed > 0 || passed === 0)) {
	console.error('The pictures are left as they were: not every test that looks at them passed.');
	process.exit(1);
}
const to = join(root, 'docs', 'pictures');
await mkdir(to, { recursive: true });
for (const [name, seen] of Object.entries(pictures)) {
	await cp(join(root, 'test', 'editor', 'screenshots', seen), join(to, name));
	console.log(`docs/pictures/${name}`);
}
