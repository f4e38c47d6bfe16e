/** What `scripts/setup/editor.mjs` set up, as `npm run test:editor` and `npm test` hand it on. */
export const programs = readPrograms(process.env.EDITOR_PROGRAMS);

export interface Programs {
	/** A Node that VS Code's server runs under. */
	readonly node: string;
	/** Folder of VS Code's server. */
	readonly vscode: string;
	readonly chromium: string;
	/** Folder with the extension as it is shipped. */
	readonly extension: string;
	/** The same, packed. */
	readonly vsix: string;
}

function readPrograms(text: string | undefined): Programs {
	if (text === undefined) {
		throw new Error('These tests need a VS Code that is set up: run them with `npm run test:editor`.');
	}
	return JSON.parse(text);
}
