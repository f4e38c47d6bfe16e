import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';
import { seeded } from '../../corpus/differential/mutate.ts';
import { richContract } from '../../corpus/differential/richContract.ts';
import { brokenPromises, damaged, randomYaml } from '../../fuzz/yamlInputs.ts';
import { problemsOf, valuesOf } from './yamlShow.ts';

const megabyte = 1_000_000;
const full = (unit: string) => unit.repeat(Math.floor(megabyte / unit.length));

/** Texts of a megabyte that are hard on a parser, and what is said of them first, where anything is. */
const hard: [name: string, text: string, problem?: RegExp][] = [
	['open brackets', full('['), /Nested deeper/],
	['open braces', full('{a: '), /Nested deeper/],
	['dashes on a line', full('- '), /Nested deeper/],
	['question marks', full('? '), /Nested deeper/],
	['close brackets', full(']'), /no counterpart/],
	['close braces on lines', full('a: }\n'), /no counterpart/],
	['commas', `[${full(',')}`, /no counterpart/],
	['a long list', `[${full('a, ')}]`, /more than 300,000/],
	['a long map', `{${full('a: 1, ')}}`, /twice/],
	['many keys', Array.from({ length: 80_000 }, (_, index) => `k${index}: 1`).join('\n')],
	['one key many times', full('"a": 1\n'), /twice/],
	['documents', full('---\n'), /documents/],
	['document ends', full('...\n'), /documents/],
	['directives', full('%x\n')],
	['comments', full('# c\n'), /more than 300,000/],
	['blank lines', full('\n'), /more than 300,000/],
	['a long line', `a: ${full('x')}`],
	['a long key', `${full('k')}: 1`, /1,024/],
	['colons', full(': ')],
	['maps in a line', full('a: b: ')],
	['double quotes', full('"')],
	['quotes that never close', full('k: "a\n'), /never closed/],
	['single quotes that never close', full("k: 'a\n"), /never closed/],
	['backslashes', `"${full('\\')}`, /never closed/],
	['tabs', full('\tk: 1\n'), /tab/],
	['anchors', full('&a '), /one anchor/],
	['aliases of nothing', full('*a '), /No anchor/],
	['aliases in place of items', `a: &a 1\n${full('- *a\n')}`],
	['tags', full('!<x ')],
	['stairs', Array.from({ length: 1_400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), /Nested deeper/],
	['zigzag', full('a:\n  b:\n c:\n'), /Wrong indentation/],
	['keys indented too deep', full('a: 1\n  b: 2\n')],
	['colons in text', full('a: b: c\n')],
	['folded text', full('a: >\n'), /twice/],
	['a long block of text', `a: |\n${full('  x\n')}`],
	['lone carriage returns', full('a: 1\r'), /twice/],
	['NUL', full('\u0000'), /UTF-16/],
	['byte order marks', full('\ufeff')],
	['mixed brackets and quotes', full('"[{')],
	['noise', full(randomYaml(seeded(5)) || 'x')],
];

describe('a megabyte is read in two seconds', () => {
	test.each(hard.map(([name, text, problem]) => ({ name, text, problem })))('$name', ({ text, problem }) => {
		const before = workedMs();
		const { problems } = parseYaml(text);
		expect(workedMs() - before).toBeLessThan(2_000);
		if (problem !== undefined) expect(problems.map(({ message }) => message).join('\n')).toMatch(problem);
	});
});

/** Of the processor and this thread, not of the clock: other tests run beside this one. */
function workedMs(): number {
	const { user, system } = (process.threadCpuUsage ?? process.cpuUsage).call(process);
	return (user + system) / 1_000;
}

describe('aliases', () => {
	test('a bomb is put out', () => {
		const levels = 'abcdefghij'.split('').map(
			(name, index, names) =>
				`${name}: &${name} [${Array(9)
					.fill(index === 0 ? 'x' : `*${names[index - 1]}`)
					.join(', ')}]`,
		);
		const [problem] = parseYaml(levels.join('\n')).problems;
		expect(problem).toMatchObject({ code: 'yaml.alias', message: expect.stringContaining('more than 250,000 values') });
	});

	test('10,000 aliases are read', () => {
		const text = `x: &a [1, 2, 3]\n${Array.from({ length: 10_000 }, (_, index) => `k${index}: *a`).join('\n')}`;
		expect(problemsOf(text)).toEqual([]);
		expect(valuesOf(text)).toEqual([expect.objectContaining({ k9999: [1, 2, 3] })]);
	});
});

test('nesting is read down to 400 levels, and around what is deeper', () => {
	const text = `a: ${'['.repeat(1_000)}${']'.repeat(1_000)}\nb: 1`;
	const { documents, problems } = parseYaml(text);
	expect(problems).toMatchObject([{ code: 'yaml.depth' }]);
	const root = documents[0]?.root;
	expect(root?.kind === 'map' && root.get('b')?.value).toMatchObject({ value: 1 });
	expect(problemsOf(`${'['.repeat(399)}${']'.repeat(399)}`)).toEqual([]);
});

test('random texts keep every promise', () => {
	const random = seeded(42);
	for (let count = 0; count < 1_500; count++) {
		const text = count % 3 > 0 ? randomYaml(random) : damaged(richContract, random);
		expect(brokenPromises(text), JSON.stringify(text)).toEqual([]);
	}
});

test('a word that stands where a key might begin makes no later key too long', () => {
	const { problems } = parseYaml(`s:\n  p:\n  e\n  - n: ${'x'.repeat(1100)}\nt: 1\n`);
	expect(problems).not.toEqual([]);
	expect(problems.filter(({ message }) => /1,024/.test(message))).toEqual([]);
});
