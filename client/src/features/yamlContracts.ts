import { type Disposable, languages, type TextDocument, workspace } from 'vscode';
import { isContractFile } from '../../../server/src/shared/recognise.ts';
import { languageId } from '../names.ts';

/**
 * Gives YAML files whose content is a data contract our language, whatever they are called. So they are highlighted and
 * served like others, and extensions for plain YAML do not report the same a second time. Once a document: who sets it
 * back to YAML is not overruled.
 */
export function registerYamlContracts(): Disposable {
	const seen = new WeakSet<TextDocument>();
	const adopt = (document: TextDocument) => {
		if (document.languageId !== 'yaml' || document.uri.scheme !== 'file' || seen.has(document)) return;
		seen.add(document);
		if (isContractFile(document.fileName, document.getText())) void languages.setTextDocumentLanguage(document, languageId);
	};
	workspace.textDocuments.forEach(adopt);
	return workspace.onDidOpenTextDocument(adopt);
}
