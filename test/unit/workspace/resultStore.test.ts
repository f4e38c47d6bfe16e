import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import { ResultStore } from '../../../server/src/workspace/resultStore.ts';
import { mergedRun } from '../../../server/src/workspace/storedRun.ts';

function folder(): string {
	const path = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-store-')));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

function storeIn(path: string | undefined) {
	const problems: string[] = [];
	return { problems, store: new ResultStore({ folderOf: () => path, onProblem: (message) => problems.push(message) }) };
}

function result(id: string, more: Partial<StoredResult['result']> = {}, checkedIso = '2026-01-01T00:00:00.000Z'): StoredResult {
	const position = { line: 1, character: 2 };
	return {
		result: {
			id,
			contract: 'a.odcs.yaml',
			rule: 'data.minimum',
			family: 'constraint',
			severity: 'error',
			outcome: 'failed',
			message: 'x',
			location: { file: 'a.odcs.yaml', range: { start: position, end: position } },
			engine: 'duckdb',
			durationMs: 1,
			...more,
		},
		checkedIso,
		ruleHash: 'h',
	};
}

const run: StoredRun = {
	uri: 'file:///a.odcs.yaml',
	startedIso: '2026-01-01T00:00:00.000Z',
	durationMs: 5,
	results: [result('one')],
	history: [],
};

test('what is saved is there again after a restart, under the address it is asked for by', () => {
	const path = folder();
	storeIn(path).store.save(join(path, 'a.odcs.yaml'), run);
	const again = storeIn(path).store.of(join(path, 'a.odcs.yaml'), 'file:///other%2Fspelling');
	expect(again).toEqual({ ...run, uri: 'file:///other%2Fspelling' });
	expect(readFileSync(join(path, '.plumbline/.gitignore'), 'utf8')).toMatch(/^\*$/m);
});

test('contracts of one name in two folders do not share their results', () => {
	const path = folder();
	const { store } = storeIn(path);
	store.save(join(path, 'x/a.odcs.yaml'), run);
	store.save(join(path, 'y/a.odcs.yaml'), { ...run, durationMs: 7 });
	expect(readdirSync(join(path, '.plumbline/results')).length).toBe(2);
	expect(storeIn(path).store.of(join(path, 'x/a.odcs.yaml'), run.uri)?.durationMs).toBe(5);
});

test.each([
	['cut off', '{"format":1,"run":{"uri":"fi'],
	['of another format', '{"format":2,"run":{}}'],
	['no object', '[]'],
	['not whole', '{"format":1,"run":{"uri":"file:///a"}}'],
	['no text', Buffer.from([0xff, 0x00, 0xfe, 0x80])],
])('a file that is %s counts as none, and is said', (_what, content) => {
	const path = folder();
	storeIn(path).store.save(join(path, 'a.odcs.yaml'), run);
	const [name] = readdirSync(join(path, '.plumbline/results'));
	writeFileSync(join(path, '.plumbline/results', name!), content);
	const { store, problems } = storeIn(path);
	expect(store.of(join(path, 'a.odcs.yaml'), run.uri)).toBeUndefined();
	expect(problems).toEqual([expect.stringMatching(/are not used: /)]);
});

test('results that are not what we write are left out, the others are kept', () => {
	const path = folder();
	const { store } = storeIn(path);
	store.save(join(path, 'a.odcs.yaml'), run);
	const [name] = readdirSync(join(path, '.plumbline/results'));
	const file = join(path, '.plumbline/results', name!);
	const bad = [{ result: { id: 7 } }, null, { ...result('two'), result: { ...result('two').result, outcome: 'excellent' } }];
	writeFileSync(file, JSON.stringify({ format: 1, run: { ...run, results: [...bad, result('good')] } }));
	expect(
		storeIn(path)
			.store.of(join(path, 'a.odcs.yaml'), run.uri)
			?.results.map((each) => each.result.id),
	).toEqual(['good']);
});

test('nothing is written through a link that somebody put in the place of the state folder', () => {
	const [path, elsewhere] = [folder(), folder()];
	symlinkSync(elsewhere, join(path, '.plumbline'));
	const { store, problems } = storeIn(path);
	store.save(join(path, 'a.odcs.yaml'), run);
	expect(readdirSync(elsewhere)).toEqual([]);
	expect(problems.length).toBe(1);
	expect(store.of(join(path, 'a.odcs.yaml'), run.uri)).toEqual(run);
});

test('a contract outside every folder has its results in memory only', () => {
	const path = folder();
	mkdirSync(join(path, 'x'));
	const { store } = storeIn(undefined);
	store.save(join(path, 'x/a.odcs.yaml'), run);
	expect(readdirSync(join(path, 'x'))).toEqual([]);
	expect(store.of(join(path, 'x/a.odcs.yaml'), run.uri)).toEqual(run);
});

test('a run joins what is known: other rules stay, rules that are gone go, figures become a trend', () => {
	const before: StoredRun = { ...run, results: [result('a', { failingRows: 3 }), result('b'), result('gone')] };
	const fresh = {
		uri: run.uri,
		startedIso: '2026-01-02T00:00:00.000Z',
		durationMs: 1,
		results: [result('a', { failingRows: 1 }, '2026-01-02T00:00:00.000Z')],
	};
	const merged = mergedRun(before, fresh, (id) => id !== 'gone');
	expect(merged.results.map((each) => each.result.id)).toEqual(['a', 'b']);
	expect(merged.results[0]?.trend).toEqual([3]);
	expect(merged.history).toEqual([{ startedIso: '2026-01-02T00:00:00.000Z', passed: 0, failed: 2, warned: 0, errored: 0 }]);
});

test('history and trend keep the last fifty', () => {
	let merged: StoredRun | undefined;
	for (let index = 0; index < 120; index++) {
		const iso = new Date(index).toISOString();
		merged = mergedRun(
			merged,
			{ uri: run.uri, startedIso: iso, durationMs: 1, results: [result('a', { failingRows: index }, iso)] },
			() => true,
		);
	}
	expect(merged?.history.length).toBe(50);
	expect(merged?.results[0]?.trend?.length).toBe(50);
	expect(merged?.results[0]?.trend?.at(-1)).toBe(118);
});
