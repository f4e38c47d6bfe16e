/**
 * What a user can set, per resource, under `plumbline.`: the keys of the client's manifest are the paths here
 * (`plumbline.codeLens.rule`). A client without a manifest sends the same section and may leave out what it likes.
 */
export interface Settings {
	readonly diagnostics: {
		/** Hints on rules that nothing holds. */
		readonly notEnforced: boolean;
		/** Results of checks as diagnostics on their lines. */
		readonly results: boolean;
	};
	readonly codeLens: {
		/** One switch for all kinds. */
		readonly enabled: boolean;
		readonly contract: boolean;
		readonly object: boolean;
		readonly rule: boolean;
	};
	readonly inlayHints: { readonly enabled: boolean };
	/** Columns, types and frequent values of the data, read in the background for completion. */
	readonly completion: { readonly fromData: boolean };
	readonly checkOnSave: boolean;
	/** Name of the contract's server to read; empty: its first. */
	readonly server: string;
	/** Threads of the engine; 0: the cores there are. */
	readonly threads: number;
	/** Most memory of the engine, e.g. `2GiB`; empty: its default. */
	readonly memory: string;
	/** Longest that one query may take, e.g. `30s`. */
	readonly timeout: string;
	/** Failing rows to keep of a rule. */
	readonly sampleRows: number;
	/** Age from which a result counts as stale though nothing changed, e.g. `24h`; empty: never. */
	readonly staleAfter: string;
}

export const defaultSettings: Settings = {
	diagnostics: { notEnforced: true, results: true },
	codeLens: { enabled: true, contract: true, object: true, rule: true },
	inlayHints: { enabled: true },
	completion: { fromData: true },
	checkOnSave: false,
	server: '',
	threads: 0,
	memory: '',
	timeout: '10m',
	sampleRows: 5,
	staleAfter: '24h',
};

/** Whatever a client sent, as settings: what is absent, of another type or out of its bounds is the default. Never throws. */
export function readSettings(sent: unknown): Settings {
	const read = filled(defaultSettings, sent);
	return {
		...read,
		threads: bounded(read.threads, 0, 1024),
		sampleRows: bounded(read.sampleRows, 0, 1000),
		memory: bytesOf(read.memory) === undefined ? defaultSettings.memory : read.memory,
		timeout: durationMsOf(read.timeout) === undefined ? defaultSettings.timeout : read.timeout,
		staleAfter: durationMsOf(read.staleAfter) === undefined ? (read.staleAfter === '' ? '' : defaultSettings.staleAfter) : read.staleAfter,
	};
}

/** @returns milliseconds of `500ms`, `30s`, `5m`, `24h`, `7d`; undefined for anything else */
export function durationMsOf(text: string): number | undefined {
	const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)\s*$/i.exec(text);
	const factor = unitMs[match?.[2]?.toLowerCase() ?? ''];
	return factor === undefined ? undefined : positive(Number(match?.[1]) * factor);
}

/** @returns bytes of `512MiB`, `2GB`, `1.5G`; undefined for anything else */
export function bytesOf(text: string): number | undefined {
	const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt])(i?)b?\s*$/i.exec(text);
	const power = 'kmgt'.indexOf(match?.[2]?.toLowerCase() ?? ' ') + 1;
	return match === null || power === 0 ? undefined : positive(Math.floor(Number(match[1]) * (match[3] === '' ? 1000 : 1024) ** power));
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

function positive(value: number): number | undefined {
	return Number.isFinite(value) && value > 0 ? value : undefined;
}

function bounded(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, Math.trunc(value)));
}

/** The defaults, with those leaves of `sent` that are of the same type. */
function filled<T>(defaults: T, sent: unknown): T {
	if (typeof defaults !== 'object' || defaults === null)
		return typeof sent === typeof defaults && !Number.isNaN(sent) ? (sent as T) : defaults;
	const given: Readonly<Record<string, unknown>> = typeof sent === 'object' && sent !== null ? { ...sent } : {};
	return Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, filled(value, given[key])])) as T;
}
