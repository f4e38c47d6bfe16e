import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openEngine } from '../../../server/src/engine/duckdb/open.ts';
import { checkFile } from '../../../server/src/protocol/checks/checkFile.ts';
import { WatchedEngine } from '../../../server/src/protocol/checks/keptEngine.ts';
import { RowWindows } from '../../../server/src/protocol/checks/rowWindows.ts';
import { samplePage } from '../../../server/src/protocol/checks/sample.ts';
import type { SamplePage, SampleParams, StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import { readSettings } from '../../../server/src/shared/settings.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { readText } from './readText.ts';

const examples = join(import.meta.dirname, '../../../examples');
const workspace = { read: readText };

/** Real results: the real engine over real files, nothing made up. */
export class Runs {
	readonly folder = mkdtempSync(join(tmpdir(), 'plumbline-panels-'));
	readonly #windows = new RowWindows();
	readonly #engine = openEngine({ where: 'process' }).then((engine) => new WatchedEngine(engine));

	example(name: string): string {
		return join(examples, `${name}.odcs.yaml`);
	}

	write(name: string, text: string): string {
		const path = join(this.folder, name);
		writeFileSync(path, text);
		return path;
	}

	/** @param nowIso when the check is held, which its age is told by */
	async check(
		path: string,
		options: {
			previous?: StoredRun;
			nowIso?: string;
			engine?: () => Promise<WatchedEngine>;
			onResults?: (results: readonly StoredResult[]) => void;
		} = {},
	): Promise<StoredRun> {
		const { previous, nowIso = new Date().toISOString(), engine = () => this.#engine, onResults } = options;
		const outcome = await checkFile(lintText(readFileSync(path, 'utf8'), { file: path, workspace }), {
			uri: pathToFileURL(path).toString(),
			file: path,
			previous,
			force: true,
			settings: readSettings({}),
			workspace,
			engine,
			version: '0',
			now: new Date(nowIso),
			signal: new AbortController().signal,
			onProgress: () => {},
			...(onResults ? { onResults } : {}),
		});
		if (!outcome.ok) throw new Error(outcome.message);
		return outcome.run;
	}

	async rows(path: string, params: Omit<SampleParams, 'uri'>, run?: StoredRun): Promise<SamplePage> {
		const uri = pathToFileURL(path).toString();
		return samplePage(
			lintText(readFileSync(path, 'utf8'), { file: path, workspace }),
			{ uri, ...params },
			{
				file: path,
				workspace,
				setServer: '',
				engine: () => this.#engine,
				nowIso: new Date().toISOString(),
				signal: new AbortController().signal,
				windows: this.#windows,
				knownTotal: (object) => run?.results.find(({ result }) => result.object === object && result.totalRows)?.result.totalRows,
				knownFailing: (id) => run?.results.find(({ result }) => result.id === id)?.result.failingRows,
			},
		);
	}

	async close(): Promise<void> {
		await (await this.#engine).close();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
