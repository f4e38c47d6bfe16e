import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };

export interface WebFolder {
	readonly address: string;
	/** What was asked for, below the folder. */
	readonly asked: readonly string[];
	close(): Promise<void>;
}

/** Serves a folder to pages of other origins, as a gallery serves extensions to VS Code in a browser. */
export async function serveFolder(folder: string): Promise<WebFolder> {
	const asked: string[] = [];
	const server = createServer(async (request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
		const body = await readFile(join(folder, path)).catch(() => undefined);
		asked.push(path.slice(1));
		response.writeHead(body ? 200 : 404, {
			'access-control-allow-origin': '*',
			'content-type': types[extname(path)] ?? 'application/octet-stream',
		});
		response.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		address: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
		asked,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
