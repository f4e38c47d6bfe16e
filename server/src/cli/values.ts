import { UsageError } from './usageError.ts';

/** `2GiB`, `512MB`, `1.5G` → bytes. Decimal units are powers of 1000, binary ones and bare letters of 1024. */
export function parseBytes(option: string, text: string): number {
	const match = /^(\d+(?:\.\d+)?)\s*([kmgt])(i?b)?$/i.exec(text);
	const power = match ? 'kmgt'.indexOf((match[2] ?? 'k').toLowerCase()) + 1 : 0;
	const bytes = match ? Math.round(Number(match[1]) * (match[3]?.toLowerCase() === 'b' ? 1000 : 1024) ** power) : Number.NaN;
	if (!Number.isSafeInteger(bytes)) {
		throw new UsageError(`--${option} ${text}: not a size.`, `Write a number and a unit: --${option} 512MiB, --${option} 2GiB.`);
	}
	if (bytes < leastMemory) {
		throw new UsageError(`--${option} ${text}: too little to work with.`, 'Give it 64MiB or more.');
	}
	return bytes;
}

const leastMemory = 64 * 1024 * 1024 * 0.9;

/** `500ms`, `30s`, `5m`, `1h` → milliseconds. */
export function parseDuration(option: string, text: string): number {
	const match = /^(\d+(?:\.\d+)?)\s*(ms|s|sec|m|min|h)$/i.exec(text);
	const unit = { ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000, h: 3_600_000 }[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN;
	const ms = Math.round(Number(match?.[1]) * unit);
	if (!(ms >= 1) || ms > 2 ** 31 - 1) {
		throw new UsageError(`--${option} ${text}: not a time.`, `Write a number and a unit: --${option} 30s, --${option} 5m.`);
	}
	return ms;
}

/** A whole number within bounds, both inclusive. */
export function parseCount(option: string, text: string, least: number, most: number): number {
	const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
	if (!(value >= least && value <= most)) {
		throw new UsageError(
			`--${option} ${text}: not a whole number from ${least} to ${most}.`,
			`Write e.g. --${option} ${Math.max(least, 4)}.`,
		);
	}
	return value;
}

/** An instant of ISO 8601 with its offset, or a date (its midnight in UTC) → the instant in UTC. */
export function parseInstant(option: string, text: string): string {
	const match = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:?\d{2})?)?$/.exec(text);
	if (match?.[2] !== undefined && match[3] === undefined) {
		throw new UsageError(`--${option} ${text}: which time zone?`, `Add Z for UTC, or an offset: --${option} ${match[1]}T${match[2]}Z.`);
	}
	const day = match ? new Date(`${match[1]}T00:00:00Z`) : undefined;
	const offset = (match?.[3] ?? 'Z').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
	const instant = match ? new Date(`${match[1]}T${match[2] ?? '00:00'}${offset}`) : undefined;
	// A day that a month does not have would roll over into the next.
	if (!day || !instant || Number.isNaN(instant.getTime()) || day.toISOString().slice(0, 10) !== match?.[1]) {
		throw new UsageError(`--${option} ${text}: not an instant.`, `Write ISO 8601: --${option} 2026-10-01T00:00:00Z.`);
	}
	return instant.toISOString();
}
