import type { Collaborators } from './collaborators.ts';
import { isRequest, type Reply, type Request } from './messages.ts';
import { Session } from './session.ts';

/**
 * The child's side: answers its owner until the channel closes. Dies with its owner, however that went, and without
 * ceremony: whatever DuckDB is in the middle of only reads.
 */
export function serve(collaborators: Collaborators): void {
	let session: Session | undefined;
	let current = 0;

	const reply = (message: Reply) =>
		new Promise<void>((resolve) => {
			process.send?.(message, undefined, undefined, () => resolve());
		});

	const answer = async (request: Request): Promise<void> => {
		if (request.type === 'open') {
			session = new Session(request.settings, collaborators);
			await session.makeReady();
			await reply({ type: 'opened' });
			return;
		}
		if (request.type === 'interrupt') {
			if (request.id === current) session?.interrupt();
			return;
		}
		if (!session) throw new Error(`${request.type} before open`);
		// On its way out: the next child takes it.
		if (session.spoiled) return;
		current = request.id;
		reply({ type: 'taken', id: request.id }).catch(() => {});
		try {
			if (request.type === 'connect') {
				const connection = await session.connect(request.relation);
				await reply({ type: 'connected', id: request.id, connection });
			} else {
				for (const relation of request.relations) session.learn(relation);
				const result = await session.run(request.plan);
				await reply({ type: 'ran', id: request.id, result });
			}
		} finally {
			current = 0;
		}
		if (session.spoiled) die();
	};

	process.on('message', (message) => {
		if (!isRequest(message)) return;
		answer(message).catch(async (error: unknown) => {
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			await reply({ type: 'failed', ...('id' in message && { id: message.id }), message: text });
			if (message.type === 'open') die();
		});
	});
	process.on('disconnect', die);
	// A terminal sends these to the whole group. The owner decides what becomes of a query, and takes us with it.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
}

/** `process.exit` would wait for DuckDB's threads, which may be deep in a function that heeds nothing. */
function die(): void {
	process.kill(process.pid, 'SIGKILL');
}
