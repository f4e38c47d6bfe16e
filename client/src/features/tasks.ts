import { join } from 'node:path';
import { type Disposable, ProcessExecution, Task, type TaskDefinition, TaskGroup, tasks, type WorkspaceFolder, workspace } from 'vscode';

/** What package.json contributes under `taskDefinitions`. */
interface PlumblineTask extends TaskDefinition {
	readonly command: 'lint' | 'check';
	/** Files, folders or globs, relative to the workspace folder. */
	readonly paths?: readonly string[];
}

/**
 * Offers `plumbline lint` and `plumbline check` of each workspace folder as tasks, whose findings the problem matcher
 * puts on their lines. VS Code runs tasks in trusted workspaces only.
 */
export function registerTasks(extensionPath: string): Disposable {
	return tasks.registerTaskProvider('plumbline', {
		provideTasks: () =>
			(workspace.workspaceFolders ?? []).flatMap((folder) =>
				(['lint', 'check'] as const).map((command) => makeTask({ type: 'plumbline', command }, folder, extensionPath)),
			),
		// A task of tasks.json comes with its definition and lacks what runs it.
		resolveTask: ({ definition, scope }) =>
			isPlumblineTask(definition) && typeof scope === 'object' ? makeTask(definition, scope, extensionPath) : undefined,
	});
}

function makeTask(definition: PlumblineTask, folder: WorkspaceFolder, extensionPath: string): Task {
	const args = [join(extensionPath, 'dist', 'cli.js'), definition.command, '--format', 'github', ...(definition.paths ?? ['.'])];
	// The editor's own Node: no other need be installed.
	const execution = new ProcessExecution(process.execPath, args, { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } });
	const task = new Task(definition, folder, definition.command, 'plumbline', execution, '$plumbline');
	task.detail = definition.command === 'lint' ? 'Static checks of contracts and specs' : 'Contracts against their data';
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
