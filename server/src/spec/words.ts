/** `1,204,331`, `-1,420.5`: with thousands separators, whatever the locale. */
export function count(value: number | bigint): string {
	return grouped(String(value));
}

/** `1 row`, `44 rows`. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
	return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** A figure to read: at most eight significant digits, never rounded to zero; whole numbers in full. */
export function figure(value: number): string {
	if (!Number.isFinite(value)) return String(value).replace('Infinity', 'infinity');
	return Number.isInteger(value) ? grouped(String(value)) : grouped(String(Number(value.toPrecision(8))));
}

/** A percentage with enough digits to be neither 0 nor 100 where it is not: `0.0004 %`. */
export function percent(value: number): string {
	if (!Number.isFinite(value)) return `${value} %`;
	if (value === 0 || value === 100) return `${value} %`;
	const distance = Math.min(Math.abs(value), Math.abs(100 - value));
	const digits = distance >= 10 ? 1 : distance >= 1 ? 2 : Math.min(20, Math.ceil(-Math.log10(distance)) + 1);
	return `${grouped(String(Number(value.toFixed(digits))))} %`;
}

/** Seconds as a reader says them: `45 s`, `12 min`, `4 h 30 min`, `3 d 4 h`, `2 y 10 d`. */
export function age(seconds: number): string {
	const sign = seconds < 0 ? '-' : '';
	let rest = Math.round(Math.abs(seconds));
	if (rest < 1 && seconds !== 0) return `${sign}${Number(Math.abs(seconds).toPrecision(2))} s`;
	const units = [
		['y', 31_557_600],
		['d', 86_400],
		['h', 3600],
		['min', 60],
		['s', 1],
	] as const;
	const parts: string[] = [];
	for (const [index, [unit, length]] of units.entries()) {
		const amount = Math.floor(rest / length);
		rest -= amount * length;
		if (amount > 0) parts.push(`${count(amount)} ${unit}`);
		const next = units[index + 1];
		if (parts.length === 1 && next) {
			const follows = Math.floor(rest / next[1]);
			if (follows > 0) parts.push(`${count(follows)} ${next[0]}`);
			break;
		}
	}
	return parts.length === 0 ? '0 s' : sign + parts.join(' ');
}

/** A text on one line without control characters, cut to so many characters. */
export function clip(text: string, limit: number): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
	const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
	const characters = [...line];
	return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Lists of names: `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], most = 3, conjunction: 'and' | 'or' = 'and'): string {
	if (names.length > most) return `${names.slice(0, most - 1).join(', ')} and ${count(names.length - most + 1)} more`;
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
}

/** The digits of a number, with thousands separators. */
export function grouped(text: string): string {
	if (/e/i.test(text)) return text;
	const [whole = '', fraction] = text.split('.');
	const separated = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
	return fraction === undefined ? separated : `${separated}.${fraction}`;
}
