import { EngineError, type EngineProblem, type ReadErrors } from '../../engine.ts';
import type { Relation } from '../../relation.ts';
import type { BoundRelation, Query } from '../boundRelation.ts';
import { parseError } from '../problems.ts';
import { bindCsv } from './csv/bind.ts';
import { csvRejects } from './csv/rejects.ts';
import { bindJson } from './json/bind.ts';
import { bindParquet } from './parquet.ts';
import { bindTable } from './table.ts';

export { addLines } from './locate.ts';

/**
 * How DuckDB reads a relation: opens its files' heads or footers, not their rows (JSON and gzip are read once, to judge
 * them before DuckDB does).
 *
 * @param mode `lenient` reads CSV whose line ends are mixed; see `needsLenient`. Nothing else differs: text is cast cell by
 *             cell in both
 * @throws EngineError where the relation cannot be read, with the file and the mend
 */
export async function bindRelation(relation: Relation, query: Query, mode: 'typed' | 'lenient'): Promise<BoundRelation> {
	try {
		if (relation.kind === 'table') return await bindTable(relation, query);
		switch (relation.format) {
			case 'csv':
				return await bindCsv(relation, query, mode === 'lenient');
			case 'json':
				return await bindJson(relation);
			case 'parquet':
				return await bindParquet(relation, query);
			case 'arrow': {
				const { bindArrow } = await import('./arrow/bind.ts');
				return await bindArrow(relation, query);
			}
		}
	} catch (error) {
		const problem = explainFailure(relation, error);
		throw problem ? new EngineError(problem) : error;
	}
}

/** What the last scan of a relation rejected; undefined for nothing. Forgets it, so that the next scan starts afresh. */
export async function readErrors(relation: Relation, query: Query): Promise<ReadErrors | undefined> {
	return relation.kind === 'files' && relation.format === 'csv' ? csvRejects(relation, query) : undefined;
}

/** True for a failed scan that succeeds once the relation is bound `lenient`. */
export function needsLenient(relation: Relation, error: unknown): boolean {
	return relation.kind === 'files' && relation.format === 'csv' && /state machine reached an invalid state/.test(parseError(error).message);
}

/** What a failed read of a relation means, in our words, with the file as its user wrote it; undefined: nothing known. */
export function explainFailure(relation: Relation, error: unknown): EngineProblem | undefined {
	if (error instanceof EngineError) return error.problem;
	const { type, message } = parseError(error);
	const files = relation.kind === 'files' ? relation.files : [];
	const file = files.find(({ path }) => message.includes(path)) ?? (files.length === 1 ? files[0] : undefined);
	const subject = file?.display ?? relation.name;
	for (const [pattern, kind, words] of explanations) {
		const match = pattern.exec(message);
		if (match) return { kind, message: `${subject} ${words(match)}`, ...(file && { file: file.display }) };
	}
	if (relation.kind === 'files' && relation.format === 'parquet' && /^(IO|Invalid|Invalid Input|Serialization|Out of Range|)$/.test(type)) {
		return {
			kind: 'invalid-data',
			message: `${subject} is damaged: it cannot be read as a Parquet file (${message}); fetch or write it again`,
			...(file && { file: file.display }),
		};
	}
	return undefined;
}

type Explanation = readonly [RegExp, EngineProblem['kind'], (match: RegExpExecArray) => string];

const explanations: readonly Explanation[] = [
	[
		/not latin-1 encoded/i,
		'invalid-data',
		() => 'holds bytes that ISO-8859-1 (Latin-1) has no signs for; it may be Windows-1252: store it as UTF-8',
	],
	[
		/state machine reached an invalid state/,
		'invalid-data',
		() => 'ends its lines in several ways, or holds a carriage return outside quotes; write one kind of line end',
	],
	[
		/not a GZIP stream|failed to decode gzip/i,
		'invalid-data',
		() => 'holds something after its gzip data, or is damaged; fetch or write it again',
	],
	[
		/zstd|Unknown frame descriptor|Corrupted block/i,
		'invalid-data',
		() => 'is damaged: its Zstandard data does not decompress; fetch or write it again',
	],
	[/encrypted/i, 'unsupported', () => 'is encrypted, which is not supported yet'],
	[/Malformed JSON.*?: (?<what>[^:]+)$/, 'invalid-data', (match) => `is no JSON that can be read: ${match.groups?.what?.trim()}`],
	[
		/No magic bytes|too small to be a Parquet|Footer length|metadata|TProtocolException|Invalid Parquet|Snappy|thrift|corrupt/i,
		'invalid-data',
		() => 'is damaged: it cannot be read as a Parquet file; fetch or write it again',
	],
	[/No such file|does not exist|No files found/i, 'unreadable', () => 'is not there any more; it was a moment ago'],
	[/Permission denied/i, 'unreadable', () => 'may not be read: permission denied'],
];
