import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEngine } from '../../../server/src/engine/duckdb/open.ts';
import type { Engine } from '../../../server/src/engine/engine.ts';
import { answerOf, fileRelation, openTestEngine, rawPlan, temporaryFolder } from './standIn/engine.ts';

let engine: Engine;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
	folder = temporaryFolder();
});

afterEach(async () => {
	await engine?.close();
	folder.remove();
});

it.each(['process', 'child'] as const)('an engine in a %s that is warmed answers as one that is not', async (where) => {
	engine = await openTestEngine({ where });
	engine.warm?.();
	engine.warm?.();
	const relation = fileRelation('t', folder.file('t.csv', 'id\n1\n2\n'));
	expect(await engine.connect([relation])).toMatchObject([{ ok: true, columns: [{ name: 'id' }] }]);
	engine.warm?.();
	expect(answerOf(await engine.run(rawPlan('t', 'SELECT 41 + 1')))).toBe(42);
});

it('an engine that is closed while it is warmed ends', async () => {
	engine = await openTestEngine({ where: 'process' });
	engine.warm?.();
	await engine.close();
	engine.warm?.();
	await engine.close();
});

it('plain text says about how many rows it has, without being read', async () => {
	engine = await openEngine({ where: 'process' });
	const rows = Array.from({ length: 5_000 }, (_, index) => `${10_000 + index},some words\n`).join('');
	const text = `id,name\n${rows}`;
	const csv = (path: string) => ({
		...fileRelation('rows', path),
		csv: { delimiter: ',', quote: '"', escape: '"', header: true, encoding: 'utf-8' },
	});
	const [plain] = await engine.connect([csv(folder.file('plain.csv', text))]);
	if (!plain?.ok) throw new Error(JSON.stringify(plain));
	expect(plain.approximateRows).toBeGreaterThan(4_000);
	expect(plain.approximateRows).toBeLessThan(6_000);
	const [empty] = await engine.connect([csv(folder.file('empty.csv', 'id,name\n'))]);
	expect(empty).toMatchObject({ ok: true });
	expect(empty?.ok && empty.approximateRows).toBeLessThan(5);
	// How long compressed text is nobody knows before it is read.
	const packed = csv(folder.file('packed.csv.gz', gzipSync(text)));
	const files = packed.files.map((file) => ({ ...file, compression: 'gzip' as const }));
	const [zipped] = await engine.connect([{ ...packed, files }]);
	expect(zipped?.ok && zipped.approximateRows).toBeUndefined();
});
