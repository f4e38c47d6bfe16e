import { join } from 'node:path';
import { Disposable, ProcessExecution, Task, type TaskDefinition, TaskGroup, tasks, type WorkspaceFolder, workspace } from 'vscode';

/** What package.json contributes under `taskDefinitions`. */
interface PlumblineTask extends TaskDefinition {
	readonly command: 'lint' | 'check';
	/** Files, folders or globs, relative to the workspace folder. */
	readonly paths?: readonly string[];
}

/**
 * Offers `plumbline lint` and `plumbline check` of each workspace folder as tasks. What a check finds in the data, the
 * problem matcher puts on its line; what is wrong with the text, the language server shows for every contract of the
 * workspace, so `lint` needs none and nothing is shown twice. VS Code runs tasks in trusted workspaces only.
 *
 * @param startServer called when one of them is run
 */
export function registerTasks(extensionPath: string, startServer: () => void): Disposable {
	const started = tasks.onDidStartTask(({ execution }) => {
		if (execution.task.definition.type === 'plumbline') startServer();
	});
	const provided = tasks.registerTaskProvider('plumbline', {
		provideTasks: () =>
			(workspace.workspaceFolders ?? []).flatMap((folder) =>
				(['lint', 'check'] as const).map((command) => makeTask({ type: 'plumbline', command }, folder, extensionPath)),
			),
		// A task of tasks.json comes with its definition and lacks what runs it.
		resolveTask: ({ definition, scope }) =>
			isPlumblineTask(definition) && typeof scope === 'object' ? makeTask(definition, scope, extensionPath) : undefined,
	});
	return Disposable.from(started, provided);
}

function makeTask(definition: PlumblineTask, folder: WorkspaceFolder, extensionPath: string): Task {
	const args = [join(extensionPath, 'dist', 'cli.js'), definition.command, '--format', 'compact', ...(definition.paths ?? ['.'])];
	// The editor's own Node: no other need be installed.
	const execution = new ProcessExecution(process.execPath, args, { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } });
	const matchers = definition.command === 'check' ? ['$plumbline-data'] : [];
	const task = new Task(definition, folder, definition.command, 'plumbline', execution, matchers);
	task.detail = definition.command === 'lint' ? 'Checks the text of contracts' : 'Holds contracts against their data';
	task.group = TaskGroup.Test;
	return task;
}

function isPlumblineTask(definition: TaskDefinition): definition is PlumblineTask {
	const { command, paths } = definition;
	return (
		(command === 'lint' || command === 'check') &&
		(paths === undefined || (Array.isArray(paths) && paths.every((path) => typeof path === 'string')))
	);
}
