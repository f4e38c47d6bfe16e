import { runSuite } from './run.ts';
import { activation } from './trusted/activation.ts';
import { checks } from './trusted/checks.ts';
import { diagnostics } from './trusted/diagnostics.ts';
import { manifest } from './trusted/manifest.ts';
import { recovery } from './trusted/recovery.ts';
import { renaming } from './trusted/renaming.ts';
import { severalFolders } from './trusted/severalFolders.ts';
import { runningTasks } from './trusted/tasks.ts';
import { virtualFolders } from './trusted/virtualFolders.ts';

export function run(): Promise<void> {
	return runSuite(() => {
		// First, while nothing has been asked of the extension yet.
		activation();
		diagnostics();
		// Before any check: what is found then comes from the task.
		runningTasks();
		checks();
		renaming();
		severalFolders();
		virtualFolders();
		recovery();
		manifest();
	});
}
