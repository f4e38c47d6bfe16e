import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, type BenchOptions, type BenchRow, interleaved, median } from './bench.ts';
import { bigContract } from './bigContract.ts';
import { root } from './command.ts';
import { LanguageServer, type Peer } from './languageServer.ts';
import { cache } from './orders.ts';
import { turnsOf } from './turns.ts';

const uri = 'file:///bench/big.odcs.yaml';
/** The line `status: active`, whose key is damaged and mended again. */
const statusLine = 4;

const ours: Peer = { name: 'plumbline', args: [join(root, 'dist/server.js'), '--stdio'], languageId: 'odcs', settings: {}, pulls: true };

/** The language server as an editor feels it, beside the one that YAML files have otherwise. */
export const bench: Bench = {
	name: 'language',
	async run(options) {
		const peer = installPeer(options);
		const sizes = options.quick ? [2_000] : [2_000, 10_000];
		const rows: BenchRow[] = [];
		for (const lines of sizes) rows.push(...(await measure(lines, peer, options)));
		rows.push(await turns(2_000, options));
		if (!options.quick) rows.push(...(await memory(options)));
		return rows;
	},
};

async function measure(lines: number, peer: Peer | undefined, options: BenchOptions): Promise<BenchRow[]> {
	const text = bigContract(lines);
	const of = `${lines.toLocaleString('en-US')} lines`;
	options.log(`language: ${of}`);
	const server = await opened(ours, text);
	const keys = await keystrokes(server, options.quick ? 30 : 100);
	const completion = await rightAfterEdit(server, 'textDocument/completion', options.quick ? 20 : 60);
	const hover = await rightAfterEdit(server, 'textDocument/hover', options.quick ? 20 : 60);
	const burst = await burstOfKeys(server);
	const formatting = await wholeText(server, 'textDocument/formatting', { options: { tabSize: 4, insertSpaces: true } });
	const organize = await wholeText(server, 'textDocument/codeAction', {
		range: { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } },
		context: { diagnostics: [], only: ['source.organize'] },
	});
	await server.end();
	const rows: BenchRow[] = [
		row(`keystroke → diagnostics, ${of}, p95`, p95(keys.ms), 'ms', lines > 5_000 ? 60 : 50, `median ${median(keys.ms).toFixed(1)} ms`),
	];
	if (lines <= 5_000) {
		rows.push(row(`completion right after an edit, ${of}, p95`, p95(completion), 'ms', 30, `median ${median(completion).toFixed(1)} ms`));
		rows.push(row(`hover right after an edit, ${of}, p95`, p95(hover), 'ms', 30, `median ${median(hover).toFixed(1)} ms`));
		rows.push(row(`formatting right after an edit, ${of}, p95`, p95(formatting.ms), 'ms', 30, formatting.detail));
		rows.push(row(`organize right after an edit, ${of}, p95`, p95(organize.ms), 'ms', 30, organize.detail));
	} else {
		rows.push(
			row(
				`last completion of a burst of 50 keys, ${of}`,
				burst.lastMs,
				'ms',
				150,
				`completion p95 ${p95(completion).toFixed(1)}, hover ${p95(hover).toFixed(1)} ms`,
			),
		);
	}
	// The very first may be answered before the word comes that nobody waits for it.
	const answered = (49 - burst.cancelled) / 49;
	rows.push(
		row(
			`share of cancelled requests that are answered all the same, ${of}`,
			answered,
			'ratio',
			0.1,
			`${burst.cancelled} of 49 as cancelled`,
		),
	);
	if (peer) {
		const theirs = await opened(peer, text);
		const theirKeys = await keystrokes(theirs, 10);
		await theirs.end();
		rows.push(
			row(
				`processor time of a keystroke ÷ ${peer.name}, ${of}`,
				keys.cpuMs / theirKeys.cpuMs,
				'ratio',
				0.6,
				`${keys.cpuMs.toFixed(1)} against ${theirKeys.cpuMs.toFixed(1)} ms; keystroke ${median(keys.ms).toFixed(0)} against ${median(theirKeys.ms).toFixed(0)} ms`,
			),
		);
		const starts = await interleaved({ ours: () => start(ours, text), theirs: () => start(peer, text) }, options.repetitions);
		const detail = `${starts.ours.toFixed(0)} against ${starts.theirs.toFixed(0)} ms`;
		rows.push(row(`start → right diagnostics ÷ ${peer.name}, ${of}`, starts.ours / starts.theirs, 'ratio', 0.6, detail));
	}
	return rows;
}

async function turns(lines: number, options: BenchOptions): Promise<BenchRow> {
	options.log('language: turns');
	const taken = [...(await turnsOf(ours, lines))].sort((a, b) => b.longestMs - a.longestMs);
	const longest = taken.slice(0, 4).map(({ what, longestMs }) => `${what} ${longestMs.toFixed(0)}`);
	const of = `${lines.toLocaleString('en-US')} lines`;
	return row(
		`longest turn of the event loop, ${of}`,
		taken[0]?.longestMs ?? Number.NaN,
		'ms',
		50,
		`of its processor; ${longest.join(', ')}`,
	);
}

async function memory(options: BenchOptions): Promise<BenchRow[]> {
	options.log('language: memory');
	const edited = await opened(ours, bigContract(2_000));
	await keystrokes(edited, 1_000);
	const afterEdits = edited.residentMebibytes();
	await edited.end();
	const text = bigContract(10_000);
	const cycled = await opened(ours, text);
	for (let index = 0; index < 200; index++) {
		const other = `file:///bench/${index}.odcs.yaml`;
		cycled.open(other, text);
		await cycled.diagnostics(other, () => true);
		cycled.close(other);
	}
	const afterCycles = cycled.residentMebibytes();
	await cycled.end();
	return [
		row('resident after 1,000 edits, 2,000 lines', afterEdits, 'MiB', 150, 'one document'),
		row('resident after 200 × open and close, 10,000 lines', afterCycles, 'MiB', 200, 'each judged once'),
	];
}

async function opened(peer: Peer, text: string): Promise<LanguageServer> {
	const server = new LanguageServer(peer);
	await server.initialize();
	const isJudged = (diagnostics: readonly unknown[]) => diagnostics.some(isTheDamage);
	// What is published is waited for before the text is sent, what is asked for after.
	const published = peer.pulls ? undefined : server.diagnostics(uri, isJudged);
	server.open(uri, damaged(text));
	await (published ?? server.diagnostics(uri, isJudged));
	return server;
}

/** From nothing to the diagnostics that a damaged text has. */
async function start(peer: Peer, text: string): Promise<number> {
	const began = performance.now();
	const server = await opened(peer, text);
	const ms = performance.now() - began;
	await server.end();
	return ms;
}

/** Each keystroke mends or damages a key, and its diagnostics must say so. */
async function keystrokes(server: LanguageServer, count: number): Promise<{ readonly ms: number[]; readonly cpuMs: number }> {
	const ms: number[] = [];
	const before = server.cpuMs();
	for (let index = 0; index < count; index++) {
		const mends = index % 2 === 0;
		const began = performance.now();
		const seen = server.peer.pulls ? undefined : server.diagnostics(uri, (diagnostics) => diagnostics.some(isTheDamage) !== mends);
		if (mends) server.edit(uri, statusLine, 0, 1, '');
		else server.edit(uri, statusLine, 0, 0, 'x');
		await (seen ?? server.diagnostics(uri, (diagnostics) => diagnostics.some(isTheDamage) !== mends));
		ms.push(performance.now() - began);
	}
	if (count % 2 === 1) server.edit(uri, statusLine, 0, 0, 'x');
	return { ms, cpuMs: (server.cpuMs() - before) / count };
}

async function rightAfterEdit(server: LanguageServer, method: string, count: number): Promise<number[]> {
	const ms: number[] = [];
	for (let index = 0; index < count; index++) {
		const began = performance.now();
		server.edit(uri, statusLine, 9, 9, 'y');
		await server.request(method, { textDocument: { uri }, position: { line: statusLine, character: 4 } });
		ms.push(performance.now() - began);
		server.edit(uri, statusLine, 9, 10, '');
	}
	return ms;
}

/** What is asked of the whole text, right after an edit. */
async function wholeText(
	server: LanguageServer,
	method: string,
	params: object,
): Promise<{ readonly ms: number[]; readonly detail: string }> {
	const ms: number[] = [];
	const count = 60;
	const before = server.cpuMs();
	for (let index = 0; index < count; index++) {
		server.edit(uri, statusLine, 9, 9, 'y');
		const began = performance.now();
		const answer = await server.request(method, { textDocument: { uri }, ...params });
		ms.push(performance.now() - began);
		if (!Array.isArray(answer) || answer.length === 0) throw new Error(`${method} found nothing to do`);
		server.edit(uri, statusLine, 9, 10, '');
	}
	return { ms, detail: `median ${median(ms).toFixed(1)} ms, ${((server.cpuMs() - before) / count).toFixed(1)} ms of its processor` };
}

/** Fifty keys without a pause; each asks for completions and lets go of those asked for before. */
async function burstOfKeys(server: LanguageServer): Promise<{ readonly lastMs: number; readonly cancelled: number }> {
	const answers: Promise<{ readonly error?: { readonly code: number } }>[] = [];
	let began = 0;
	let last: number | undefined;
	for (let index = 0; index < 50; index++) {
		began = performance.now();
		server.edit(uri, statusLine, 9 + index, 9 + index, 'z');
		const { id, answer } = server.begin('textDocument/completion', {
			textDocument: { uri },
			position: { line: statusLine, character: 10 + index },
		});
		if (last !== undefined) server.notify('$/cancelRequest', { id: last });
		last = id;
		answers.push(answer);
	}
	await answers.at(-1);
	const lastMs = performance.now() - began;
	const all = await Promise.all(answers);
	return { lastMs, cancelled: all.slice(0, -1).filter(({ error }) => error?.code === -32800).length };
}

function damaged(text: string): string {
	return text.replace('\nstatus: active\n', '\nxstatus: active\n');
}

function isTheDamage(diagnostic: unknown): boolean {
	const words = JSON.stringify(diagnostic);
	return words.includes('xstatus') || /Property .*not allowed/.test(words) || /"line":4\b/.test(words);
}

/** The peer with the standard's schema, installed beside our other bench data; undefined, and said, where it cannot be had. */
function installPeer({ log }: BenchOptions): Peer | undefined {
	const folder = join(cache, 'peer');
	const entry = join(folder, 'node_modules/yaml-language-server/bin/yaml-language-server');
	if (!existsSync(entry)) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), '{"private":true}');
		log('language: installing yaml-language-server 2.0.0 to compare with');
		try {
			execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', 'yaml-language-server@2.0.0'], {
				cwd: folder,
				stdio: 'ignore',
				timeout: 120_000,
				shell: process.platform === 'win32',
			});
		} catch {
			log('language: SKIPPED the comparison: yaml-language-server 2.0.0 could not be installed');
			return undefined;
		}
	}
	const schema = pathToFileURL(join(root, 'dist/schemas/odcs-v3.1.0.json')).href;
	const yaml = { schemas: { [schema]: '*.yaml' }, schemaStore: { enable: false }, validate: true, completion: true, hover: true };
	return { name: 'yaml-language-server', args: [entry, '--stdio'], languageId: 'yaml', settings: { yaml }, pulls: false };
}

function row(what: string, figure: number, unit: BenchRow['unit'], bound: number, detail: string): BenchRow {
	return { what, figure, unit, bound, detail };
}

function p95(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
}
