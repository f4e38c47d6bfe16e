import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { render } from '../../../server/src/report/index.ts';
import { errored, failing, reportOf, result, warned } from '../report/fixture.ts';

const { contributes } = createRequire(import.meta.url)('../../../package.json');
const folder = { name: 'work', index: 0, uri: { fsPath: join('/', 'work') } };
let provider: { provideTasks(): FakeTask[]; resolveTask(task: unknown): FakeTask | undefined };

class FakeTask {
	readonly #parts: unknown[];
	constructor(...parts: unknown[]) {
		this.#parts = parts;
	}
	get name(): unknown {
		return this.#parts[2];
	}
	get execution(): { program: string; args: string[]; options: { cwd: string; env: Record<string, string> } } {
		return this.#parts[4] as ReturnType<() => FakeTask['execution']>;
	}
	get matcher(): unknown {
		return this.#parts[5];
	}
}

vi.mock('vscode', () => ({
	Task: FakeTask,
	Disposable: { from: () => ({ dispose: () => {} }) },
	TaskGroup: { Test: 'test' },
	ProcessExecution: class {
		program: string;
		args: string[];
		options: unknown;
		constructor(program: string, args: string[], options: unknown) {
			this.program = program;
			this.args = args;
			this.options = options;
		}
	},
	tasks: {
		onDidStartTask: () => ({ dispose: () => {} }),
		registerTaskProvider: (type: string, registered: typeof provider) => {
			expect(type).toBe(contributes.taskDefinitions[0].type);
			provider = registered;
			return { dispose: () => {} };
		},
	},
	workspace: { workspaceFolders: [folder] },
}));

const { registerTasks } = await import('../../../client/src/features/tasks.ts');
registerTasks(join('/', 'extension'), () => {});

test('each folder can be linted and checked, by the command that comes with the extension', () => {
	expect(provider.provideTasks().map((task) => task.name)).toEqual(['lint', 'check']);
	const { program, args, options } = provider.provideTasks()[1]!.execution;
	expect(program).toBe(process.execPath);
	expect(args).toEqual([join('/', 'extension', 'dist', 'cli.js'), 'check', '--format', 'compact', '.']);
	expect(options.cwd).toBe(folder.uri.fsPath);
});

test('a task of tasks.json keeps its paths, and one that is none of ours is left alone', () => {
	const definition = { type: 'plumbline', command: 'lint', paths: ['contracts', 'my file.odcs.yaml'] };
	expect(provider.resolveTask({ definition, scope: folder })?.execution.args.slice(-2)).toEqual(definition.paths);
	expect(provider.resolveTask({ definition: { ...definition, command: 'delete' }, scope: folder })).toBeUndefined();
	expect(provider.resolveTask({ definition: { ...definition, paths: 'contracts' }, scope: folder })).toBeUndefined();
});

/** What the problem matcher of a name makes of a line, by the names of its groups. */
function matched(name: string, line: string): Record<string, string | undefined> | undefined {
	const { pattern } = contributes.problemMatchers.find((matcher: { name: string }) => matcher.name === name);
	const { regexp, ...groups } = pattern;
	const found = new RegExp(regexp).exec(line);
	return found === null ? undefined : Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, found[group as number]]));
}

test('problem matchers read what the command writes, one all of it, the other what is of the data', async () => {
	const [lint, check] = provider.provideTasks();
	expect([lint!.matcher, check!.matcher]).toEqual([[], ['$plumbline-data']]);
	const text = await render('compact', reportOf([failing, errored, warned, resultOfText]));
	const lines = text.trimEnd().split('\n');
	const all = lines.map((line) => matched('plumbline', line));
	expect(all).toEqual([
		{
			file: 'flights.odcs.yaml',
			line: '21',
			column: '20',
			endColumn: '23',
			severity: 'error',
			message: 'delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420',
			code: 'data.minimum',
		},
		expect.objectContaining({ code: 'contract.unknown-key' }),
		expect.objectContaining({ severity: 'warning', message: 'origin: 3 rows outside', code: 'data.enum' }),
		expect.objectContaining({
			severity: 'error',
			message: 'note: could not be checked (Out of memory. Give it more: --memory 4GiB.)',
			code: 'data.pattern',
		}),
		// The summary.
		undefined,
	]);
	expect(lines.map((line) => matched('plumbline-data', line)?.code)).toEqual([
		'data.minimum',
		undefined,
		'data.enum',
		'data.pattern',
		undefined,
	]);
	expect(matched('plumbline', String.raw`C:\work\a b.odcs.yaml:3:5: warning: w [data.enum]`)).toMatchObject({
		file: String.raw`C:\work\a b.odcs.yaml`,
		line: '3',
		column: '5',
		endColumn: undefined,
	});
});

test('the problems of a task are not those of the language server, which it would take away', () => {
	for (const { owner } of contributes.problemMatchers) expect(owner).not.toBe('plumbline');
});

const resultOfText = result({ id: 't', rule: 'contract.unknown-key', family: 'contract', outcome: 'warned', severity: 'warning' });
