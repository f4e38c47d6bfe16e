import { visible } from '../report/visible.ts';
import { nearest } from '../spec/rules/nearest.ts';
import { meant, parseArguments } from './arguments.ts';
import { type CommandSpec, commands, globalOptions } from './commandTable.ts';
import { commandHelp, overallHelp } from './help.ts';
import { interruptedExitCode, interruption } from './interruption.ts';
import { processWorld } from './processWorld.ts';
import { UsageError } from './usageError.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** The process: reads its arguments, runs one command, exits with its code. */
export async function run(): Promise<void> {
	const signal = interruption(process);
	const world = processWorld(process, signal);
	// Work that goes on elsewhere (an engine's own process) must not let this one run out of things to wait for and end, green.
	const staying = setInterval(() => {}, 60_000);
	const code = await execute(process.argv.slice(2), world);
	clearInterval(staying);
	// Nothing may hold the process once the answer is given; what is written is flushed first.
	process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

/** @returns the exit code; what went wrong is said on standard error, in sentences */
export async function execute(argv: readonly string[], world: World): Promise<number> {
	try {
		const code = await dispatch(argv, world);
		return world.signal.aborted ? interrupted(world) : code;
	} catch (error) {
		return world.signal.aborted ? interrupted(world) : report(error, world);
	}
}

async function dispatch(argv: readonly string[], world: World): Promise<number> {
	const [first, ...rest] = argv;
	if (first === undefined) {
		world.stderr.write(overallHelp());
		return 2;
	}
	if (first === '--version' || first === '-V' || first === 'version') {
		world.stdout.write(`${version}\n`);
		return 0;
	}
	if (first === '--help' || first === '-h' || first === 'help') {
		world.stdout.write(rest[0] === undefined || rest[0].startsWith('-') ? overallHelp() : commandHelp(commandNamed(rest[0])));
		return 0;
	}
	if (first.startsWith('-') && first !== '-') {
		throw new UsageError(unknownGlobal(first), 'A command comes first: plumbline check [options] [paths…]. All: plumbline --help');
	}
	const command = commandNamed(first);
	const parsed = parseArguments(command, rest);
	if (parsed.has('help')) {
		world.stdout.write(commandHelp(command));
		return 0;
	}
	const { run: runCommand } = await command.load();
	return runCommand(parsed, world);
}

function commandNamed(name: string): CommandSpec {
	const command = commands.find((each) => each.name === name);
	if (command) {
		return command;
	}
	const names = commands.map((each) => each.name);
	const file = /[./\\]/.test(name)
		? `To check a contract: plumbline check ${name}`
		: `Commands: ${names.join(', ')}. More: plumbline --help`;
	throw new UsageError(`No command "${name}".${meant(nearest(name, names), '')}`, file);
}

function unknownGlobal(written: string): string {
	const names = [...globalOptions, ...commands.flatMap(({ options }) => options)].map(({ name }) => name);
	const name = written.replace(/^-+/, '').replace(/=.*/s, '');
	const owner = commands.find(({ options }) => options.some((option) => option.name === name && !option.hidden));
	return owner
		? `${written} belongs to a command, e.g. plumbline ${owner.name} ${written}.`
		: `No option ${written}.${meant(nearest(name, names), '--')}`;
}

function interrupted(world: World): number {
	world.stderr.write('plumbline: interrupted.\n');
	return interruptedExitCode(world.signal);
}

function report(error: unknown, world: World): number {
	const debug = (world.environment.PLUMBLINE_DEBUG ?? '') !== '' && world.environment.PLUMBLINE_DEBUG !== '0';
	const message = error instanceof Error ? error.message : String(error);
	const mend = error instanceof Error && 'mend' in error && typeof error.mend === 'string' ? error.mend : undefined;
	const expected = error instanceof UsageError || mend !== undefined || (error instanceof Error && error.name === 'EngineError');
	const lines = expected
		? [message, mend]
		: [`it broke down: ${message}`, 'This is a fault of plumbline, not of the contract. PLUMBLINE_DEBUG=1 shows where; please report it.'];
	world.stderr.write(
		`plumbline: ${lines
			.filter((line) => line !== undefined)
			.map(visible)
			.join('\n  ')}\n`,
	);
	if (debug && error instanceof Error) {
		world.stderr.write(`${error.stack ?? ''}\n`);
	}
	return 2;
}
