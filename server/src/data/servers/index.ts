import type { Adapter } from '../source.ts';
import { duckdbTable } from './duckdb.ts';
import { customFiles, localFiles } from './files.ts';

/** The server types that can be read. Another one is added here, and nowhere above. */
export const adapters: { readonly [type: string]: Adapter } = Object.assign(Object.create(null), {
	local: localFiles,
	custom: customFiles,
	duckdb: duckdbTable,
});

export const supportedTypes: readonly string[] = Object.keys(adapters);
