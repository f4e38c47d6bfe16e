export interface MeasureOptions {
	/** Failing rows to fetch of each failed check. */
	readonly sampleRows: number;
	/** Whether to fetch the distribution of the column of each failed check. */
	readonly histograms: boolean;
	readonly signal?: AbortSignal;
	/** Checks measured so far, of all. */
	onProgress?(done: number, total: number): void;
}
