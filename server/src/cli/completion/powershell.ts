import type { CommandSpec } from '../commandTable.ts';

/** Completion for PowerShell 5.1 and newer. Paths are left to PowerShell itself. */
export function powershellCompletion(commands: readonly CommandSpec[]): string {
	return `# PowerShell completion of plumbline
Register-ArgumentCompleter -Native -CommandName plumbline -ScriptBlock {
	param($wordToComplete, $commandAst, $cursorPosition)
	$words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
	$atFirst = $words.Count -le 1 -or ($words.Count -eq 2 -and $wordToComplete -ne '')
	$before = if ($wordToComplete -eq '') { $words[-1] } elseif ($words.Count -ge 2) { $words[-2] } else { '' }
	$commands = [ordered]@{
${commands.map(({ name, does }) => `		${quoted(name)} = ${quoted(does)}`).join('\n')}
	}
	$options = @{
${commands
	.map(
		({ name, options }) =>
			`		${quoted(name)} = @(${options
				.filter(({ hidden }) => !hidden)
				.map((option) => quoted(`--${option.name}`))
				.join(', ')})`,
	)
	.join('\n')}
	}
	$choices = @{
${commands.flatMap(choices).join('\n')}
	}
	if ($atFirst) {
		$found = @($commands.Keys) + @('--help', '--version')
	} elseif ($choices.ContainsKey("$($words[1]) $before")) {
		$found = $choices["$($words[1]) $before"]
	} elseif ($wordToComplete -like '-*') {
		$found = $options[$words[1]]
	} elseif ($choices.ContainsKey("$($words[1])")) {
		$found = $choices["$($words[1])"]
	} else {
		return
	}
	$found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
		$tip = if ($commands.Contains($_)) { $commands[$_] } else { $_ }
		[System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $tip)
	}
}
`;
}

function choices({ name, options, positionals }: CommandSpec): string[] {
	const list = (values: readonly string[]) => `@(${values.map(quoted).join(', ')})`;
	return [
		...options.flatMap((option) =>
			option.choices === undefined || option.hidden
				? []
				: [`--${option.name}`, ...(option.short ? [`-${option.short}`] : [])].map(
						(written) => `		${quoted(`${name} ${written}`)} = ${list(option.choices ?? [])}`,
					),
		),
		...(positionals.choices ? [`		${quoted(name)} = ${list(positionals.choices)}`] : []),
	];
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
