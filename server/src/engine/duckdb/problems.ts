import { EngineError, type EngineProblem } from '../engine.ts';

/**
 * What an error of DuckDB means to the user. DuckDB is opened with `errors_as_json`, so the kind of error and the
 * byte at which a query is wrong are data, not prose.
 *
 * @param subject what was being read or run, for the message: `flights.csv`, `the query`
 */
export function problemOf(error: unknown, subject: string): EngineProblem {
	if (error instanceof EngineError) return error.problem;
	const { type, message } = parseError(error);
	const kind = kinds[type] ?? 'query';
	switch (kind) {
		case 'cancelled':
			return { kind, message: `Interrupted while working on ${subject}` };
		case 'memory':
			return {
				kind,
				message: `Working on ${subject} takes more memory than the engine may use (${message}); raise the limit with --memory`,
			};
		case 'unreadable':
			return { kind, message: `Cannot read ${subject}: ${message}` };
		case 'crashed':
			return { kind, message: `The engine failed on ${subject}: ${message}; a new one starts with the next check` };
		case 'refused':
			return { kind, message: `Refused for ${subject}: ${message}` };
		default:
			return { kind, message: `Working on ${subject} failed: ${message}` };
	}
}

/** True where the database is of no use any more: DuckDB answers every later query of it with the same error. */
export function isFatal(error: unknown): boolean {
	const { type } = parseError(error);
	return type === 'FATAL' || type === 'INTERNAL';
}

/** What DuckDB says of an error: its type, one line of text, and the byte of the query where that is known. */
export interface DuckDbError {
	readonly type: string;
	readonly message: string;
	readonly offset?: number;
}

/** Takes apart an error thrown by the binding, with or without `errors_as_json`. Never throws. */
export function parseError(error: unknown): DuckDbError {
	const text = error instanceof Error ? error.message : String(error);
	const brace = text.indexOf('{"exception_type"');
	if (brace >= 0) {
		const parsed = parseObject(text.slice(brace));
		const type = parsed?.exception_type;
		const message = parsed?.exception_message;
		if (typeof type === 'string' && typeof message === 'string') {
			const offset = Number(parsed?.position ?? Number.NaN);
			return { type, message: oneLine(message), ...(Number.isSafeInteger(offset) && { offset }) };
		}
	}
	const prose = /^(?<type>[A-Za-z][A-Za-z ]*?) Error: (?<message>[\s\S]*)$/.exec(text);
	const type = prose?.groups?.type;
	const message = prose?.groups?.message;
	return type && message !== undefined ? { type, message: oneLine(message) } : { type: '', message: oneLine(text) };
}

const kinds: Readonly<Record<string, EngineProblem['kind']>> = {
	INTERRUPT: 'cancelled',
	'Out of Memory': 'memory',
	FATAL: 'crashed',
	INTERNAL: 'crashed',
	IO: 'unreadable',
	HTTP: 'unreadable',
	Connection: 'unreadable',
	Serialization: 'unreadable',
	Permission: 'refused',
	'Invalid Input': 'invalid-data',
	Invalid: 'invalid-data',
	Conversion: 'invalid-data',
	'Out of Range': 'invalid-data',
	'Missing Extension': 'unsupported',
	'Not implemented': 'unsupported',
};

function oneLine(text: string): string {
	const [first = '', ...rest] = text.split(/\n\n(?:LINE \d|Possible solutions|Possible fixes)/, 1)[0]?.split('\n') ?? [];
	const candidates = rest.find((line) => line.startsWith('Candidate '));
	const line = candidates ? `${first.trimEnd()} ${candidates.trim()}` : first.trimEnd();
	const clean = line.replace(/[\p{Cc}\s]+/gu, ' ').replace(/[.!]+$/, '');
	return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

const longest = 400;

function parseObject(json: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(json);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
