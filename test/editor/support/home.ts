import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const fixtures = join(import.meta.dirname, '..', 'fixtures');

/** A folder with all that one VS Code writes, and a copy of `fixtures` that is open in it: tests write there. */
export class Home {
	readonly folder = mkdtempSync(join(tmpdir(), 'plumbline-editor-'));
	readonly workspace = join(this.folder, 'workspace');
	readonly user = join(this.folder, 'user');
	/** What the suite must write into its report, so that no other is taken for it. */
	readonly runId = `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`;
	readonly #report = join(this.folder, 'sentinel.json');

	constructor(settings: Readonly<Record<string, unknown>> = {}) {
		cpSync(fixtures, this.workspace, { recursive: true });
		mkdirSync(join(this.user, 'User'), { recursive: true });
		writeFileSync(join(this.user, 'User', 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
	}

	/** The environment without what belongs to the VS Code that the tests themselves may be run from. */
	get env(): NodeJS.ProcessEnv {
		const kept = Object.entries(process.env).filter(
			([key]) => !/^(VSCODE|VITEST|ELECTRON)_|^(VITEST|NODE_OPTIONS|NODE_ENV|PORT)$/.test(key),
		);
		const suite = { SUITE_RUN_ID: this.runId, SUITE_SENTINEL: this.#report, SUITE_WORKSPACE: this.workspace };
		return { ...Object.fromEntries(kept), ...suite };
	}

	/** What the suite wrote, if it came to that. */
	report(): unknown {
		try {
			return existsSync(this.#report) ? JSON.parse(readFileSync(this.#report, 'utf8')) : undefined;
		} catch {
			// Cut short in the middle of a word.
			return undefined;
		}
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}

const quiet = {
	'workbench.startupEditor': 'none',
	// The web's workbench saves by itself otherwise.
	'files.autoSave': 'off',
	'telemetry.telemetryLevel': 'off',
	'extensions.autoUpdate': false,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'update.mode': 'none',
	'chat.disableAIFeatures': true,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.enableExperiments': false,
	'security.workspace.trust.startupPrompt': 'never',
};
