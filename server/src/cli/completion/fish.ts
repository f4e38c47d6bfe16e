import type { CommandSpec, OptionSpec } from '../commandTable.ts';

/** Completion for fish. */
export function fishCompletion(commands: readonly CommandSpec[]): string {
	return `${[
		'# fish completion of plumbline',
		...commands.map(({ name, does }) => `complete -c plumbline -n __fish_use_subcommand -f -a ${name} -d ${quoted(does)}`),
		"complete -c plumbline -n __fish_use_subcommand -s V -l version -d 'Version of this program'",
		"complete -c plumbline -n __fish_use_subcommand -s h -l help -d 'This help'",
		...commands.flatMap((command) => [
			...command.options.filter(({ hidden }) => !hidden).map((option) => optionLine(command.name, option)),
			...(command.positionals.choices
				? [`complete -c plumbline -n '__fish_seen_subcommand_from ${command.name}' -f -a '${command.positionals.choices.join(' ')}'`]
				: []),
		]),
	].join('\n')}\n`;
}

function optionLine(command: string, { name, short, value, choices, complete, does }: OptionSpec): string {
	const given = value === undefined ? '' : choices ? ` -x -a '${choices.join(' ')}'` : complete === 'file' ? ' -r -F' : ' -x';
	return `complete -c plumbline -n '__fish_seen_subcommand_from ${command}'${short ? ` -s ${short}` : ''} -l ${name}${given} -d ${quoted(does)}`;
}

function quoted(text: string): string {
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
