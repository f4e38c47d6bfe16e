import type { RunState, SamplePage, StoredRun } from '../../server/src/shared/messages.ts';
import type { PositionRange } from '../../server/src/spec/range.ts';

/** What a panel and the extension say to each other. Both sides read what came through the parsers below. */
export type ToResults =
	/** Everything about the contract that the panel is of; whatever was shown before is replaced. */
	| { readonly kind: 'show'; readonly contract: ShownContract; readonly selectLine?: number }
	| { readonly kind: 'run'; readonly state: RunState }
	/** The cursor stands on this line of the contract (zero-based): its rule is to be selected. */
	| { readonly kind: 'cursor'; readonly line: number };

export interface ShownContract {
	readonly uri: string;
	/** Name of the file, and its folder where that tells it from others. */
	readonly name: string;
	readonly folder: string;
	readonly trusted: boolean;
	readonly run?: StoredRun;
	/** What the contract declares; absent where that is not known yet. */
	readonly declared?: { readonly rules: number; readonly objects: readonly string[] };
	readonly running?: RunState;
}

export type FromResults =
	| { readonly kind: 'ready' }
	| { readonly kind: 'check'; readonly ids?: readonly string[]; readonly force: boolean }
	| { readonly kind: 'cancel' }
	/** Shows the rule in its contract; `focus` moves the keyboard there too. */
	| { readonly kind: 'reveal'; readonly range: PositionRange; readonly focus: boolean }
	| { readonly kind: 'sample'; readonly object: string; readonly violating?: string }
	| { readonly kind: 'trust' }
	| { readonly kind: 'openContract' }
	| Copied;

/** Text for the clipboard, or for a file that the user is asked to name. */
export type Copied =
	| { readonly kind: 'copy'; readonly text: string; readonly what: string }
	| { readonly kind: 'save'; readonly text: string; readonly name: string };

export type ToSample =
	| { readonly kind: 'show'; readonly sample: ShownSample }
	| { readonly kind: 'page'; readonly request: number; readonly page: SamplePage }
	| { readonly kind: 'problem'; readonly request: number; readonly message: string };

export interface ShownSample {
	readonly uri: string;
	readonly name: string;
	readonly object: string;
	/** As in `SampleParams`. */
	readonly contract?: number;
	readonly trusted: boolean;
	/** Rules of the object that rows break, by what the last check found. */
	readonly rules: readonly ShownRule[];
	/** The rule whose rows alone are wanted. */
	readonly violating?: string;
}

export interface ShownRule {
	readonly id: string;
	/** `delay minimum -60`. */
	readonly label: string;
	readonly range: PositionRange;
	readonly failingRows: number;
	/** Rows that are known to break it: their files, numbers and lines (one-based) and the columns that do. */
	readonly cells: readonly ShownCells[];
}

export interface ShownCells {
	readonly file?: string;
	readonly row?: number;
	readonly line?: number;
	readonly columns: readonly string[];
}

export type FromSample =
	| { readonly kind: 'ready' }
	| {
			readonly kind: 'page';
			readonly request: number;
			readonly offset: number;
			readonly limit: number;
			readonly violating?: string;
			readonly showSensitive: boolean;
	  }
	/** The panel needs the answer no more. */
	| { readonly kind: 'drop'; readonly request: number }
	| { readonly kind: 'reveal'; readonly range: PositionRange; readonly focus: boolean }
	| { readonly kind: 'trust' }
	| Copied;

/** What a panel keeps over a reload of the window; the extension finds the contract again by it. */
export interface KeptState {
	readonly uri: string;
	readonly object?: string;
	/** As in `SampleParams`. */
	readonly contract?: number;
	readonly violating?: string;
}

/** @returns undefined for anything that the results panel does not say */
export function parseFromResults(value: unknown): FromResults | undefined {
	if (!isRecord(value)) return undefined;
	switch (value.kind) {
		case 'ready':
		case 'cancel':
		case 'trust':
		case 'openContract':
			return { kind: value.kind };
		case 'check':
			if (value.ids !== undefined && !(Array.isArray(value.ids) && value.ids.every(isText))) return undefined;
			return { kind: 'check', force: value.force === true, ...(value.ids === undefined ? {} : { ids: value.ids }) };
		case 'sample':
			if (!isText(value.object)) return undefined;
			return { kind: 'sample', object: value.object, ...(isText(value.violating) ? { violating: value.violating } : {}) };
		case 'reveal':
			return parseReveal(value);
		default:
			return parseCopied(value);
	}
}

/** @returns undefined for anything that the sample panel does not say */
export function parseFromSample(value: unknown): FromSample | undefined {
	if (!isRecord(value)) return undefined;
	switch (value.kind) {
		case 'ready':
		case 'trust':
			return { kind: value.kind };
		case 'page': {
			const { request, offset, limit, violating, showSensitive } = value;
			if (!isCount(request) || !isCount(offset) || !isCount(limit)) return undefined;
			return { kind: 'page', request, offset, limit, showSensitive: showSensitive === true, ...(isText(violating) ? { violating } : {}) };
		}
		case 'drop':
			return isCount(value.request) ? { kind: 'drop', request: value.request } : undefined;
		case 'reveal':
			return parseReveal(value);
		default:
			return parseCopied(value);
	}
}

/** @returns undefined where what was kept is of another version, or not ours */
export function parseKeptState(value: unknown): KeptState | undefined {
	if (!isRecord(value) || !isText(value.uri)) return undefined;
	return {
		uri: value.uri,
		...(isText(value.object) ? { object: value.object } : {}),
		...(typeof value.contract === 'number' ? { contract: value.contract } : {}),
		...(isText(value.violating) ? { violating: value.violating } : {}),
	};
}

/** What the extension says is ours, so its shape is taken on trust; anything else that posts here is not listened to. */
export function isFromExtension<Message extends { readonly kind: string }>(
	value: unknown,
	kinds: readonly Message['kind'][],
): value is Message {
	return isRecord(value) && kinds.some((kind) => kind === value.kind);
}

function parseReveal(value: Record<string, unknown>): { kind: 'reveal'; range: PositionRange; focus: boolean } | undefined {
	const { range } = value;
	if (!isRecord(range)) return undefined;
	const start = parsePosition(range.start);
	const end = parsePosition(range.end);
	return start && end ? { kind: 'reveal', range: { start, end }, focus: value.focus === true } : undefined;
}

function parsePosition(value: unknown): PositionRange['start'] | undefined {
	if (!isRecord(value)) return undefined;
	const { line, character } = value;
	return isCount(line) && isCount(character) ? { line, character } : undefined;
}

function parseCopied(value: Record<string, unknown>): Copied | undefined {
	if (!isText(value.text)) return undefined;
	if (value.kind === 'copy' && isText(value.what)) return { kind: 'copy', text: value.text, what: value.what };
	return value.kind === 'save' && isText(value.name) ? { kind: 'save', text: value.text, name: value.name } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
