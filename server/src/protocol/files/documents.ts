import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isContractFile } from '../../spec/contract/recognise.ts';

/** The documents that the client holds open, kept in step edit by edit. */
export class Documents {
	readonly #documents = new TextDocuments(TextDocument);
	readonly #byKey = new Map<string, TextDocument>();

	/** What an address is kept under: one for all ways to write it. */
	readonly keyOf: (uri: string) => string;

	constructor(connection: Connection, keyOf: (uri: string) => string) {
		this.keyOf = keyOf;
		this.#documents.onDidOpen(({ document }) => this.#byKey.set(keyOf(document.uri), document));
		this.#documents.onDidClose(({ document }) => this.#byKey.delete(keyOf(document.uri)));
		this.#documents.listen(connection);
	}

	get onDidOpen() {
		return this.#documents.onDidOpen;
	}

	get onDidChange() {
		return this.#documents.onDidChangeContent;
	}

	get onDidClose() {
		return this.#documents.onDidClose;
	}

	get onDidSave() {
		return this.#documents.onDidSave;
	}

	all(): readonly TextDocument[] {
		return [...this.#byKey.values()];
	}

	/** By address, however that is written. */
	get(uri: string): TextDocument | undefined {
		return this.#byKey.get(this.keyOf(uri));
	}

	/** An open document that holds a contract. */
	contract(uri: string): TextDocument | undefined {
		const document = this.get(uri);
		return document && holdsContract(document) ? document : undefined;
	}
}

/** By its language, its name, or what stands in it. */
export function holdsContract(document: TextDocument): boolean {
	if (document.languageId === 'odcs') return true;
	if (document.languageId === 'training-spec') return false;
	return isContractFile(named(document.uri), document.getText());
}

/** An address without what may follow its path. Other editors give YAML whatever names they like, e.g. `untitled:1`. */
function named(uri: string): string {
	const path = uri.replace(/[?#].*$/, '');
	return /\.ya?ml$/i.test(path) ? path : `${path}.yaml`;
}
