import type { ReadError, ReadErrors } from '../engine/engine.ts';
import type { Contract } from '../spec/contract/model.ts';
import type { SampleRow } from '../spec/result.ts';
import type { Check } from './check.ts';
import type { Measured } from './measured.ts';
import type { NamedObject } from './rows.ts';
import { impliedCheck } from './sourceCheck.ts';
import { clip } from './words.ts';

/** Every row of a text file is a row: quotes close, fields are as many as columns, the encoding is the one declared. */
export function readableCheck(contract: Contract, named: NamedObject): Check {
	return impliedCheck(contract, named, 'data.readable', {
		dimension: 'conformity',
		expected: 'readable rows',
		violation: 'unreadable',
		measure: { kind: 'rowCount', relation: named.name },
	});
}

/** Rows that are no rows at all; bad cells of rows that are belong to the checks of their columns' types. */
export function readableMeasured(errors: ReadErrors | undefined): Measured {
	const first = (errors?.first ?? []).filter(({ kind }) => kind !== 'cast');
	const [error] = first;
	return {
		kind: 'measured',
		observed: errors?.brokenRows ?? 0,
		failingRows: errors?.brokenRows ?? 0,
		...(error ? { note: clip(error.message, 70), samples: first.slice(0, 5).map(sampleOf) } : {}),
		durationMs: 0,
	};
}

/**
 * The failing rows of a type check with the physical line of each, where the read of the file met them; the read's own
 * account where the check has none.
 */
export function lineSamples(check: Check, measured: Measured, readErrors: ReadonlyMap<string, ReadErrors>, limit: number): Measured {
	if (measured.kind !== 'measured' || check.measure.kind !== 'type' || measured.failingRows === 0) return measured;
	const { relation, column } = check.measure;
	const casts = (readErrors.get(relation)?.first ?? []).filter((error) => error.kind === 'cast' && error.column === column);
	if (casts.length === 0) return measured;
	const samples = measured.samples ?? [];
	if (samples.length === 0) return { ...measured, samples: casts.slice(0, limit).map(sampleOf) };
	return { ...measured, samples: samples.map((sample) => withLine(sample, casts)) };
}

function withLine(sample: SampleRow, casts: readonly ReadError[]): SampleRow {
	if (sample.line !== undefined || sample.row === undefined) return sample;
	const error = casts.find(({ row, file }) => row === sample.row && (sample.file === undefined || sample.file === file));
	return error?.line === undefined ? sample : { ...sample, line: error.line };
}

function sampleOf({ file, row, line, column, text, wanted, message }: ReadError): SampleRow {
	const cells = column === undefined ? { problem: message } : { [column]: text ?? null, ...(wanted === undefined ? {} : { wanted }) };
	return {
		cells,
		file,
		...(row === undefined ? {} : { row }),
		...(line === undefined ? {} : { line }),
		...(column === undefined ? {} : { violating: [column] }),
	};
}
