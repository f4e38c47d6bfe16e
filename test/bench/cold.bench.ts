import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { interleaved } from './bench.ts';
import { cli, timeNode } from './command.ts';
import { cache, orderColumns, ordersContract, ordersFile, writeOrdersContract } from './orders.ts';

const touch = fileURLToPath(new URL('./touch.mjs', import.meta.url));

/** What each start costs, against the least that a start can cost. */
export const bench: Bench = {
	name: 'cold',
	async run(options) {
		const rows = 10_000;
		const file = await ordersFile(rows, 'csv', options.log);
		const contract = writeOrdersContract(rows, 'csv');
		const schema = Object.entries(orderColumns).map(([name, type]) => `${name}:${type}`);
		const times = await interleaved(
			{
				node: () => timeNode(['-e', '0']),
				help: () => timeNode([cli, '--help']),
				lint: () => timeNode([cli, 'lint', contract], [0], cache),
				touch: () => timeNode([touch, 'csv', file, ...schema]),
				check: () => timeNode([cli, 'check', contract], [0], cache),
			},
			Math.max(9, 3 * options.repetitions),
		);
		const against = (left: number, right: number) => `${left.toFixed(0)} ms against ${right.toFixed(0)} ms`;
		const many = await lintThousand(options.log);
		return [
			{ what: '--help ÷ node -e 0', figure: times.help / times.node, unit: 'ratio', bound: 1.5, detail: against(times.help, times.node) },
			{
				what: 'lint of one contract ÷ node -e 0',
				figure: times.lint / times.node,
				unit: 'ratio',
				bound: 2.5,
				detail: against(times.lint, times.node),
			},
			{
				what: 'check of a 10k-row CSV ÷ bare script that reads it once',
				figure: times.check / times.touch,
				unit: 'ratio',
				bound: 1.3,
				detail: against(times.check, times.touch),
			},
			{ what: 'lint of 1,000 contracts of 200 lines', figure: many, unit: 's', bound: 3, detail: 'one command' },
		];
	},
};

async function lintThousand(log: (line: string) => void): Promise<number> {
	const { mkdirSync } = await import('node:fs');
	const folder = join(cache, 'thousand');
	mkdirSync(folder, { recursive: true });
	log('Writing 1,000 contracts …');
	for (let index = 0; index < 1000; index++) writeFileSync(join(folder, `orders${index}.odcs.yaml`), longContract(index));
	return (await timeNode([cli, 'lint', folder, '--format', 'json'], [0, 1], folder)) / 1000;
}

/** The contract of orders with columns added up to 200 lines. */
function longContract(index: number): string {
	const lines = ordersContract('./orders.parquet', 'parquet').replace('id: orders', `id: orders-${index}`).trimEnd().split('\n');
	for (let column = 0; lines.length < 198; column++)
		lines.push(`      - name: extra_${column}`, '        logicalType: integer', '        required: true');
	return `${lines.slice(0, 200).join('\n')}\n`;
}
