import { bigContract } from './bigContract.ts';
import { LanguageServer, type Peer } from './languageServer.ts';

export interface Turn {
	/** What the server was asked to do. */
	readonly what: string;
	/** Its processor's time without another message having its chance. */
	readonly longestMs: number;
}

const uri = 'file:///bench/turns.odcs.yaml';
/** The line `status: active`. */
const statusLine = 4;

/** The longest turns that a server takes over a contract of so many lines: when it opens, and at each thing an editor asks for. */
export async function turnsOf(peer: Peer, lines: number): Promise<Turn[]> {
	const sound = bigContract(lines);
	return [
		...(await turnsOver(peer, sound, '')),
		...(await turnsOver(peer, misspelt(sound), ', misspelt')),
		...(await turnsOver(peer, torn(sound), ', torn')),
		...(await turnsOver(peer, tied(sound), ', with aliases')),
		...(await turnsOver(peer, open(sound), ', a bracket open')),
		...(await turnsOver(peer, astray(sound), ', brackets astray')),
	];
}

/** Keys, values and names that are nearly right, some hundred of them. */
function misspelt(text: string): string {
	return text
		.replaceAll('logicalType:', 'logicalTyp:')
		.replaceAll('metric: nullValues', 'metric: nullValue')
		.replaceAll(/to: table_(\d+)/g, 'to: tabel_$1');
}

/** Colons and quotes that are wrong, some hundred of them, and a bracket. */
function torn(text: string): string {
	return text
		.replaceAll('description: The', 'description: so: the')
		.replaceAll('        required: true', '        required: "true')
		.replace('tags: [gold', 'tags: gold]');
}

/** Anchors and aliases tie its blocks together, so that it is read as one. */
function tied(text: string): string {
	return text.replace('tags: [gold, finance]', 'tags: &tags [gold, finance]').replaceAll('tags: [gold, finance]', 'tags: *tags');
}

/** As while somebody types a list. */
function open(text: string): string {
	return text.replace('tags: [gold, finance]', 'tags: [gold, finance');
}

/** Each hides the ones behind it. */
function astray(text: string): string {
	return text.replaceAll('tags: [gold, finance]', 'tags: ]');
}

async function turnsOver(peer: Peer, text: string, of: string): Promise<Turn[]> {
	const server = new LanguageServer(peer, true);
	const turns: Turn[] = [];
	const at = { line: statusLine, character: 4 };
	const measure = async (what: string, work: () => Promise<unknown>) => {
		await server.longestTurnMs();
		await work();
		turns.push({ what: what + of, longestMs: await server.longestTurnMs() });
	};
	const ask = (method: string, params: object = {}) => server.ask(method, { textDocument: { uri }, ...params });
	const wholeLines = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
	/** Each right after an edit, when nothing is known of the text. */
	const afterEdits = (what: string, work: () => Promise<unknown>) =>
		measure(what, async () => {
			for (let index = 0; index < 6; index++) {
				server.edit(uri, statusLine, 9, 9, 'y');
				await work();
				server.edit(uri, statusLine, 9, 10, '');
			}
		});
	/** As an editor asks: all at once. */
	const askAll = () =>
		Promise.all([
			ask('textDocument/diagnostic'),
			ask('textDocument/semanticTokens/full'),
			ask('textDocument/codeLens'),
			ask('textDocument/inlayHint', { range: wholeLines }),
			ask('textDocument/foldingRange'),
			ask('textDocument/documentSymbol'),
			ask('textDocument/documentLink'),
			ask('textDocument/codeAction', { range: { start: at, end: at }, context: { diagnostics: [] } }),
		]);
	await server.initialize();
	await measure('opening', async () => {
		server.open(uri, text);
		await askAll();
	});
	await afterEdits('diagnostics', () => ask('textDocument/diagnostic'));
	await afterEdits('completion', () => ask('textDocument/completion', { position: at }));
	await afterEdits('hover', () => ask('textDocument/hover', { position: at }));
	await afterEdits('semantic tokens', () => ask('textDocument/semanticTokens/full'));
	await afterEdits('code lens', () => ask('textDocument/codeLens'));
	await afterEdits('inlay hints', () => ask('textDocument/inlayHint', { range: wholeLines }));
	await afterEdits('folding', () => ask('textDocument/foldingRange'));
	await afterEdits('symbols', () => ask('textDocument/documentSymbol'));
	await afterEdits('links', () => ask('textDocument/documentLink'));
	await afterEdits('references', () =>
		ask('textDocument/references', { position: { line: 14, character: 13 }, context: { includeDeclaration: true } }),
	);
	await afterEdits('code actions', () => ask('textDocument/codeAction', { range: { start: at, end: at }, context: { diagnostics: [] } }));
	// On a word that is wrong, where there is one: what can be mended with it is offered too.
	const object = { line: 17, character: 6 };
	await afterEdits('code actions on an object', () =>
		ask('textDocument/codeAction', { range: { start: object, end: { line: 26, character: 0 } }, context: { diagnostics: [] } }),
	);
	await afterEdits('organize', () =>
		ask('textDocument/codeAction', { range: wholeLines, context: { diagnostics: [], only: ['source.organize'] } }),
	);
	await afterEdits('fix all', () =>
		ask('textDocument/codeAction', { range: wholeLines, context: { diagnostics: [], only: ['source.fixAll'] } }),
	);
	await afterEdits('formatting', () => ask('textDocument/formatting', { options: { tabSize: 4, insertSpaces: true } }));
	await afterEdits('all of these', askAll);
	await server.end();
	return turns;
}
