/** A pattern that people look up again and again. */
export interface KnownPattern {
	readonly name: string;
	readonly pattern: string;
	/** A text that matches. */
	readonly example: string;
}

/** ECMA-262, anchored, and within what an engine in linear time can run: no look-around, no back-reference. */
export const textPatterns: readonly KnownPattern[] = [
	{ name: 'email', pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', example: 'ann@example.com' },
	{
		name: 'uuid',
		pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
		example: '123e4567-e89b-12d3-a456-426614174000',
	},
	{ name: 'ISO date', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', example: '2026-01-31' },
	{ name: 'ISO country code, 2 letters', pattern: '^[A-Z]{2}$', example: 'CH' },
	{ name: 'ISO country code, 3 letters', pattern: '^[A-Z]{3}$', example: 'CHE' },
	{ name: 'ISO currency code', pattern: '^[A-Z]{3}$', example: 'EUR' },
	{ name: 'ISO language tag', pattern: '^[a-z]{2,3}(-[A-Z]{2})?$', example: 'fr-CA' },
	{ name: 'IATA airport code', pattern: '^[A-Z]{3}$', example: 'ZRH' },
	{ name: 'phone number (E.164)', pattern: '^\\+[1-9]\\d{6,14}$', example: '+41446681800' },
	{ name: 'IBAN', pattern: '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$', example: 'CH9300762011623852957' },
	{ name: 'web address', pattern: '^https?://[^\\s/$.?#][^\\s]*$', example: 'https://example.com/a' },
	{
		name: 'IPv4 address',
		pattern: '^((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)$',
		example: '192.0.2.1',
	},
	{ name: 'digits only', pattern: '^\\d+$', example: '004217' },
	{ name: 'letters only', pattern: '^[A-Za-z]+$', example: 'Alpha' },
	{ name: 'letters and digits', pattern: '^[A-Za-z0-9]+$', example: 'A42' },
	{ name: 'lower snake case', pattern: '^[a-z][a-z0-9]*(_[a-z0-9]+)*$', example: 'order_id' },
	{ name: 'hex digits (SHA-256)', pattern: '^[0-9a-f]{64}$', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
	{ name: 'semantic version', pattern: '^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$', example: '1.4.0' },
	{ name: 'no blank at either end', pattern: '^\\S(.*\\S)?$', example: 'a b' },
];

/** Patterns of the JDK's DateTimeFormatter. */
export const dateFormats: { readonly [logicalType: string]: readonly KnownPattern[] } = {
	date: [
		{ name: 'ISO 8601', pattern: 'yyyy-MM-dd', example: '2026-01-31' },
		{ name: 'without separators', pattern: 'yyyyMMdd', example: '20260131' },
		{ name: 'day first, dots', pattern: 'dd.MM.yyyy', example: '31.01.2026' },
		{ name: 'day first, slashes', pattern: 'dd/MM/yyyy', example: '31/01/2026' },
		{ name: 'month first, slashes', pattern: 'MM/dd/yyyy', example: '01/31/2026' },
		{ name: 'month by name', pattern: 'dd MMM yyyy', example: '31 Jan 2026' },
	],
	timestamp: [
		{ name: 'ISO 8601 with offset', pattern: "yyyy-MM-dd'T'HH:mm:ssXXX", example: '2026-01-31T08:30:00Z' },
		{ name: 'with milliseconds and offset', pattern: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", example: '2026-01-31T08:30:00.125Z' },
		{ name: 'ISO 8601 without offset', pattern: "yyyy-MM-dd'T'HH:mm:ss", example: '2026-01-31T08:30:00' },
		{ name: 'as SQL prints it', pattern: 'yyyy-MM-dd HH:mm:ss', example: '2026-01-31 08:30:00' },
		{ name: 'with milliseconds', pattern: 'yyyy-MM-dd HH:mm:ss.SSS', example: '2026-01-31 08:30:00.125' },
		{ name: 'day first, dots', pattern: 'dd.MM.yyyy HH:mm', example: '31.01.2026 08:30' },
		{ name: 'month first, slashes', pattern: 'MM/dd/yyyy HH:mm', example: '01/31/2026 08:30' },
	],
	time: [
		{ name: 'hours to seconds', pattern: 'HH:mm:ss', example: '08:30:00' },
		{ name: 'hours and minutes', pattern: 'HH:mm', example: '08:30' },
		{ name: 'with milliseconds', pattern: 'HH:mm:ss.SSS', example: '08:30:00.125' },
		{ name: 'half days', pattern: 'hh:mm a', example: '08:30 AM' },
	],
};
