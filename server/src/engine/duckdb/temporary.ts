import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/**
 * Answers for a folder, which may never come to be: it is removed by the function that this returns, or at the latest
 * when this process exits.
 */
export function temporary(folder: string): () => Promise<void> {
	if (folders.size === 0) process.once('exit', removeAll);
	folders.add(folder);
	return async () => {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
		folders.delete(folder);
		if (folders.size === 0) process.off('exit', removeAll);
	};
}

const folders = new Set<string>();

function removeAll(): void {
	for (const folder of folders) {
		try {
			rmSync(folder, { recursive: true, force: true });
		} catch {
			// The system's own cleaning takes what is left.
		}
	}
}
