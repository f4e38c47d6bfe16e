import { megabytes } from '../../package/contents.mjs';
import { pack } from '../../package/pack.mjs';
import { ensureDesktop } from '../../setup/desktop.mjs';
import { ensureEditor } from '../../setup/editor.mjs';
import { runTests } from './runTests.mjs';

const onDesktop = 'test/editor/desktop.test.ts';

/**
 * Packs the extension as it was built, and runs the tests inside VS Code on it: in the workbench that comes from npm, and
 * in the desktop build.
 * @param {string[]} filters parts of file names
 * @returns {Promise<{ passed: number; failed: number; skipped: string[] }>} one skipped test, with the reason, for each
 * of the two that cannot be set up here
 */
export async function runEditorTests(filters) {
	const wants = (file) => filters.length === 0 || filters.some((filter) => file.includes(filter));
	const wantsDesktop = wants(onDesktop);
	const wantsWorkbench = filters.length === 0 || filters.some((filter) => !onDesktop.includes(filter));
	const workbench = wantsWorkbench ? await attempt(ensureEditor) : {};
	const desktop = wantsDesktop ? await attempt(ensureDesktop) : {};
	const skipped = [
		...(workbench.problem ? [`all tests inside VS Code's workbench: ${workbench.problem}`] : []),
		...(desktop.problem ? [`the suites inside VS Code's desktop build: ${desktop.problem}`] : []),
	];
	if (!workbench.found && !desktop.found) {
		return { passed: 0, failed: 0, skipped };
	}
	const { path, folder, files, bytes } = await pack();
	const web = await pack('web');
	console.log(
		`Packed ${files.length} files, ${megabytes(bytes)}; for browsers ${web.files.length} files, ${megabytes(web.bytes)}. Testing inside VS Code.`,
	);
	const programs = { workbench: workbench.found, desktop: desktop.found, extension: folder, vsix: path, webExtension: web.folder };
	// Files are named by parts of their names, and "all but one" by an option.
	const chosen = workbench.found ? filters : [onDesktop];
	const excluded = workbench.found && !desktop.found ? ['--exclude', onDesktop] : [];
	const run = (files) => runTests([...files, ...excluded], { SUITE: 'editor', EDITOR_PROGRAMS: JSON.stringify(programs) });
	const first = await run(chosen);
	if (first.failed === 0) {
		return withSkipped(first, skipped);
	}
	// A browser that stalls while VS Code starts is no fault of ours; a fault of ours fails again.
	console.log(`${first.failed} tests inside VS Code failed, as listed above. Running their files once more, in a fresh VS Code.`);
	if (first.failedFiles.length === 0) return withSkipped(await run(chosen), skipped);
	const second = await run(first.failedFiles);
	return withSkipped({ ...second, passed: first.passedElsewhere + second.passed }, skipped);
}

/** @returns what was set up, or why it was not */
async function attempt(setUp) {
	try {
		return { found: await setUp() };
	} catch (error) {
		return { problem: error.message };
	}
}

function withSkipped(result, skipped) {
	return { ...result, skipped: [...skipped, ...result.skipped] };
}
