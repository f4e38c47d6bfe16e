/** What `scripts/setup` found, as `npm run test:editor` and `npm test` hand it on. */
export const programs = readPrograms(process.env.EDITOR_PROGRAMS);

export interface Programs {
	/** VS Code's workbench in a browser; absent: none of the tests that need it is run. */
	readonly workbench?: {
		/** A Node that VS Code's server runs under. */
		readonly node: string;
		/** Folder of VS Code's server. */
		readonly vscode: string;
		readonly chromium: string;
	};
	/** VS Code's desktop build, the program last; absent as above. */
	readonly desktop?: readonly string[];
	/** Folder with the extension as it is shipped. */
	readonly extension: string;
	/** The same, packed. */
	readonly vsix: string;
	/** Folder with the extension as it is shipped to browsers. */
	readonly webExtension: string;
}

function readPrograms(text: string | undefined): Programs {
	if (text === undefined) {
		throw new Error('These tests need a VS Code that is set up: run them with `npm run test:editor`.');
	}
	return JSON.parse(text);
}
