import { formats } from '../report/report.ts';
import type { Arguments } from './arguments.ts';
import type { World } from './world.ts';

/**
 * Everything the command line understands, said once: parsing, `--help`, completions and the answer to a misspelt word
 * all read this table.
 */
export interface CommandSpec {
	readonly name: string;
	/** One line for the list of commands. */
	readonly does: string;
	/** What stands after the name, e.g. `[paths…]`. */
	readonly usage: string;
	/** Further sentences of its own help. */
	readonly about?: readonly string[];
	readonly options: readonly OptionSpec[];
	readonly positionals: {
		readonly most: number;
		readonly least?: number;
		readonly choices?: readonly string[];
		readonly complete: 'files' | 'choices';
	};
	readonly examples: readonly { readonly line: string; readonly does: string }[];
	/** Loads the command's code: only what is run is read. */
	readonly load: () => Promise<{ run(parsed: Arguments, world: World): Promise<number> }>;
}

export interface OptionSpec {
	readonly name: string;
	readonly short?: string;
	/** Placeholder of its value; absent for a switch. */
	readonly value?: string;
	readonly choices?: readonly string[];
	/** May be given several times, and each may be a comma list. */
	readonly list?: boolean;
	readonly complete?: 'file';
	readonly does: string;
	/** Understood and checked, but of no effect here; left out of the help. */
	readonly hidden?: boolean;
}

const format: OptionSpec = {
	name: 'format',
	short: 'f',
	value: 'FORMAT',
	choices: formats,
	does: 'How to report; without it, by the ending of --output, else pretty',
};
const output: OptionSpec = {
	name: 'output',
	short: 'o',
	value: 'FILE',
	complete: 'file',
	does: 'Write the report there instead of to standard output',
};
const failOn: OptionSpec = {
	name: 'fail-on',
	value: 'SEVERITY',
	choices: ['error', 'warning', 'never'],
	does: 'Exit 1 from this severity up (default error); what could not be done is exit 2 always',
};
const rule: OptionSpec = {
	name: 'rule',
	value: 'RULE',
	list: true,
	does: 'Only these rules: a code (its "data." or "contract." may be left out) or an id; * stands for anything',
};
const quiet: OptionSpec = { name: 'quiet', short: 'q', does: 'Nothing when all is well; no progress, no hints' };
const verbose: OptionSpec = { name: 'verbose', short: 'v', does: 'Also what passed, and each rule that is not enforced' };
const colour: readonly OptionSpec[] = [
	{ name: 'color', does: 'Colours even where the output is no terminal' },
	{ name: 'no-color', does: 'No colours; so does NO_COLOR in the environment' },
];
const stdinFilename: OptionSpec = {
	name: 'stdin-filename',
	value: 'FILE',
	complete: 'file',
	does: 'Path that a contract read from - stands for',
};
const help: OptionSpec = { name: 'help', short: 'h', does: 'This help' };

const dataOptions: readonly OptionSpec[] = [
	{ name: 'strict', does: 'Rules that are not enforced fail too' },
	{ name: 'server', value: 'NAME', does: "The contract's server to read (default: its first)" },
	{ name: 'object', value: 'NAME', list: true, does: 'Only these schema objects' },
	{ name: 'tag', value: 'TAG', list: true, does: 'Only rules with one of these tags' },
	{ name: 'dimension', value: 'DIMENSION', list: true, does: 'Only rules of these quality dimensions' },
	{ name: 'now', value: 'INSTANT', does: 'Judge ages and latencies as if it were then, e.g. 2026-10-01T00:00:00Z' },
	{ name: 'threads', value: 'N', does: 'Threads of the engine (default: the cores there are)' },
	{ name: 'memory', value: 'SIZE', does: 'Most memory of the engine, e.g. 2GiB' },
	{ name: 'timeout', value: 'TIME', does: 'Longest that one query may take, e.g. 30s, 5m' },
	{ name: 'sample-rows', value: 'N', does: 'Failing rows to show of a rule (default 5; 0 shows none)' },
	{ name: 'show-sensitive', does: 'Show cells of columns classified as sensitive, which are masked otherwise' },
];

/** What `check` understands and `lint` has no use for: accepted, so that one set of options serves both. */
const idle = dataOptions.map((option) => ({ ...option, hidden: true }));

export const commands: readonly CommandSpec[] = [
	{
		name: 'lint',
		does: 'Check the text of contracts, without data',
		usage: '[paths…]',
		about: [
			'Paths are files, folders, globs, or - for standard input; without any, the contracts under this folder.',
			'A contract is named *.odcs.yaml or *.odcs.yml, or is YAML whose root says kind: DataContract.',
		],
		options: [
			{ name: 'fix', does: 'Mend in place what can be mended safely' },
			format,
			output,
			failOn,
			rule,
			stdinFilename,
			quiet,
			verbose,
			...colour,
			help,
			...idle,
		],
		positionals: { most: Number.POSITIVE_INFINITY, complete: 'files' },
		examples: [
			{ line: 'plumbline lint', does: 'every contract under this folder' },
			{ line: 'plumbline lint --fix contracts/flights.odcs.yaml', does: 'mend what can be mended' },
			{ line: 'git show HEAD:a.odcs.yaml | plumbline lint - --stdin-filename a.odcs.yaml', does: 'a text that is in no file' },
			{ line: 'plumbline lint --format sarif --output lint.sarif', does: 'for code scanning' },
		],
		load: () => import('./commands/lint.ts'),
	},
	{
		name: 'check',
		does: 'Check contracts against their data',
		usage: '[paths…]',
		about: [
			'Paths are files, folders, globs, or - for standard input; without any, the contracts under this folder.',
			"Data is found from each contract's server; a relative path is relative to the contract's folder.",
		],
		options: [
			format,
			output,
			failOn,
			...dataOptions.slice(0, 3),
			rule,
			...dataOptions.slice(3),
			stdinFilename,
			quiet,
			verbose,
			...colour,
			help,
		],
		positionals: { most: Number.POSITIVE_INFINITY, complete: 'files' },
		examples: [
			{ line: 'plumbline check flights.odcs.yaml', does: 'one contract against its data' },
			{ line: 'plumbline check contracts/ --output report.html', does: 'a page to send to a colleague' },
			{ line: 'plumbline check --format github --fail-on warning', does: 'annotations in a GitHub workflow' },
			{ line: 'plumbline check flights.odcs.yaml --object flights --rule minimum,maximum', does: 'some rules of one object' },
			{ line: 'plumbline check --server staging --memory 2GiB --timeout 30s', does: 'another server, within limits' },
		],
		load: () => import('./commands/check.ts'),
	},
	{
		name: 'explain',
		does: 'Say what the code of a finding means and how to mend it',
		usage: '<code>',
		options: [help],
		positionals: { most: 1, least: 0, complete: 'files' },
		examples: [{ line: 'plumbline explain data.minimum', does: 'what, why, an example and the mend' }],
		load: () => import('./commands/explain.ts'),
	},
	{
		name: 'lsp',
		does: 'Serve an editor by the Language Server Protocol',
		usage: '[--stdio]',
		about: ['Talks over standard input and output until the editor ends it; an editor starts it, not a person.'],
		options: [{ name: 'stdio', does: 'Talk over standard input and output (the default)' }, help],
		positionals: { most: 0, complete: 'files' },
		examples: [{ line: 'plumbline lsp --stdio', does: "what to write into an editor's settings" }],
		load: () => import('./commands/lsp.ts'),
	},
	{
		name: 'completion',
		does: 'Print a script that completes commands and options in a shell',
		usage: '<bash|zsh|fish|powershell>',
		options: [help],
		positionals: { most: 1, least: 1, choices: ['bash', 'zsh', 'fish', 'powershell'], complete: 'choices' },
		examples: [
			{ line: 'source <(plumbline completion bash)', does: 'in ~/.bashrc' },
			{ line: 'plumbline completion zsh > ~/.zfunc/_plumbline', does: 'a folder on $fpath' },
			{ line: 'plumbline completion fish > ~/.config/fish/completions/plumbline.fish', does: 'for fish' },
			{ line: 'plumbline completion powershell | Out-String | Invoke-Expression', does: 'in $PROFILE' },
		],
		load: () => import('./commands/completion.ts'),
	},
];

/** Understood before or instead of a command. */
export const globalOptions: readonly OptionSpec[] = [help, { name: 'version', short: 'V', does: 'Version of this program' }];

/** Exit codes, for the help. */
export const exitCodes: readonly (readonly [number, string])[] = [
	[0, 'all passed'],
	[1, 'findings at or above --fail-on'],
	[2, 'it could not do its work: usage, an unreadable file, a source that cannot be reached, a rule that errored'],
	[130, 'interrupted'],
];
