import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { render } from '../../../server/src/report/index.ts';

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
		registerTaskProvider: (type: string, registered: typeof provider) => {
			expect(type).toBe(contributes.taskDefinitions[0].type);
			provider = registered;
			return { dispose: () => {} };
		},
	},
	workspace: { workspaceFolders: [folder] },
}));

const { registerTasks } = await import('../../../client/src/features/tasks.ts');
registerTasks(join('/', 'extension'));

test('each folder can be linted and checked, by the command that comes with the extension', () => {
	expect(provider.provideTasks().map((task) => task.name)).toEqual(['lint', 'check']);
	const { program, args, options } = provider.provideTasks()[1]!.execution;
	expect(program).toBe(process.execPath);
	expect(args).toEqual([join('/', 'extension', 'dist', 'cli.js'), 'check', '--format', 'github', '.']);
	expect(options.cwd).toBe(folder.uri.fsPath);
});

test('a task of tasks.json keeps its paths, and one that is none of ours is left alone', () => {
	const definition = { type: 'plumbline', command: 'lint', paths: ['contracts', 'my file.odcs.yaml'] };
	expect(provider.resolveTask({ definition, scope: folder })?.execution.args.slice(-2)).toEqual(definition.paths);
	expect(provider.resolveTask({ definition: { ...definition, command: 'delete' }, scope: folder })).toBeUndefined();
	expect(provider.resolveTask({ definition: { ...definition, paths: 'contracts' }, scope: folder })).toBeUndefined();
});

test('the problem matcher reads what the command writes', async () => {
	const { pattern, name } = contributes.problemMatchers[0];
	expect(provider.provideTasks()[0]!.matcher).toBe(`$${name}`);
	const text = await render('github', {
		command: 'check',
		results: [
			{
				id: 'schema.flights.delay.minimum',
				contract: 'examples/flights.odcs.yaml',
				object: 'flights',
				property: 'delay',
				rule: 'data.minimum',
				family: 'constraint',
				severity: 'error',
				outcome: 'failed',
				message: 'delay: 3 of 3,000,000 rows below -180 (minimum -180); smallest -1,116',
				location: { file: 'examples/flights.odcs.yaml', range: { start: { line: 62, character: 19 }, end: { line: 62, character: 23 } } },
				engine: 'duckdb',
				durationMs: 1,
			},
		],
		sources: new Map([['examples/flights.odcs.yaml', '']]),
		problems: [],
		tool: { name: 'plumbline', version: '0.0.0' },
		startedIso: '2026-01-01T00:00:00Z',
		durationMs: 1,
		failOn: 'error',
		strict: false,
	});
	const found = text.split('\n').flatMap((line) => new RegExp(pattern.regexp).exec(line) ?? []);
	expect(found[pattern.severity]).toBe('error');
	expect(found[pattern.file]).toBe('examples/flights.odcs.yaml');
	expect([pattern.line, pattern.column, pattern.endLine, pattern.endColumn].map((group) => found[group])).toEqual(['63', '20', '63', '24']);
	expect(found[pattern.message]).toBe('delay: 3 of 3,000,000 rows below -180 (minimum -180); smallest -1,116');
});
