import { root } from '../../paths.mjs';
import { ensureEditor } from '../../setup/editor.mjs';
import { runTests } from './runTests.mjs';

/**
 * The tests inside VS Code, on the extension as it is shipped.
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
	return runTests(filters, { SUITE: 'editor', EDITOR_PROGRAMS: JSON.stringify({ ...programs, extension: root }) });
}
