import { fileURLToPath } from 'node:url';
import type { Bench, BenchOptions, BenchRow } from './bench.ts';
import { interleaved } from './bench.ts';
import { cli, runNode, timeNode } from './command.ts';
import { cache, ordersFile, writeOrdersContract } from './orders.ts';

const touch = fileURLToPath(new URL('./touch.mjs', import.meta.url));

/** The whole command over Parquet against a process that touches every column once. */
export const bench: Bench = {
	name: 'parquet',
	async run(options) {
		const rows = 10_000_000;
		const file = await ordersFile(rows, 'parquet', options.log);
		const contract = writeOrdersContract(rows, 'parquet');
		const check = [cli, 'check', contract, '--format', 'json', '--threads', '2'];
		await timeNode([touch, 'parquet', file]);
		const times = await interleaved(
			{ check: () => timeNode(check, [0], cache), touch: () => timeNode([touch, 'parquet', file]) },
			options.repetitions,
		);
		const { peakMebibytes } = await runNode(check, { cwd: cache, watchMemory: true });
		return [
			{
				what: 'check of 10M × 16 Parquet ÷ touching every column once',
				figure: times.check / times.touch,
				unit: 'ratio',
				bound: 1.6,
				detail: `${times.check.toFixed(0)} ms against ${times.touch.toFixed(0)} ms`,
			},
			{ what: 'peak memory of that check', figure: peakMebibytes, unit: 'MiB', bound: 1024, detail: 'command and its children' },
			...(options.quick ? [] : await fiveTimesTheRows(options, check)),
		];
	},
};

async function fiveTimesTheRows(options: BenchOptions, small: readonly string[]): Promise<BenchRow[]> {
	const rows = 50_000_000;
	await ordersFile(rows, 'parquet', options.log);
	const contract = writeOrdersContract(rows, 'parquet');
	const large = [cli, 'check', contract, '--format', 'json', '--threads', '2'];
	const times = await interleaved(
		{ small: () => timeNode(small, [0], cache), large: () => timeNode(large, [0], cache) },
		Math.min(3, options.repetitions),
	);
	const { peakMebibytes } = await runNode(large, { cwd: cache, watchMemory: true });
	return [
		{
			what: 'check of 50M rows ÷ check of 10M rows',
			figure: times.large / times.small,
			unit: 'ratio',
			bound: 5.5,
			detail: `${(times.large / 1000).toFixed(1)} s against ${(times.small / 1000).toFixed(1)} s`,
		},
		{ what: 'peak memory of the check of 50M rows', figure: peakMebibytes, unit: 'MiB', bound: 1024, detail: 'command and its children' },
	];
}
