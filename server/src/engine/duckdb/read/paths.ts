import type { DataFile } from '../../relation.ts';
import { textLiteral } from '../compile/text.ts';

/** Paths as a list for DuckDB's readers, which take every path for a pattern. */
export function pathList(files: readonly DataFile[]): string {
	return `[${files.map(({ path }) => textLiteral(patternOf(path))).join(', ')}]`;
}

/** A path as a pattern that matches itself alone. */
export function patternOf(path: string): string {
	return path.replace(/[*?[]/g, '[$&]');
}

/** SQL of a file's name as its user wrote it, from DuckDB's name of it; of many files, DuckDB's. */
export function displayCase(filename: string, files: readonly DataFile[]): string {
	const [only] = files;
	if (only && files.length === 1) return textLiteral(only.display);
	if (files.length > 200) return filename;
	const cases = files.map((file) => `WHEN ${textLiteral(file.path)} THEN ${textLiteral(file.display)}`);
	return `CASE ${filename} ${cases.join(' ')} ELSE ${filename} END`;
}
