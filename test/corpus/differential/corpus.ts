import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Json } from './mutate.ts';
import { richContract } from './richContract.ts';

/** The standard's own documents, beside the project; absent from most checkouts. */
export const standardFolder = resolve(import.meta.dirname, '../../../../shared/odcs');

export const hasStandard = existsSync(join(standardFolder, 'schema'));

/** Valid and invalid documents of the standard, and one of ours that has every construct. */
export function corpus(): Json[] {
	const documents: Json[] = [parse(richContract)];
	for (const folder of ['examples', 'invalid']) {
		for (const file of readdirSync(join(standardFolder, folder)).sort()) {
			documents.push(parse(readFileSync(join(standardFolder, folder, file), 'utf8')));
		}
	}
	return documents;
}

export function schemaOf(version: '3.0.2' | '3.1.0' | '3.2.0'): object {
	return JSON.parse(readFileSync(join(standardFolder, 'schema', `odcs-v${version}.json`), 'utf8'));
}
