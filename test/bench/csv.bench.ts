import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { interleaved } from './bench.ts';
import { cli, timeNode } from './command.ts';
import { cache, orderColumns, ordersFile, writeOrdersContract } from './orders.ts';

const touch = fileURLToPath(new URL('./touch.mjs', import.meta.url));

/** The whole command over CSV against a process that reads it once with its types. */
export const bench: Bench = {
	name: 'csv',
	async run(options) {
		const rows = 1_000_000;
		const file = await ordersFile(rows, 'csv', options.log);
		const contract = writeOrdersContract(rows, 'csv');
		const schema = Object.entries(orderColumns).map(([name, type]) => `${name}:${type}`);
		const check = [cli, 'check', contract, '--format', 'json', '--threads', '2'];
		await timeNode([touch, 'csv', file, ...schema]);
		const times = await interleaved(
			{ check: () => timeNode(check, [0], cache), touch: () => timeNode([touch, 'csv', file, ...schema]) },
			options.repetitions,
		);
		return [
			{
				what: 'check of 1M × 16 CSV ÷ reading it once with its types',
				figure: times.check / times.touch,
				unit: 'ratio',
				bound: 1.3,
				detail: `${times.check.toFixed(0)} ms against ${times.touch.toFixed(0)} ms`,
			},
		];
	},
};
