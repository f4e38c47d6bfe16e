import { existsSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import type { FailOn, Format } from '../report/report.ts';
import { formats } from '../report/report.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './usageError.ts';
import type { World } from './world.ts';

/** How a command reports; shared by `lint` and `check`. */
export interface ReportOptions {
	readonly format: Format;
	/** Absolute path and as written; absent for standard output. */
	readonly output?: { readonly path: string; readonly shown: string };
	readonly failOn: FailOn;
	readonly strict: boolean;
	readonly quiet: boolean;
	readonly verbose: boolean;
	readonly colour: boolean;
	readonly columns: number | undefined;
}

/** @throws UsageError where the report could not be written later: better before the work than after it */
export function reportOptions(parsed: Arguments, world: World): ReportOptions {
	const written = parsed.text('output');
	const output = written === undefined || written === '-' ? undefined : { path: resolve(world.cwd, written), shown: written };
	if (output) {
		checkOutput(output.path, output.shown);
	}
	const failOn = parsed.text('fail-on');
	return {
		format: formats.find((format) => format === parsed.text('format')) ?? formatByEnding(output?.path) ?? 'pretty',
		...(output ? { output } : {}),
		failOn: failOn === 'warning' || failOn === 'never' ? failOn : 'error',
		strict: parsed.has('strict'),
		quiet: parsed.has('quiet'),
		verbose: parsed.has('verbose'),
		colour: output === undefined && wantsColour(parsed, world),
		columns: output === undefined ? (world.stdout.columns ?? columnsOf(world.environment.COLUMNS)) : undefined,
	};
}

function checkOutput(path: string, shown: string): void {
	const folder = dirname(path);
	if (!existsSync(folder)) {
		throw new UsageError(`--output ${shown}: there is no folder ${folder}.`, 'Make it, or write elsewhere.');
	}
	if (!statSync(folder).isDirectory()) {
		throw new UsageError(`--output ${shown}: ${folder} is no folder.`, 'Write elsewhere.');
	}
	if (existsSync(path) && statSync(path).isDirectory()) {
		throw new UsageError(`--output ${shown}: it is a folder.`, 'Name a file in it.');
	}
	if (/\.odcs\.ya?ml$/i.test(path)) {
		throw new UsageError(`--output ${shown}: a contract would be overwritten by a report.`, 'Name another file.');
	}
}

function formatByEnding(path: string | undefined): Format | undefined {
	return path === undefined ? undefined : byEnding[extname(path).toLowerCase()];
}

const byEnding: Readonly<Record<string, Format>> = {
	'.json': 'json',
	'.sarif': 'sarif',
	'.xml': 'junit',
	'.md': 'markdown',
	'.markdown': 'markdown',
	'.html': 'html',
	'.htm': 'html',
};

/** What was asked for on the line wins over NO_COLOR (no-color.org), that over FORCE_COLOR, that over what the terminal is. */
function wantsColour(parsed: Arguments, { environment, stdout }: World): boolean {
	if (parsed.has('no-color')) {
		return false;
	}
	if (parsed.has('color')) {
		return true;
	}
	if ((environment.NO_COLOR ?? '') !== '') {
		return false;
	}
	const forced = environment.FORCE_COLOR;
	if (forced !== undefined && forced !== '') {
		return forced !== '0' && forced.toLowerCase() !== 'false';
	}
	return stdout.isTTY && environment.TERM !== 'dumb';
}

function columnsOf(text: string | undefined): number | undefined {
	const columns = Number(text);
	return Number.isInteger(columns) && columns >= 20 ? columns : undefined;
}
