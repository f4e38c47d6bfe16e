import type { Output, World } from './world.ts';

/** The real world of this process. A reader that goes away (`| head`) ends it quietly. */
export function processWorld(of: NodeJS.Process, signal: AbortSignal): World {
	return {
		cwd: of.cwd(),
		environment: of.env,
		stdin: {
			get isTTY() {
				return of.stdin.isTTY === true;
			},
			async read() {
				const chunks: Buffer[] = [];
				signal.addEventListener('abort', () => of.stdin.destroy(new Error('interrupted')));
				for await (const chunk of of.stdin) {
					chunks.push(Buffer.from(chunk));
				}
				return Buffer.concat(chunks);
			},
		},
		stdout: outputOf(of, 'stdout'),
		stderr: outputOf(of, 'stderr'),
		signal,
		now: () => new Date(),
		// Not `performance.now()`, which loads two milliseconds of Node's library first.
		clockMs: () => Number(of.hrtime.bigint()) / 1e6,
		exitCodeIfCutOff(code) {
			of.exitCode = code;
		},
	};
}

/** Streams are opened when they are first used: opening both costs a few milliseconds of a short command. */
function outputOf(of: NodeJS.Process, name: 'stdout' | 'stderr'): Output {
	let listening = false;
	const stream = () => {
		const opened = of[name];
		if (!listening) {
			listening = true;
			opened.on('error', (error: NodeJS.ErrnoException) => {
				if (error.code === 'EPIPE') {
					of.exit(of.exitCode ?? 0);
				}
				throw error;
			});
		}
		return opened;
	};
	return {
		write: (text) => void stream().write(text),
		get isTTY() {
			return stream().isTTY === true;
		},
		get columns() {
			// A terminal that does not know its size says 0.
			return stream().isTTY && stream().columns > 0 ? stream().columns : undefined;
		},
	};
}
