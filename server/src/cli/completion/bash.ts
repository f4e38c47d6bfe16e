import type { CommandSpec } from '../commandTable.ts';

/** Completion for bash 3.2 and newer (macOS still ships 3.2). No reply means paths: bash completes those itself, spaces and all. */
export function bashCompletion(commands: readonly CommandSpec[]): string {
	const names = commands.map(({ name }) => name);
	return `# bash completion of plumbline
_plumbline() {
	local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		COMPREPLY=( $(compgen -W "${[...names, 'help', '--help', '--version'].join(' ')}" -- "$word") )
		return
	fi
	case "$command:$before" in
${commands.flatMap(valueCases).join('\n')}
	esac
	case "$command" in
${commands.map(commandCase).join('\n')}
	esac
}
complete -o filenames -o bashdefault -o default -F _plumbline plumbline
`;
}

function valueCases({ name, options }: CommandSpec): string[] {
	return options
		.filter((option) => option.value !== undefined && !option.hidden)
		.map((option) => {
			const words = [`${name}:--${option.name}`, ...(option.short ? [`${name}:-${option.short}`] : [])].join('|');
			const reply = option.choices ? `COMPREPLY=( $(compgen -W "${option.choices.join(' ')}" -- "$word") )` : ':';
			return `		${words}) ${reply}; return;;`;
		});
}

function commandCase({ name, options, positionals }: CommandSpec): string {
	const flags = options.filter(({ hidden }) => !hidden).map((option) => `--${option.name}`);
	const rest = positionals.choices ? `COMPREPLY=( $(compgen -W "${positionals.choices.join(' ')}" -- "$word") )` : ':';
	return `		${name})
			case "$word" in
				-*) COMPREPLY=( $(compgen -W "${flags.join(' ')}" -- "$word") );;
				*) ${rest};;
			esac;;`;
}
