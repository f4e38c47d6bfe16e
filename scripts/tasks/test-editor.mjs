/** `npm run test:editor [-- files…]`: the extension inside a real VS Code, of `npm test` the part that takes longest. */
import { build } from '../build/build.mjs';
import { runEditorTests } from './steps/runEditorTests.mjs';

await build();
const { passed, failed, skipped } = await runEditorTests(process.argv.slice(2));
for (const name of skipped) {
	console.log(`Skipped: ${name}`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
