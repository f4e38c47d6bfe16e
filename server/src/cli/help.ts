import { type CommandSpec, commands, exitCodes, globalOptions, type OptionSpec } from './commandTable.ts';

/** `plumbline --help`. */
export function overallHelp(): string {
	return sections(
		'Plumbline holds data contracts (ODCS) against the real data behind them, and puts each result on its line.',
		['Usage', ['plumbline <command> [options] [paths…]']],
		['Commands', pairs(commands.map(({ name, does }) => [name, does]))],
		['Options', pairs(globalOptions.map(optionPair))],
		['Examples', pairs(commands.slice(0, 2).flatMap(({ examples }) => examples.slice(0, 2).map(({ line, does }) => [line, does])))],
		['Exit codes', pairs(exitCodes.map(([code, does]) => [String(code), does]))],
		['More', ['plumbline <command> --help']],
	);
}

/** `plumbline check --help`. */
export function commandHelp({ name, does, usage, about, options, examples, positionals }: CommandSpec): string {
	return sections(
		[`${does}.`, ...(about ?? [])].join('\n'),
		['Usage', [`plumbline ${name} [options] ${usage}`.replace('[options] <', '<')]],
		['Options', pairs(options.filter(({ hidden }) => !hidden).map(optionPair))],
		['Examples', pairs(examples.map(({ line, does: why }) => [line, why]))],
		...(positionals.complete === 'files' && positionals.most > 1
			? [['Exit codes', pairs(exitCodes.map(([code, why]) => [String(code), why]))] as const]
			: []),
	);
}

type Section = readonly [string, readonly string[]];

function sections(intro: string, ...parts: readonly Section[]): string {
	return `${[intro, ...parts.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'))].join('\n\n')}\n`;
}

function optionPair({ name, short, value, choices, list, does }: OptionSpec): [string, string] {
	const given = value === undefined ? '' : ` ${value}${list ? ',…' : ''}`;
	return [`${short ? `-${short}, ` : '    '}--${name}${given}`, choices ? `${does}: ${choices.join(', ')}` : does];
}

/** Two columns where the first is short, else the second beneath it; wrapped at 100 cells. */
function pairs(all: readonly (readonly [string, string])[]): string[] {
	const width = Math.max(...all.map(([left]) => left.length));
	if (width > 30) {
		return all.flatMap(([left, right]) => [left, `    ${right}`]);
	}
	return all.flatMap(([left, right]) =>
		wrap(right, 96 - width).map((line, index) => `${index === 0 ? left.padEnd(width) : ' '.repeat(width)}  ${line}`),
	);
}

function wrap(text: string, width: number): string[] {
	const lines: string[] = [''];
	for (const word of text.split(' ')) {
		const line = lines.at(-1) ?? '';
		if (line !== '' && line.length + 1 + word.length > width) {
			lines.push(word);
		} else {
			lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
		}
	}
	return lines;
}
