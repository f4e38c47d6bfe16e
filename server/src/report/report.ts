import type { CheckResult } from '../spec/result.ts';

/** Everything that a renderer may show: written once by a command, rendered many times, recomputed by nobody. */
export interface Report {
	readonly command: 'lint' | 'check';
	/** In the order of `sources`, then by place in the text; see `inOrder`. */
	readonly results: readonly CheckResult[];
	/** Text of every file that was looked at, by its path as shown (`/` between folders); in the order they are shown. */
	readonly sources: ReadonlyMap<string, string>;
	/** What kept the command from its work and belongs to no rule: a file that cannot be read, an engine that did not start. */
	readonly problems: readonly Problem[];
	/** What a rule's code says in a few words, for codes beyond those of `lint`. */
	readonly ruleTitles?: Readonly<Record<string, string>>;
	readonly tool: { readonly name: string; readonly version: string };
	readonly startedIso: string;
	readonly durationMs: number;
	readonly failOn: FailOn;
	/** What is not enforced counts as a failure. */
	readonly strict: boolean;
}

export type FailOn = 'error' | 'warning' | 'never';

/** A sentence that names what was tried and what came back, and another that says what to do. */
export interface Problem {
	readonly file?: string;
	readonly message: string;
	readonly mend?: string;
}

export const formats = ['pretty', 'compact', 'json', 'sarif', 'junit', 'markdown', 'html', 'github'] as const;
export type Format = (typeof formats)[number];

/** How a rendering is shown; no renderer reads the terminal or the environment itself. */
export interface RenderOptions {
	/** ANSI colours; only `pretty` has any. */
	readonly colour?: boolean;
	/** Width of the terminal in cells; tables are cut to it. */
	readonly columns?: number;
	/** Also what passed, and every rule that is not enforced. */
	readonly verbose?: boolean;
	/** Only what is wrong; nothing at all where nothing is. */
	readonly quiet?: boolean;
	/** What a reader may do next, as commands; shown last by `pretty`. */
	readonly nextSteps?: readonly string[];
}

/** Results as they are shown: by file in the order of `sources`, by line, by character, then by id. */
export function inOrder(results: readonly CheckResult[], files: Iterable<string>): CheckResult[] {
	const rank = new Map([...files].map((file, index) => [file, index]));
	const rankOf = (result: CheckResult) => rank.get(result.contract) ?? rank.size;
	return [...results].sort(
		(a, b) =>
			rankOf(a) - rankOf(b) ||
			a.location.range.start.line - b.location.range.start.line ||
			a.location.range.start.character - b.location.range.start.character ||
			compareText(a.id, b.id) ||
			compareText(a.rule, b.rule),
	);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
