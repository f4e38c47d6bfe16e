export type CalendarUnit = 'seconds' | 'months';

/**
 * The instant so much earlier, in UTC. Months are counted on the calendar; a day that the earlier month does not have is
 * its last (31 March less a month is 28 or 29 February). Undefined for what is before any calendar.
 */
export function instantBefore(nowIso: string, amount: number, unit: CalendarUnit): string | undefined {
	const now = new Date(nowIso);
	if (unit === 'seconds') return isoOf(new Date(now.getTime() - amount * 1000));
	const earlier = new Date(now);
	earlier.setUTCDate(1);
	earlier.setUTCMonth(earlier.getUTCMonth() - amount);
	const lastDay = new Date(Date.UTC(earlier.getUTCFullYear(), earlier.getUTCMonth() + 1, 0)).getUTCDate();
	earlier.setUTCDate(Math.min(now.getUTCDate(), lastDay));
	return isoOf(earlier);
}

/** With a year of four digits, as engines read it. */
function isoOf(date: Date): string | undefined {
	return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 ? undefined : date.toISOString();
}
