import { semanticTokensLegend } from '../../language/semanticTokens.ts';
import { aboutContract, type Feature } from './feature.ts';

export const codeLens: Feature = {
	capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
	serve(session) {
		session.connection.onCodeLens(({ textDocument: { uri } }, token) =>
			aboutContract(session, uri, token, [], (document) =>
				// A lens runs something, and shows what came of it.
				session.canCheck(uri) ? session.service.codeLenses(document, session.client.isOurs, token) : [],
			),
		);
	},
};

export const inlayHints: Feature = {
	capabilities: () => ({ inlayHintProvider: { resolveProvider: false } }),
	serve(session) {
		session.connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
			aboutContract(session, uri, token, [], (document) => session.service.inlayHints(document, range, token)),
		);
	},
};

export const semanticTokens: Feature = {
	capabilities: () => ({ semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true } }),
	serve(session) {
		const { semanticTokens: tokens } = session.connection.languages;
		const none = { data: [] };
		tokens.on(({ textDocument: { uri } }, token) =>
			aboutContract(session, uri, token, none, (document) => session.service.semanticTokens(document, token)),
		);
		tokens.onDelta(({ textDocument: { uri }, previousResultId }, token) =>
			aboutContract(session, uri, token, none, (document) => session.service.semanticTokensDelta(document, previousResultId, token)),
		);
		tokens.onRange(({ textDocument: { uri }, range }, token) =>
			aboutContract(session, uri, token, none, (document) => session.service.semanticTokensRange(document, range, token)),
		);
	},
};

export const folding: Feature = {
	capabilities: () => ({ foldingRangeProvider: true }),
	serve(session) {
		session.connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
			aboutContract(session, uri, token, [], (document) => session.service.foldingRanges(document, session.client.mostFolds, token)),
		);
	},
};

export const documentLinks: Feature = {
	capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
	serve(session) {
		session.connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
			aboutContract(session, uri, token, [], (document) => session.service.documentLinks(document, token)),
		);
	},
};
