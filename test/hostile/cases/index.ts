import type { HostileCase } from '../case.ts';
import { binaryCases } from './binary.ts';
import { compressedCases } from './compressed.ts';
import { csvCases } from './csv.ts';
import { jsonCases } from './json.ts';
import { pathCases } from './paths.ts';

/** Every hostile file, by kind. */
export const groups: { readonly [kind: string]: readonly HostileCase[] } = {
	csv: csvCases,
	compressed: compressedCases,
	json: jsonCases,
	paths: pathCases,
	binary: binaryCases,
};
