import { parseArgs } from 'node:util';
import { nearest } from '../spec/rules/nearest.ts';
import type { CommandSpec, OptionSpec } from './commandTable.ts';
import { UsageError } from './usageError.ts';

/** A command's arguments, already held against its table. */
export class Arguments {
	readonly command: CommandSpec;
	readonly positionals: readonly string[];
	readonly #values: ReadonlyMap<string, readonly string[]>;

	constructor(command: CommandSpec, positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
		this.command = command;
		this.positionals = positionals;
		this.#values = values;
	}

	has(option: string): boolean {
		return this.#values.has(option);
	}

	/** The value given last. */
	text(option: string): string | undefined {
		return this.#values.get(option)?.at(-1);
	}

	/** Every value given, comma lists taken apart. */
	list(option: string): readonly string[] {
		const values = this.#values.get(option) ?? [];
		return values
			.flatMap((value) => value.split(','))
			.map((value) => value.trim())
			.filter(Boolean);
	}
}

/** @throws UsageError for an unknown option, a missing or impossible value, or too many or few arguments */
export function parseArguments(command: CommandSpec, argv: readonly string[]): Arguments {
	const { tokens } = parseArgs({
		args: [...argv],
		strict: false,
		tokens: true,
		allowPositionals: true,
		options: Object.fromEntries(
			command.options.map(({ name, short, value }) => [
				name,
				{ type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short ? { short } : {}) } as const,
			]),
		),
	});
	const values = new Map<string, string[]>();
	const positionals: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'positional') {
			positionals.push(token.value);
		} else if (token.kind === 'option') {
			const option = command.options.find(({ name }) => name === token.name);
			if (!option) {
				throw unknownOption(token.rawName, command);
			}
			const known = values.get(option.name);
			const value = checkedValue(option, token.rawName, token.value, token.inlineValue === true);
			if (known) {
				known.push(value);
			} else {
				values.set(option.name, [value]);
			}
		}
	}
	checkPositionals(command, positionals, values.has('help'));
	return new Arguments(command, positionals, values);
}

function checkedValue(option: OptionSpec, written: string, value: string | undefined, inline: boolean): string {
	if (option.value === undefined) {
		if (value !== undefined) {
			throw new UsageError(`${written} takes no value.`, `Write ${written} alone.`);
		}
		return 'true';
	}
	if (value === undefined || (!inline && value.startsWith('-') && value !== '-')) {
		throw new UsageError(`${written} needs a value.`, `Write ${written} ${option.choices?.join('|') ?? option.value}.`);
	}
	if (value.trim() === '') {
		throw new UsageError(`${written} has an empty value.`, `Write ${written} ${option.choices?.join('|') ?? option.value}.`);
	}
	if (option.choices && !option.choices.includes(value)) {
		throw new UsageError(
			`${written} ${value}: no such choice.${meant(nearest(value, option.choices), '')}`,
			`Choose one of ${option.choices.join(', ')}.`,
		);
	}
	return value;
}

function checkPositionals(
	{ name, usage, positionals: { most, least = 0, choices } }: CommandSpec,
	given: readonly string[],
	helpOnly: boolean,
): void {
	if (helpOnly) {
		return;
	}
	const wrong = choices && given.find((value) => !choices.includes(value));
	if (wrong !== undefined) {
		throw new UsageError(
			`${name} ${wrong}: no such choice.${meant(nearest(wrong, choices ?? []), '')}`,
			`Choose one of ${choices?.join(', ')}.`,
		);
	}
	if (given.length > most || given.length < least) {
		throw new UsageError(
			given.length > most ? `${name}: too many arguments (${given.slice(most).join(' ')}).` : `${name}: an argument is missing.`,
			`Write plumbline ${name} ${usage}.`,
		);
	}
}

function unknownOption(written: string, command: CommandSpec): UsageError {
	const names = command.options.filter(({ hidden }) => !hidden).map(({ name }) => name);
	return new UsageError(
		`${command.name}: no option ${written}.${meant(nearest(written.replace(/^-+/, ''), names), '--')}`,
		`All options: plumbline ${command.name} --help`,
	);
}

export function meant(name: string | undefined, prefix: string): string {
	return name === undefined ? '' : ` Did you mean ${prefix}${name}?`;
}
