/** Entry of `dist/web/server.js`: the language server as a worker of a browser, for the text of contracts alone. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { openConnection } from './connection.ts';
import { serveTexts } from './web/server.ts';

const { connection } = openConnection((options) =>
	createConnection(new BrowserMessageReader(globalThis), new BrowserMessageWriter(globalThis), options),
);
serveTexts(connection);
// A worker does not end by itself.
connection.onExit(() => close());

/** The worker's own; this project's types are of Node. */
declare function close(): void;
