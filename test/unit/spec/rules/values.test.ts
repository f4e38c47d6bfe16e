import { expect, test } from 'vitest';
import { findings, fixed, indent, places, withProperties } from './findings.ts';

function options(type: string, written: string, more = ''): string {
	return withProperties(
		`- name: a\n  logicalType: ${type}\n  logicalTypeOptions:\n${indent(written, 4)}${more === '' ? '' : indent(more, 2)}`,
	);
}

test('bounds the wrong way round are swapped', () => {
	const text = options('integer', 'minimum: 10\nmaximum: 5');
	expect(findings(text)).toEqual(['error contract.bounds-reversed @13 "10" minimum 10 is above maximum 5; swap them']);
	expect(fixed(text, 'contract.bounds-reversed')).toContain('minimum: 5\n          maximum: 10');
	expect(findings(options('string', 'minLength: 3\nmaxLength: 2'))).toEqual([
		'error contract.bounds-reversed @13 "3" minLength 3 is above maxLength 2; swap them',
	]);
	expect(places(options('array', 'maxItems: 1\nminItems: 2'))).toEqual(['contract.bounds-reversed @14 "2"']);
	expect(places(options('object', 'maxProperties: 1\nminProperties: 2'))).toEqual(['contract.bounds-reversed @14 "2"']);
	expect(places(options('date', 'minimum: 2024-02-01\nmaximum: "2024-01-31"'))).toEqual(['contract.bounds-reversed @13 "2024-02-01"']);
	expect(places(options('time', 'minimum: "12:00:00"\nmaximum: "11:59:59"'))).toEqual(['contract.bounds-reversed @13 ""12:00:00""']);
	expect(places(options('number', 'exclusiveMinimum: 9007199254740993\nmaximum: 9007199254740992'))).toHaveLength(1);
});

test('bounds that leave nothing', () => {
	expect(findings(options('number', 'minimum: 5\nexclusiveMaximum: 5'))).toEqual([
		'error contract.bounds-empty @13 "5" No value is both at least 5 and below 5; widen one bound',
	]);
	expect(findings(options('integer', 'exclusiveMinimum: 3\nexclusiveMaximum: 4'))).toEqual([
		'error contract.bounds-empty @13 "3" No whole number lies between exclusiveMinimum 3 and exclusiveMaximum 4; widen one bound',
	]);
	expect(findings(options('integer', 'minimum: 1\nmaximum: 9\nmultipleOf: 10'))).toEqual([
		'error contract.bounds-empty @13 "1" No multiple of 10 lies between minimum 1 and maximum 9; widen one bound',
	]);
	expect(findings(options('integer', 'minimum: 200\nformat: i8'))).toEqual([
		'error contract.bounds-empty @13 "200" minimum 200 is above all of i8, which ends at 127',
	]);
	expect(findings(options('string', 'minLength: 6', 'physicalType: varchar(5)'))).toEqual([
		'error contract.bounds-empty @13 "6" minLength 6 does not fit into varchar(5); widen one of the two',
	]);
	expect(findings(options('string', 'minLength: 5\nmaxLength: 9', 'physicalType: varchar(5)'))).toEqual([]);
	expect(findings(options('integer', 'exclusiveMinimum: true\nminimum: 5\nmaximum: 5'))).toEqual([
		'error contract.bounds-empty @14 "5" No value is both above 5 and at most 5; widen one bound',
	]);
});

test.each([
	['number', 'minimum: 5\nmaximum: 5'],
	['number', 'exclusiveMinimum: 0.1\nexclusiveMaximum: 0.2'],
	['integer', 'minimum: 0\nexclusiveMaximum: 100\nmultipleOf: 5'],
	['number', 'minimum: 0\nmaximum: 0.3\nmultipleOf: 0.1'],
	['integer', 'minimum: -128\nmaximum: 127\nformat: i8'],
	['date', 'minimum: 2020-01-01\nmaximum: "2020-01-01"'],
	['timestamp', 'minimum: "2020-01-01 00:00:00+10:00"\nmaximum: 2019-12-31T23:00:00Z'],
	['timestamp', 'minimum: "2020-01-01T05:00:00"\nmaximum: 2020-01-01T00:00:00Z'],
	['date', 'minimum: 31/12/2019\nmaximum: 01/01/2020\nformat: dd/MM/yyyy'],
	['integer', 'minimum: ${LOW:-5}\nmaximum: 3'],
	['number', 'minimum: .nan\nmaximum: 3'],
])('%s bounds %j are fine', (type, written) => {
	expect(findings(options(type, written)).filter((line) => !line.includes('minimum 5') && !line.startsWith('info'))).toEqual([]);
});

test('dates that are no dates, with the date that was meant', () => {
	expect(findings(options('date', 'minimum: 2023-02-30'))).toEqual([
		'error contract.invalid-date @13 "2023-02-30" minimum "2023-02-30" is not in the calendar; write 2023-02-28',
	]);
	expect(findings(options('date', 'minimum: 31.12.2020'))).toEqual([
		'error contract.invalid-date @13 "31.12.2020" minimum "31.12.2020" is no date; write 2020-12-31',
	]);
	expect(findings(options('date', 'maximum: 02/03/2020'))).toEqual([
		'error contract.invalid-date @13 "02/03/2020" maximum "02/03/2020" is no date; write it as 2024-01-31',
	]);
	expect(findings(options('date', 'maximum: tomorrow\nformat: dd.MM.yyyy'))).toEqual([
		'error contract.invalid-date @13 "tomorrow" maximum "tomorrow" is no date; write it as dd.MM.yyyy',
	]);
	expect(findings(options('time', 'maximum: "25:00"'))).toEqual([
		'error contract.invalid-date @13 ""25:00"" maximum "25:00" is no time; write it as 09:30:00',
	]);
	expect(findings(options('timestamp', 'minimum: "2020-01-01T24:30:00"'))).toEqual([
		'error contract.invalid-date @13 ""2020-01-01T24:30:00"" minimum "2020-01-01T24:30:00" is not in the calendar; write it as 2024-01-31T09:30:00Z',
	]);
	expect(fixed(options('date', 'minimum: "2023/1/5"'), 'contract.invalid-date')).toMatch(/minimum: "?2023-01-05/);
});

test('leap years', () => {
	expect(findings(options('date', 'minimum: 2024-02-29\nmaximum: 2400-02-29'))).toEqual([]);
	expect(places(options('date', 'minimum: 1900-02-29'))).toHaveLength(1);
});

test('dates of people and of the contract', () => {
	const text = withProperties(
		'- name: a',
		'team:\n  members:\n    - { username: x, dateIn: 2022-13-01, dateOut: 2022-10-01 }\n    - { username: y, dateIn: 2022-10-02, dateOut: "2022-10-01" }\ncontractCreatedTs: yesterday\n',
	);
	expect(findings(text)).toEqual([
		'error contract.invalid-date @15 "yesterday" contractCreatedTs "yesterday" is no timestamp; write it as 2024-01-31T09:30:00Z',
		'error contract.invalid-date @13 "2022-13-01" dateIn "2022-13-01" is not in the calendar; write 2022-01-13',
		'warning contract.dates-reversed @14 ""2022-10-01"" dateOut 2022-10-01 comes before dateIn 2022-10-02',
	]);
	expect(places(withProperties('- name: a', 'team:\n  members: [{ username: x, dateOut: "" }]\n'))).toEqual([
		'contract.invalid-date @12 """"',
	]);
	const old = withProperties('- name: a', 'team:\n  - { username: x, dateIn: no }\n');
	expect(places(old, { version: '3.0.2' })).toEqual(['contract.invalid-date @12 "no"']);
});

test('date formats are patterns of the JDK', () => {
	expect(findings(options('date', 'format: "%d/%m/%Y"'))).toEqual([
		'warning contract.date-format-suspect @13 ""%d/%m/%Y"" "%d/%m/%Y" is a format of C and Python; the standard wants dd/MM/yyyy',
	]);
	expect(findings(options('date', 'format: YYYY-MM-DD'))).toEqual([
		'warning contract.date-format-suspect @13 "YYYY" Format "YYYY-MM-DD": "YYYY" is the year of the week, wrong around New Year; write yyyy',
		'warning contract.date-format-suspect @13 "DD" Format "YYYY-MM-DD": "DD" is the day of the year; write dd',
	]);
	expect(fixed(options('date', 'format: YYYY-MM-DD'), 'contract.date-format-suspect')).toContain('format: yyyy-MM-dd');
	expect(fixed(options('date', 'format: yyyy-mm-dd'), 'contract.date-format-suspect')).toContain('format: yyyy-MM-dd');
	expect(fixed(options('timestamp', 'format: "yyyy-MM-dd hh:mm:ss"'), 'contract.date-format-suspect')).toContain('yyyy-MM-dd HH:mm:ss');
	expect(fixed(options('timestamp', 'format: "yyyy-MM-dd HH:MM:SS"'), 'contract.date-format-suspect')).toContain('yyyy-MM-dd HH:mm:ss');
	expect(findings(options('timestamp', 'format: yyyy-MM-ddTHH:mm:ss'))).toEqual([
		`error contract.date-format @13 "T" Format "yyyy-MM-ddTHH:mm:ss": "T" is no letter of a date pattern; quote plain text, e.g. 'T'`,
	]);
	expect(fixed(options('timestamp', 'format: yyyy-MM-ddTHH:mm:ss'), 'contract.date-format')).toContain(`"yyyy-MM-dd'T'HH:mm:ss"`);
	expect(places(options('date', 'format: "yyyy-MM-dd\'"'))).toEqual([`contract.date-format @13 "'"`]);
	expect(places(options('date', 'format: "yyyy-MM-dd]"'))).toEqual(['contract.date-format @13 "]"']);
	expect(places(options('date', 'format: "{date}"'))).toEqual(['contract.date-format @13 "{"']);
});

test.each([
	['date', 'yyyy-MM-dd'],
	['date', "d. MMMM yyyy 'um' HH"],
	['date', 'YYYY-ww'],
	['date', 'yyyy-DDD'],
	['timestamp', 'yyyy-MM-dd HH:mm:ssZ'],
	['timestamp', "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX"],
	['timestamp', 'hh:mm a, dd MMM uuuu VV'],
	['time', 'HH:mm'],
	['time', 'HHmmss'],
])('%s format %s is fine', (type, format) => {
	expect(findings(options(type, `format: "${format}"`))).toEqual([]);
});

test('names of formats, and times under `date` before 3.1', () => {
	expect(findings(options('timestamp', 'format: date-time'))).toEqual([
		`warning contract.date-format-suspect @13 "date-time" "date-time" names a format; the standard wants its pattern, e.g. yyyy-MM-dd'T'HH:mm:ssXXX`,
	]);
	const old = options('date', 'minimum: "08:00:00"\nformat: hh:mm a', 'examples: ["10:00 AM"]');
	expect(findings(old, { version: '3.0.2' })).toEqual([]);
	expect(places(old, { version: '3.1.0' })).toEqual(['contract.invalid-date @13 ""08:00:00""']);
});

test('time zones', () => {
	expect(findings(options('timestamp', 'defaultTimezone: Europe/Pari'))).toEqual([
		'error contract.time-zone @13 "Europe/Pari" "Europe/Pari" is no time zone; did you mean Europe/Paris?',
	]);
	for (const zone of ['Etc/UTC', 'UTC', 'Australia/Sydney', '"+02:00"'])
		expect(findings(options('timestamp', `defaultTimezone: ${zone}`))).toEqual([]);
});

test('examples keep their own rules', () => {
	expect(findings(options('integer', 'minimum: 1\nmaximum: 9', 'examples: [5, "7", 0, 1.5, abc, null]'))).toEqual([
		'warning contract.example-mismatch @15 "0" orders.a: "0" is below minimum 1',
		'warning contract.example-mismatch @15 "1.5" orders.a: "1.5" is no integer',
		'warning contract.example-mismatch @15 "abc" orders.a: "abc" is no integer',
	]);
	expect(findings(options('string', 'maxLength: 3\npattern: "^[A-Z]+$"', 'examples: [ABC, ABCD, abc, 123]'))).toEqual([
		'warning contract.example-mismatch @15 "ABCD" orders.a: "ABCD" is longer than maxLength 3',
		'warning contract.example-mismatch @15 "abc" orders.a: "abc" does not match the pattern ^[A-Z]+$',
		'warning contract.example-mismatch @15 "123" orders.a: "123" does not match the pattern ^[A-Z]+$',
	]);
	expect(findings(withProperties('- name: a\n  logicalType: date\n  examples: [2022-10-03, "2025-01-28", 28/01/2025]'))).toEqual([
		'warning contract.example-mismatch @12 "28/01/2025" orders.a: "28/01/2025" is no date',
	]);
	expect(findings(withProperties('- name: a\n  logicalType: boolean\n  examples: [true, "Y", maybe]'))).toEqual([
		'warning contract.example-mismatch @12 "maybe" orders.a: "maybe" is no boolean',
	]);
	expect(
		findings(withProperties('- name: a\n  logicalType: string\n  enum: [{ value: new }, { value: done }]\n  examples: [don, new]')),
	).toEqual(['warning contract.example-mismatch @13 "don" orders.a: "don" is not in its enum; did you mean "done"?']);
});

test('enumerated values can occur', () => {
	expect(findings(options('integer', 'maximum: 3', 'enum: [{ value: 1 }, { value: 4 }, { value: "2" }]'))).toEqual([
		'warning contract.enum-mismatch @14 "4" orders.a: "4" is above maximum 3',
		'warning contract.enum-mismatch @14 ""2"" orders.a: "2" is text to YAML; write 2',
	]);
	expect(findings(withProperties('- name: a\n  enum: [{ value: x, label: One }, { value: x, label: Two }]'))).toEqual([
		'warning contract.enum-mismatch @11 "x" "x" is listed twice; only one label can be its own',
	]);
	expect(findings(withProperties('- name: a\n  enum: [{ value: x }, { value: x }]')), 'said by the structure').toEqual([]);
});

test('a hostile pattern does not hold up the linter', () => {
	const before = process.cpuUsage();
	findings(options('string', 'pattern: "^(a+)+$"', `examples: [${'a'.repeat(60)}!]`));
	// Tried out, it would take longer than anyone lives.
	expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
});

test('required names of an object are declared', () => {
	const nested = options('object', 'required: [zip, stret]', 'properties:\n  - { name: zip }\n  - { name: street }');
	expect(findings(nested)).toEqual([
		'warning contract.required-unknown @13 "stret" orders.a declares no property "stret"; did you mean "street"?',
	]);
	expect(findings(options('object', 'required: [zip]')), 'an open object').toEqual([]);
});

test('physical types that contradict the logical type', () => {
	const typed = (logical: string, physical: string) =>
		withProperties(`- { name: a, logicalType: ${logical}, physicalType: "${physical}" }`);
	const text = typed('string', 'INTEGER');
	expect(findings(text)).toEqual([
		'warning contract.physical-type @10 ""INTEGER"" orders.a: INTEGER holds no string; write logicalType: integer',
	]);
	expect(fixed(text, 'contract.physical-type')).toContain('logicalType: integer');
	for (const [logical, physical] of [
		['integer', 'boolean'],
		['number', 'timestamp with time zone'],
		['boolean', 'DECIMAL(10,2)'],
		['array', 'int'],
		['date', 'double precision'],
	] as const) {
		expect(places(typed(logical, physical)), `${logical} ${physical}`).toHaveLength(1);
	}
	for (const [logical, physical] of [
		['string', 'varchar(10)'],
		['string', 'uuid'],
		['integer', 'varchar'],
		['number', 'int'],
		['integer', 'NUMBER(10)'],
		['date', 'timestamp'],
		['timestamp', 'DATE'],
		['array', 'INTEGER[]'],
		['object', 'json'],
		['integer', 'double'],
		['boolean', 'bit'],
		['date', 'int'],
		['string', 'Name'],
	] as const) {
		expect(findings(typed(logical, physical)), `${logical} ${physical}`).toEqual([]);
	}
	const time = typed('date', 'time');
	expect(places(time, { version: '3.0.2' })).toEqual([]);
	expect(places(time, { version: '3.1.0' })).toHaveLength(1);
});
