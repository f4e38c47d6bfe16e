import type { Measured } from '../measured.ts';

export interface MeasureOptions {
	/** Failing rows to fetch of each failed check. */
	readonly sampleRows: number;
	/** Whether to fetch the distribution of the column of each failed check. */
	readonly histograms: boolean;
	readonly signal?: AbortSignal;
	/** What was measured since the last call, by check id, before rows and distributions are fetched for what fails. */
	onMeasured?(found: ReadonlyMap<string, Measured>): void;
	/** Checks measured so far, of all. */
	onProgress?(done: number, total: number): void;
}
