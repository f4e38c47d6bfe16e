import type { EngineProblem } from '../../server/src/engine/engine.ts';

/** A file that means no good, how a contract names it, and what must come of it. */
export interface HostileCase {
	readonly name: string;
	/** Contents by path in a folder of its own; a function does what a write cannot. */
	readonly files?: { readonly [path: string]: string | Uint8Array };
	readonly make?: (folder: string) => void | Promise<void>;
	/** Fields of the server block; its type is `local` unless it says another, `path` and `format` are usual. */
	readonly server: { readonly [key: string]: string };
	/** `name: logicalType` of the properties; by default id, name, amount and day. */
	readonly properties?: { readonly [name: string]: string };
	readonly expect: Refusal | Reading;
	/** The command's checks need none of its rows, so it does not find out. */
	readonly unread?: true;
	/** Not tried where this answers a reason, e.g. on Windows. */
	readonly skip?: () => string | undefined;
}

/** It is not read, and says why. */
export interface Refusal {
	readonly problem: EngineProblem['kind'];
	readonly says: RegExp;
	readonly line?: number;
}

/** It is read, and nothing of it is mistaken for something else. */
export interface Reading {
	readonly rows: number;
	/** Rows that are no rows, and what is said of the first. */
	readonly broken?: number;
	readonly kind?: string;
	readonly line?: number;
	readonly says?: RegExp;
	/** Cells that are not of their type, by column; every other column must have none. */
	readonly misfits?: { readonly [column: string]: number };
	readonly nulls?: { readonly [column: string]: number };
	/** Columns that must not be there. */
	readonly missing?: readonly string[];
	readonly notes?: RegExp;
	/** The line of the first misfit. */
	readonly misfitLine?: number;
	/** First row, as text. */
	readonly first?: { readonly [column: string]: string | null };
}

export const posixOnly = () => (process.platform === 'win32' ? 'needs a POSIX file system' : undefined);

export const header = 'id,name,amount,day\n';

/** Rows `from` to `to` that fit the usual properties. */
export function rows(from: number, to: number, end = '\n'): string {
	return Array.from({ length: to - from + 1 }, (_, at) => `${from + at},n${from + at},${from + at}.5,2024-01-31${end}`).join('');
}
