import { expect, test } from 'vitest';
import { runsInGoodTime } from '../../../../server/src/spec/rules/patternSafety.ts';
import { checkPattern } from '../../../../server/src/spec/rules/patternText.ts';
import { findings, fixed, withProperties } from './findings.ts';

function pattern(written: string): string {
	return withProperties(`- name: a\n  logicalType: string\n  logicalTypeOptions:\n    pattern: ${written}`);
}

test.each([
	'ACC[0-9]{8}',
	'^\\p{L}+$',
	'(?<year>\\d{4})-\\k<year>',
	'[\\w-]+@[\\w.]+',
	'(?<!a)b(?=c)',
	'x{',
	'[^\\]]',
	'(?:a|b)*',
	'[[a]',
	'^$',
	'\\/',
])('%s compiles', (text) => {
	expect(checkPattern(text)).toBeUndefined();
});

test.each([
	['(ab', '(', '"(" at character 1 is never closed; write \\( for the sign itself'],
	['ab)', ')', '")" at character 3 closes nothing; write \\) for the sign itself'],
	['[a-z', '[', '"[" at character 1 is never closed; write \\[ for the sign itself'],
	['*.csv', '*', '"*" at character 1 repeats nothing; write \\* for the sign itself'],
	['[z-a]', 'z-a', '"z-a" is the wrong way round; write a-z'],
	['a{5,2}', '{5,2}', '"{5,2}" is the wrong way round; write {2,5}'],
	['(?i)abc', '(?i)', 'Flags such as "(?i)" do not exist in ECMA-262; write both cases, e.g. [Aa]'],
	['(?P<y>a)', '(?P<y>', '"(?P<" is Python; write (?<y>'],
	['a++', '+', '"+" at character 3 repeats nothing; write \\+ for the sign itself'],
	['\\Aa\\Z', '\\A', '"\\A" means the letter A here; write ^ for the start'],
	['/^\\d+$/i', '/', 'The slashes are part of the pattern, so nothing can match; leave them out'],
	['[[:alpha:]]', '[:alpha:]', '"[:alpha:]" is POSIX; in a JSON Schema pattern write A-Za-z'],
])('%s is wrong at %s', (text, at, message) => {
	const problem = checkPattern(text);
	expect(text.slice(problem?.start, problem?.end)).toBe(at);
	expect(problem?.message).toBe(message);
});

test('the finding stands on the sign itself, in any quotes', () => {
	expect(findings(pattern('"(ab"'))).toEqual([
		'error contract.pattern-syntax @13 "(" "(" at character 1 is never closed; write \\( for the sign itself',
	]);
	expect(findings(pattern("'\\A\\d+'"))).toEqual([
		'warning contract.pattern-dialect @13 "\\A" "\\A" means the letter A here; write ^ for the start',
	]);
	expect(fixed(pattern("'\\A[[:digit:]]+\\z'"), 'contract.pattern-dialect')).toContain('pattern: "^[0-9]+$"');
});

test('patterns in arguments of a metric', () => {
	const text = withProperties('- name: a\n  quality:\n    - metric: invalidValues\n      arguments: { pattern: "a)" }\n      mustBe: 0');
	expect(findings(text)).toEqual([
		'error contract.pattern-syntax @13 ")" ")" at character 2 closes nothing; write \\) for the sign itself',
	]);
});

test('a pattern is tried on examples only where that cannot take long', () => {
	for (const safe of ['^[A-Z]{3}\\d+$', '(?:\\d{3})+', '^(a|b)c$', '[(*+|]+x']) expect(runsInGoodTime(safe), safe).toBe(true);
	for (const slow of ['(a+)+$', '(a|a)*b', '(a?){50}', '^(\\w+\\s?)*$', '(.*)(.*)(.*)(.*)(.*)x', '(a{0,20}){0,20}', '(a)\\1', '(x+x+)+y']) {
		expect(runsInGoodTime(slow), slow).toBe(false);
	}
});
