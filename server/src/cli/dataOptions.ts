import type { Arguments } from './arguments.ts';
import { parseBytes, parseCount, parseDuration, parseInstant } from './values.ts';

/** What `check` is told about data and the engine. */
export interface DataOptions {
	readonly server?: string;
	readonly objects: readonly string[];
	readonly rules: readonly string[];
	readonly tags: readonly string[];
	readonly dimensions: readonly string[];
	readonly nowIso?: string;
	readonly threads?: number;
	readonly memoryBytes?: number;
	readonly timeoutMs?: number;
	readonly sampleRows: number;
	readonly showSensitive: boolean;
}

/** @throws UsageError for a value that cannot be read */
export function dataOptions(parsed: Arguments): DataOptions {
	const given = <T>(option: string, key: string, parse: (option: string, text: string) => T) => {
		const text = parsed.text(option);
		return text === undefined ? {} : { [key]: parse(option, text) };
	};
	return {
		...given('server', 'server', (_, text) => text),
		objects: parsed.list('object'),
		rules: parsed.list('rule'),
		tags: parsed.list('tag'),
		dimensions: parsed.list('dimension'),
		...given('now', 'nowIso', parseInstant),
		...given('threads', 'threads', (option, text) => parseCount(option, text, 1, 1024)),
		...given('memory', 'memoryBytes', parseBytes),
		...given('timeout', 'timeoutMs', parseDuration),
		sampleRows: parseCount('sample-rows', parsed.text('sample-rows') ?? '5', 0, 1000),
		showSensitive: parsed.has('show-sensitive'),
	};
}
