import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** The built command. `npm test` builds it first; by hand: `npm run build`. */
export const cli = join(import.meta.dirname, '../../dist/cli.js');

export interface Ended {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface Start {
	readonly cwd: string;
	readonly input?: string | Buffer;
	readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the command to its end, with no terminal and a clean environment. */
export function plumbline(args: readonly string[], start: Start): Promise<Ended> {
	return ended(started(args, start), start.input);
}

export function started(args: readonly string[], { cwd, environment = {} }: Start): ChildProcessByStdio<Writable, Readable, Readable> {
	if (!existsSync(cli)) {
		throw new Error('dist/cli.js is not there: npm run build');
	}
	const { PATH, SystemRoot, TEMP, TMP, TMPDIR, HOME } = process.env;
	const env = Object.fromEntries(
		Object.entries({ PATH, SystemRoot, TEMP, TMP, TMPDIR, HOME, ...environment }).filter(([, value]) => value !== undefined),
	);
	return spawn(process.execPath, [cli, ...args], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
}

export function ended(child: ChildProcessByStdio<Writable, Readable, Readable>, input: string | Buffer = ''): Promise<Ended> {
	const out: Buffer[] = [];
	const err: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
	child.stdin.on('error', () => {});
	child.stdin.end(input);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) =>
			resolve({ code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
		);
	});
}

/** Waits until the command has a rule of a contract running in a process of its own; only Linux lets one see that. */
export async function untilQuerying({ pid }: { readonly pid?: number | undefined }): Promise<void> {
	if (process.platform !== 'linux') return pause(3_000);
	while (readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() === '') await pause(20);
}

/** Waits until the command reads its standard input, of which this is more than a pipe takes by itself. */
export function untilReading({ stdin }: { readonly stdin: Writable }): Promise<void> {
	return new Promise((resolve) => stdin.write(`${'# waiting\n'.repeat(100_000)}`, () => resolve()));
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A folder with those files, gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-cli-')));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), content);
	}
	return folder;
}

/** A sound contract over people.csv beside it. */
export const peopleContract = `apiVersion: v3.1.0
kind: DataContract
id: people
version: 1.0.0
status: active
servers:
  - server: local
    type: local
    path: ./people.csv
    format: csv
  - server: other
    type: local
    path: ./others.csv
    format: csv
schema:
  - name: people
    logicalType: object
    properties:
      - name: id
        logicalType: integer
        required: true
        unique: true
      - name: age
        logicalType: integer
        logicalTypeOptions:
          minimum: 0
          maximum: 150
        quality:
          - id: age_known
            type: library
            metric: nullValues
            mustBe: 0
            dimension: completeness
            severity: warning
            tags: [soft]
      - name: email
        logicalType: string
        classification: restricted
        logicalTypeOptions:
          pattern: "@"
    quality:
      - type: text
        description: Ages are whole years.
`;

export const soundPeople = 'id,age,email\n1,20,a@x.org\n2,30,b@x.org\n';
export const failingPeople = 'id,age,email\n1,20,a@x.org\n2,-3,nobody\n2,,c@x.org\n';
