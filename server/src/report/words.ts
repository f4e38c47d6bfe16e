import { count } from '../spec/words.ts';

export { age, count, counted, percent } from '../spec/words.ts';

/**
 * Part of a total in percent, with enough digits to be neither zero nor the whole where it is not: `0.0004 %`, `99.9 %`.
 *
 * @param part  0 ≤ part ≤ total
 * @param total > 0; a total of 0 gives `0 %`
 */
export function share(part: number, total: number): string {
	if (part <= 0 || total <= 0) {
		return '0 %';
	}
	const percent = (100 * part) / total;
	if (percent >= 100) {
		return '100 %';
	}
	let digits = percent >= 10 ? 0 : percent >= 1 ? 1 : Math.min(20, Math.ceil(-Math.log10(percent)));
	while (Number(percent.toFixed(digits)) >= 100 && digits < 20) {
		digits++;
	}
	return `${Number(percent.toFixed(digits)).toFixed(digits).replace(/\.0+$/, '')} %`;
}

/** A measured number with the digits that a reader can use: `1,204`, `17.28`, `0.0004123`. */
export function figure(value: number): string {
	if (!Number.isFinite(value) || Number.isInteger(value)) {
		return count(value);
	}
	return count(Math.abs(value) >= 1000 ? Number(value.toFixed(1)) : Number(value.toPrecision(4)));
}

/** `840 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
	if (ms < 999.5) {
		return `${Math.round(ms)} ms`;
	}
	const seconds = ms / 1000;
	if (seconds < 59.95) {
		return `${seconds.toFixed(1)} s`;
	}
	const whole = Math.round(seconds);
	return whole % 60 === 0 ? `${count(whole / 60)} min` : `${count(Math.floor(whole / 60))} min ${whole % 60} s`;
}
