import { type Disposable, languages, type TextDocument, workspace } from 'vscode';
import { isContractFile } from '../../../server/src/shared/recognise.ts';
import { languageId } from '../names.ts';

/**
 * Gives YAML files whose content is a data contract our language, whatever they are called. So they are highlighted and
 * served like others, and extensions for plain YAML do not report the same a second time. Once a document: who sets it
 * back to YAML is not overruled.
 *
 * @param serves whether documents of a scheme are served
 */
export function registerYamlContracts(serves: (scheme: string) => boolean): Disposable {
	const seen = new WeakSet<TextDocument>();
	const adopt = (document: TextDocument) => {
		if (document.languageId !== 'yaml' || !serves(document.uri.scheme) || seen.has(document)) return;
		seen.add(document);
		if (isContractFile(document.fileName, document.getText())) void languages.setTextDocumentLanguage(document, languageId);
	};
	workspace.textDocuments.forEach(adopt);
	return workspace.onDidOpenTextDocument(adopt);
}
