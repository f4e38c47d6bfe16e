import type { ExtensionContext } from 'vscode';
import { registerTasks } from './features/tasks.ts';

/** Activation only: every feature registers itself. */
export function activate(context: ExtensionContext): void {
	context.subscriptions.push(registerTasks(context.extensionPath));
}
