import { megabytes } from '../../package/contents.mjs';
import { pack } from '../../package/pack.mjs';
import { ensureEditor } from '../../setup/editor.mjs';
import { runTests } from './runTests.mjs';

/**
 * Packs the extension as it was built, and runs the tests inside VS Code on it.
 * @param {string[]} filters parts of file names
 * @returns {Promise<{ passed: number; failed: number; skipped: string[] }>} one skipped test, with the reason, where VS
 * Code cannot be set up here
 */
export async function runEditorTests(filters) {
	let programs;
	try {
		programs = ensureEditor();
	} catch (error) {
		return { passed: 0, failed: 0, skipped: [`all tests inside VS Code: ${error.message}`] };
	}
	const { path, folder, files, bytes } = await pack();
	console.log(`Packed ${files.length} files, ${megabytes(bytes)}. Testing inside VS Code.`);
	const run = () => runTests(filters, { SUITE: 'editor', EDITOR_PROGRAMS: JSON.stringify({ ...programs, extension: folder, vsix: path }) });
	const first = await run();
	if (first.failed === 0) {
		return first;
	}
	// A browser that stalls while VS Code starts is no fault of ours; a fault of ours fails again.
	console.log(`${first.failed} tests inside VS Code failed, as listed above. Running them once more, in a fresh VS Code.`);
	return run();
}
