import { openEngine } from '../../engine/duckdb/open.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Arguments } from '../arguments.ts';
import { contractsOf } from '../contractsOf.ts';
import { type DataOptions, dataOptions } from '../dataOptions.ts';
import { reportOptions } from '../reportOptions.ts';
import type { World } from '../world.ts';

/** `plumbline check`: contracts against their data, after their text. */
export async function run(parsed: Arguments, world: World): Promise<number> {
	const startedMs = world.clockMs();
	const started = world.now();
	const options = reportOptions(parsed, world);
	const data = dataOptions(parsed);
	const { files, problems } = await contractsOf(parsed, world);
	const engine = lazyEngine(data);
	try {
		if (files.some(({ text }) => namesTables.test(text))) {
			await engine.warm();
		}
		// Read no sooner: the engine opens in threads of its own for about as long as that takes.
		const { checkFiles } = await import('../checkFiles.ts');
		return await checkFiles({ parsed, options, data, files, unread: problems, engine: engine.get, started, startedMs }, world);
	} finally {
		await engine.close();
	}
}

/** A contract that says so of its servers hardly ever goes without the engine. */
const namesTables = /^\s*servers\s*:[\s\S]*\b(csv|parquet)\b/im;

/** Opened by the first check that needs data; a contract without any never loads the engine. */
function lazyEngine({ threads, memoryBytes, timeoutMs }: DataOptions) {
	let opened: Promise<Engine> | undefined;
	const get = () => {
		opened ??= openEngine({
			where: 'process',
			...(threads === undefined ? {} : { threads }),
			...(memoryBytes === undefined ? {} : { memoryBytes }),
			...(timeoutMs === undefined ? {} : { timeoutMs }),
		});
		return opened;
	};
	return {
		get,
		/** Opens it in the background, in threads of its own: meanwhile contracts are read. Resolves once it is under way. */
		async warm() {
			(await get()).warm?.();
			await new Promise((resolve) => setImmediate(resolve));
		},
		async close() {
			await (await opened)?.close();
		},
	};
}
