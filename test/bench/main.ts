import { parseArgs } from 'node:util';
import { type Bench, type BenchRow, benchTable, meets } from './bench.ts';

/** `node test/bench/main.ts [--quick] [--repetitions N] [names…]`: runs benches, prints one table, exits 1 where a bound is not met. */
const { values, positionals } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, repetitions: { type: 'string', default: '5' } },
	allowPositionals: true,
});
const modules: readonly { readonly bench: Bench }[] = [
	await import('./cold.bench.ts'),
	await import('./parquet.bench.ts'),
	await import('./csv.bench.ts'),
	await import('./unique.bench.ts'),
	await import('./language.bench.ts'),
	await import('./panels.bench.ts'),
];
const rows: BenchRow[] = [];
for (const { bench } of modules) {
	if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
	rows.push(
		...(await bench.run({
			repetitions: Number(values.repetitions),
			quick: values.quick,
			log: (line) => process.stderr.write(`${line}\n`),
		})),
	);
}
process.stdout.write(`${benchTable(rows)}\n`);
process.exitCode = rows.every(meets) ? 0 : 1;
