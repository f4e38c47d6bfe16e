import { Disposable, languages, type TextDocument, workspace } from 'vscode';
import { isContractFile } from '../../../server/src/shared/recognise.ts';
import { languageId } from '../names.ts';

/**
 * Gives YAML whose content is a data contract our language, whatever its file is called, also when it becomes one while
 * somebody types; and takes it back when it is none any more. So it is highlighted and served like others, and extensions
 * for plain YAML do not report the same a second time. Who sets a document's language by hand is not overruled.
 *
 * @param serves whether documents of a scheme are served
 */
export function registerYamlContracts(serves: (scheme: string) => boolean): Disposable {
	/** Documents that are ours by what stands in them. */
	const adopted = new Set<string>();
	/** Documents that somebody made YAML again. */
	const refused = new Set<string>();
	const timers = new Map<string, NodeJS.Timeout>();

	const look = (document: TextDocument) => {
		const key = document.uri.toString();
		if (document.isClosed || !serves(document.uri.scheme) || refused.has(key)) return;
		const is = isContractFile(nameOf(document), document.getText());
		if (document.languageId === 'yaml' && is) {
			adopted.add(key);
			void languages.setTextDocumentLanguage(document, languageId);
		} else if (document.languageId === languageId && !is && adopted.delete(key)) void languages.setTextDocumentLanguage(document, 'yaml');
	};
	const lookSoon = (document: TextDocument) => {
		if (document.languageId !== 'yaml' && !adopted.has(document.uri.toString())) return;
		const key = document.uri.toString();
		clearTimeout(timers.get(key));
		timers.set(
			key,
			setTimeout(() => {
				timers.delete(key);
				look(document);
			}, quietMs),
		);
	};
	workspace.textDocuments.forEach(look);
	return Disposable.from(
		workspace.onDidOpenTextDocument((document) => {
			const key = document.uri.toString();
			// We take it back only where it is no contract any more: this was somebody else.
			if (document.languageId === 'yaml' && adopted.delete(key)) refused.add(key);
			look(document);
		}),
		workspace.onDidCloseTextDocument((document) => {
			const key = document.uri.toString();
			// A document whose language is changed closes too, and is open again at once.
			setTimeout(() => {
				if (document.isClosed && !workspace.textDocuments.some(({ uri }) => uri.toString() === key)) {
					adopted.delete(key);
					refused.delete(key);
				}
			}, 0);
		}),
		workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (contentChanges.length > 0) lookSoon(document);
		}),
		new Disposable(() => timers.forEach(clearTimeout)),
	);
}

/** A new document has no name yet, and that it is YAML its language says. */
function nameOf({ isUntitled, fileName }: TextDocument): string {
	return isUntitled ? 'untitled.yaml' : fileName;
}

const quietMs = 300;
