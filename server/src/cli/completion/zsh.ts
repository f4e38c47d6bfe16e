import type { CommandSpec, OptionSpec } from '../commandTable.ts';

/** Completion for zsh: a file named `_plumbline` in a folder of `$fpath`, or sourced after `compinit`. */
export function zshCompletion(commands: readonly CommandSpec[]): string {
	return `#compdef plumbline
_plumbline() {
	local -a commands
	commands=(
${commands.map(({ name, does }) => `		${quoted(`${name}:${does}`)}`).join('\n')}
	)
	if (( CURRENT == 2 )); then
		_describe command commands
		return
	fi
	local command=$words[2]
	shift words
	(( CURRENT-- ))
	case $command in
${commands.map(commandCase).join('\n')}
	esac
}
if [ "$funcstack[1]" = _plumbline ]; then
	_plumbline "$@"
else
	compdef _plumbline plumbline
fi
`;
}

function commandCase({ name, options, positionals }: CommandSpec): string {
	const rest = positionals.choices ? `'1:choice:(${positionals.choices.join(' ')})'` : "'*:contract:_files'";
	const specs = options.filter(({ hidden }) => !hidden).map((option) => `				${optionSpec(option)}`);
	return `		${name})
			_arguments \\
${[...specs, `				${rest}`].join(' \\\n')}
			;;`;
}

function optionSpec({ name, short, value, choices, list, complete, does }: OptionSpec): string {
	const text = `[${does.replace(/[[\]\\:]/g, '\\$&')}]`;
	const action =
		value === undefined ? '' : `:${value.toLowerCase()}:${choices ? `(${choices.join(' ')})` : complete === 'file' ? '_files' : ''}`;
	const many = list ? '*' : '';
	const long = quoted(`${many}--${name}${text}${action}`);
	return short ? `${quoted(`${many}-${short}${text}${action}`)} ${long}` : long;
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
