/** `1,204,331`: an integer with thousands separators, whatever the locale. */
export function count(value: number): string {
	const [whole = '', fraction] = String(value).split('.');
	const grouped = whole.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
	return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1 rule`, `44 rules`. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
	return `${count(value)} ${value === 1 ? singular : plural}`;
}

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

/** A share that was measured in percent (0–100): three digits that count, and never 0 or 100 where it is not. */
export function percent(value: number): string {
	if (!(value > 0 && value < 100)) {
		return `${figure(value)} %`;
	}
	let digits = Math.max(0, Math.min(20, 2 - Math.floor(Math.log10(Math.min(value, 100 - value)))));
	while (Number(value.toFixed(digits)) >= 100 && digits < 20) {
		digits++;
	}
	return `${Number(value.toFixed(digits))} %`;
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

/** Seconds as a reader says them, in the two largest units: `45 s`, `4 h 30 min`, `25 y 147 d`; a year has 365.25 days. */
export function span(seconds: number): string {
	const sign = seconds < 0 ? '-' : '';
	const whole = Math.round(Math.abs(seconds));
	if (whole < 1) {
		return `${figure(seconds)} s`;
	}
	const first = spans.findIndex(({ length }) => whole >= length);
	let rest = whole;
	const parts = spans.slice(first, first + 2).flatMap(({ unit, length }) => {
		const amount = Math.floor(rest / length);
		rest -= amount * length;
		return amount > 0 ? [`${count(amount)} ${unit}`] : [];
	});
	return sign + parts.join(' ');
}

const spans = [
	{ unit: 'y', length: 31_557_600 },
	{ unit: 'd', length: 86_400 },
	{ unit: 'h', length: 3600 },
	{ unit: 'min', length: 60 },
	{ unit: 's', length: 1 },
] as const;
