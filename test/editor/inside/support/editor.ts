import { join } from 'node:path';
import { commands, type Diagnostic, languages, Range, type TextEditor, Uri, window, workspace } from 'vscode';

/** @returns address of a file of the workspace that the suite runs in */
export function file(path: string): Uri {
	return Uri.file(join(process.env.SUITE_WORKSPACE ?? '', path));
}

export async function open(path: string): Promise<TextEditor> {
	return window.showTextDocument(await workspace.openTextDocument(file(path)), { preview: false });
}

/** Back to what was on the disk, and closed. */
export async function closeAll(): Promise<void> {
	for (const editor of window.visibleTextEditors) {
		if (!editor.document.isDirty) continue;
		await window.showTextDocument(editor.document);
		await commands.executeCommand('workbench.action.files.revert');
	}
	await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Replaces the first occurrence of `text`. */
export async function replace(editor: TextEditor, text: string, by: string): Promise<void> {
	const { document } = editor;
	const start = document.getText().indexOf(text);
	if (start < 0) throw new Error(`"${text}" is not in ${document.fileName}`);
	const done = await editor.edit((edit) =>
		edit.replace(new Range(document.positionAt(start), document.positionAt(start + text.length)), by),
	);
	if (!done) throw new Error('The edit was refused');
}

/** Waits until `look` finds something. Polls: what is waited for comes from another process. */
export async function until<T>(
	what: string,
	look: () => T | undefined | false | Promise<T | undefined | false>,
	withinMs = 15_000,
): Promise<T> {
	const started = Date.now();
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() - started > withinMs) throw new Error(`Waited ${withinMs} ms in vain: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

export function problems(uri: Uri): Diagnostic[] {
	return languages.getDiagnostics(uri);
}

export function codeOf({ code }: Diagnostic): string {
	return String(typeof code === 'object' ? code.value : code);
}
