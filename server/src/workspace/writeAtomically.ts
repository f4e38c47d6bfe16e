import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes beside the target and renames: a reader sees the old file or the new, never half of one. Follows a symbolic
 * link to what it points at, and keeps the mode of a file that was there.
 *
 * @throws the operating system's error, with nothing left behind
 */
export function writeAtomically(path: string, content: string | Uint8Array): void {
	const target = existing(path) ?? path;
	if (isDevice(target)) {
		writeFileSync(target, content);
		return;
	}
	const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${Date.now().toString(36)}.tmp`);
	try {
		writeFileSync(temporary, content, { flag: 'wx' });
		const mode = modeOf(target);
		if (mode !== undefined) {
			chmodSync(temporary, mode);
		}
		renameSync(temporary, target);
	} catch (error) {
		rmSync(temporary, { force: true });
		throw error;
	}
}

function existing(path: string): string | undefined {
	try {
		return realpathSync(path);
	} catch {
		return undefined;
	}
}

function modeOf(path: string): number | undefined {
	try {
		return statSync(path).mode & 0o777;
	} catch {
		return undefined;
	}
}

/** A rename would put a plain file in the place of `/dev/stdout` or of a named pipe. */
function isDevice(path: string): boolean {
	try {
		const stat = statSync(path);
		return !stat.isFile() && !stat.isDirectory();
	} catch {
		return false;
	}
}
