import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { outputOf, processBounds, programPath } from './limits.ts';

/** How to start a child: a program with its arguments, before the script and its own. */
export interface Launch {
	readonly program: string;
	readonly args: readonly string[];
	readonly environment: Readonly<Record<string, string>>;
}

export interface LaunchOptions {
	readonly memoryBytes: number;
	/** The child runs SQL that a contract wrote: it may write no file, and has no network, where the system can see to that. */
	readonly sandbox: boolean;
	/** Files that it reads. */
	readonly files: readonly string[];
	/** An empty folder, the only one in which a sandbox may write all the same; it is the child's temporary folder. */
	readonly scratchFolder?: string;
	/** Arguments of Node itself. */
	readonly nodeArgs: readonly string[];
}

/**
 * How to start a bounded child of this system. On Linux `prlimit` bounds its memory, and for a sandbox the size of
 * any file it writes (nothing); `unshare` gives a sandbox mounts of its own, on which those with the data are
 * read-only, and a network with nothing on it. Where a system has none of this, DuckDB's own limits and the guard
 * stand alone, with the watch over its memory.
 */
export async function launchOf(options: LaunchOptions): Promise<Launch> {
	const node: string[] = [process.execPath, ...options.nodeArgs];
	const [program = process.execPath, ...args] = process.platform === 'linux' ? await confine(node, options) : node;
	return { program, args, environment: childEnvironment(process.env, options.scratchFolder) };
}

/** The environment of a child: what it takes to run, and none of its owner's secrets. */
export function childEnvironment(owner: NodeJS.ProcessEnv, temporaryFolder?: string): Record<string, string> {
	const kept = Object.entries(owner).filter(([name]) => neededVariables.test(name));
	const temporary = temporaryFolder === undefined ? [] : ['TMPDIR', 'TEMP', 'TMP'].map((name): [string, string] => [name, temporaryFolder]);
	return Object.fromEntries([...kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])), ...temporary]);
}

const neededVariables =
	/^(path|ld_library_path|dyld_.*|systemroot|windir|comspec|tmpdir|temp|tmp|home|userprofile|lang|lc_.*|electron_run_as_node|node_compile_cache|node_disable_compile_cache)$/i;

async function confine(node: readonly string[], options: LaunchOptions): Promise<readonly string[]> {
	let command = node;
	const prlimit = await findPrlimit();
	if (prlimit) {
		const { dataBytes } = processBounds(options.memoryBytes);
		command = [
			prlimit,
			`--data=${dataBytes}`,
			'--core=0',
			...(options.sandbox && !options.scratchFolder ? ['--fsize=0'] : []),
			'--',
			...command,
		];
	}
	if (options.sandbox && (await hasNamespaces())) {
		const mounts = [options.scratchFolder ?? '', ...(await mountsOf(options.files))];
		command = ['unshare', '--map-root-user', '--mount', '--net', '--', 'sh', '-c', remount, 'sh', ...mounts, '--', ...command];
	}
	return command;
}

/**
 * Arguments: a scratch folder or nothing, pairs of options and mount point, `--`, the command. The scratch folder becomes
 * a mount of its own, which stays writable. A mount that cannot be changed is left as it is.
 */
const remount = `[ -z "$1" ] || mount --bind "$1" "$1" 2>/dev/null; shift
while [ "$1" != -- ]; do mount -o "$1" "$2" 2>/dev/null; shift 2; done
shift; exec "$@"`;

const findPrlimit = once(() => programPath('prlimit'));

const hasNamespaces = once(() =>
	outputOf('unshare', ['--map-root-user', '--mount', '--net', '--', 'true']).then(
		() => true,
		() => false,
	),
);

/** Asks the system once: what it has neither comes nor goes while we run. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
	let answer: Promise<T> | undefined;
	return () => {
		answer ??= ask();
		return answer;
	};
}

/** The mounts on which the files lie, each as the options that make it read-only and its mount point. */
async function mountsOf(files: readonly string[]): Promise<string[]> {
	const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
	const mounts = table
		.split('\n')
		.flatMap((line) => {
			const [, , , , point, options] = line.split(' ');
			return point && options ? [{ point: unescapeOctal(point), options }] : [];
		})
		.sort((a, b) => b.point.length - a.point.length);
	const used = files.map((file) => mounts.find(({ point }) => point === '/' || file === point || file.startsWith(point + sep)));
	return [...new Set(used)].flatMap((mount) => (mount ? [readOnly(mount.options), mount.point] : []));
}

/** Flags such as `nosuid` must be named again, or the system refuses the change. */
function readOnly(options: string): string {
	return ['remount', 'bind', 'ro', ...options.split(',').filter((option) => option !== 'rw' && option !== 'ro')].join(',');
}

function unescapeOctal(path: string): string {
	return path.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
}
