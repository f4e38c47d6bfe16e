import type { ReadError, ReadErrors } from '../engine/engine.ts';
import type { Contract } from '../spec/contract/model.ts';
import type { SampleRow } from '../spec/result.ts';
import { clip } from '../spec/words.ts';
import type { Check } from './check.ts';
import type { Measured } from './measured.ts';
import type { NamedObject } from './rows.ts';
import { impliedCheck } from './sourceCheck.ts';

/** Every row of a text file is a row: quotes close, fields are as many as columns, the encoding is the one declared. */
export function readableCheck(contract: Contract, named: NamedObject): Check {
	return impliedCheck(contract, named, 'data.readable', {
		dimension: 'conformity',
		expected: 'readable rows',
		violation: 'unreadable',
		measure: { kind: 'rowCount', relation: named.name },
	});
}

/** Rows that are no rows at all, with the first of them; bad cells of rows that are belong to the checks of their columns. */
export function readableMeasured(errors: ReadErrors | undefined, limit: number): Measured {
	const first = errors?.first ?? [];
	const [error] = first;
	return {
		kind: 'measured',
		observed: errors?.brokenRows ?? 0,
		failingRows: errors?.brokenRows ?? 0,
		...(error ? { note: clip(error.message, 70), samples: first.slice(0, limit).map(sampleOf) } : {}),
		durationMs: 0,
	};
}

function sampleOf({ file, row, line, text, message }: ReadError): SampleRow {
	return {
		cells: { problem: message, ...(text === undefined ? {} : { text }) },
		file,
		...(row === undefined ? {} : { row }),
		...(line === undefined ? {} : { line }),
	};
}
