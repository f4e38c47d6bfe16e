/** A duration in words: `250 ms`, `1.2 s`, `2 min`. */
export function duration(durationMs: number): string {
	if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
	const seconds = durationMs / 1_000;
	if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
	return `${Number((seconds / 60).toFixed(1))} min`;
}

/** Bytes in words: `512 MiB`, `1.5 GiB`. */
export function bytes(count: number): string {
	const mebibytes = count / 2 ** 20;
	return mebibytes < 1024 ? `${Math.round(mebibytes).toLocaleString('en-US')} MiB` : `${Number((mebibytes / 1024).toFixed(1))} GiB`;
}
