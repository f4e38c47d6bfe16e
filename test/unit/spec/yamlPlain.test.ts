import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LineIndex } from '../../../server/src/spec/lineIndex.ts';
import type { Node } from '../../../server/src/spec/yaml/node.ts';
import { parseAnyYaml, type YamlDocument } from '../../../server/src/spec/yaml/parse.ts';
import { readPlainYaml } from '../../../server/src/spec/yaml/plainReader.ts';
import { Problems } from '../../../server/src/spec/yaml/problems.ts';
import { hasStandard, standardFolder } from '../../corpus/differential/corpus.ts';
import { seeded } from '../../corpus/differential/mutate.ts';
import { richContract } from '../../corpus/differential/richContract.ts';
import { damaged, randomYaml } from '../../fuzz/yamlInputs.ts';

/** The long way's answer: the root with everything about it, or the problems where there are any. */
function theLongWay(text: string): unknown {
	const lines = new LineIndex(text);
	const { documents, problems } = parseAnyYaml(text, lines, new Problems(text, lines));
	return problems.length > 0 || documents.length !== 1 ? problems : plain(documents[0] as YamlDocument);
}

function plain({ root, range }: YamlDocument): unknown {
	return { root: root && inFull(root), range };
}

function inFull(node: Node): unknown {
	if (node.kind === 'scalar') return node;
	if (node.kind === 'seq') return { ...node, items: node.items.map(inFull) };
	return {
		kind: node.kind,
		flow: node.flow,
		range: node.range,
		entries: node.entries.map((entry) => ({ ...entry, value: inFull(entry.value) })),
	};
}

/** Whether the short way read the text; expects that it says what the long way says if so. */
function agrees(text: string): boolean {
	const root = readPlainYaml(text);
	if (root !== undefined) expect(plain({ root, range: { start: 0, end: text.length } }), JSON.stringify(text)).toEqual(theLongWay(text));
	return root !== undefined;
}

describe('plain YAML is read the short way, with the same result', () => {
	test.each([
		['maps, lists and scalars', 'a: 1\nb:\n  - x\n  - y: true\n    z: null\nc:\n- d\n-  e: f\ng:\n'],
		['comments and blank lines', '# a\n\na: 1 # b\n  # c\nb: # d\n  # e\n  c: x#y\n\n# f'],
		['quotes', `a: "x: y # z"\nb: 'C:\\dir' # c\nc: ""`],
		['brackets', 'a: [1, x y, "z", [2], { b: c, d: [] }]\nb: {}\nc: [ ] # d'],
		['literal blocks', 'a: |\n  x\n\n    y # z\nb: |-\n  SELECT 1\n\nc:\n  - d: |\n      e\n    f: 1'],
		['numbers', 'a: [1, -2, +3, 4.5, 2022-08-02, 1.2.3, v1, 007]\nb: -1\nc: 1.0\nd: 12:30'],
		['words', 'a: true\nb: False\nc: ~\nd: NULL\ne: nul\nf: yes\ng: é'],
		['CRLF', 'a: 1\r\nb:\r\n  - x\r\n\r\nc: |\r\n  y\r\n  z\r\nd: "e"\r\n'],
		['addresses', 'a: https://example.com:80/x?y=z#w\nb: s3://bucket/{x}/*.json'],
	])('%s', (_, text) => {
		expect(agrees(text)).toBe(true);
	});

	test.each([
		'a: &x 1',
		'a: *x',
		'a: !t x',
		'a: x\n  y',
		'a: >\n  x',
		'a: |2\n   x',
		'a:\n\t- x',
		'---\na: 1',
		'a: 1\na: 2',
		'a: b: c',
		'a: [1,\n  2]',
		'"a": 1',
		'a: "\\n"',
		"a: 'x''y'",
		'a: 0x1f',
		'a: 1e3',
		'a: [a, ]',
		' a: 1',
		'x',
		'- - 1',
		'-\n  a: 1',
		'a: 1\n b: 2',
		'<<: { a: 1 }',
		'? a',
		'a: 12345678901234567890',
		'a: @x',
		'',
	])('%j is left to the library', (text) => {
		expect(readPlainYaml(text)).toBeUndefined();
	});

	test.skipIf(!hasStandard)('the standard’s examples', () => {
		const folder = join(standardFolder, 'examples');
		const short = readdirSync(folder).filter((file) => agrees(readFileSync(join(folder, file), 'utf8')));
		expect(short.length).toBeGreaterThan(10);
	});

	test('random texts', () => {
		const random = seeded(99);
		let short = 0;
		for (let count = 0; count < 6_000; count++) {
			const text =
				count % 6 === 0 ? randomYaml(random) : count % 6 === 1 ? damaged(richContract.trimStart(), random) : randomBlocks(random);
			if (agrees(text)) short++;
		}
		expect(short).toBeGreaterThan(1_000);
	});
});

const scalars = [
	'1',
	'x y',
	'true',
	'"o # p"',
	"'q: r'",
	'[1, x, "z"]',
	'{ j: k, l: [m] }',
	'~',
	'-3',
	'1.50',
	'a#b',
	'x:y',
	'2020-01-01',
	'-',
	'&a b',
	'"\\n"',
	"'it''s'",
	'[]',
	'{}',
	'[a: b]',
	'>-',
	'é 🎉',
	'?x',
	'x - y',
	':x',
	'[x,y]',
	'[ 1 , 2 ]',
	'{a: 1}',
	'- x',
	'1e5',
	'.5',
	'5.',
];

/** Block style as people write it; every other one with a slip of the hand. */
function randomBlocks(random: () => number): string {
	const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
	const lineBreak = random() < 0.2 ? '\r\n' : '\n';
	const lines: string[] = [];
	const scalar = () => pick(random() < 0.9 ? scalars.slice(0, 13) : scalars);
	const comment = () => (random() < 0.1 ? pick([' # n', '   # o p', '#x', ' ']) : '');
	const block = (indent: number, depth: number, lead = ' '.repeat(indent)): void => {
		const isList = random() < 0.4;
		for (let count = 1 + Math.floor(random() * 3), index = 0; index < count; index++) {
			if (random() < 0.1) lines.push(pick(['', '# c', `${' '.repeat(indent)}# d`, '  ', `${' '.repeat(indent + 3)}# e`]));
			const start = index === 0 ? lead : ' '.repeat(indent);
			if (isList) {
				if (depth < 4 && random() < 0.4) block(indent + 2, depth + 1, `${start}- `);
				else lines.push(`${start}- ${scalar()}${comment()}`);
				continue;
			}
			const key = random() < 0.95 ? `k${index}` : pick(['k0', '"q"', 'k l', 'a.b-c', '<<']);
			const kind = random();
			if (depth < 4 && kind < 0.35) {
				lines.push(`${start}${key}:${comment()}`);
				block(indent + (random() < 0.8 ? 2 : pick(['0', '1', '4']).length), depth + 1);
			} else if (kind < 0.45) {
				lines.push(`${start}${key}: ${pick(['|', '|-', '|+', '>', '|  '])}`);
				for (let line = Math.floor(random() * 4); line > 0; line--)
					lines.push(random() < 0.15 ? '' : `${' '.repeat(indent + 2)}${pick(['SELECT 1', '  deeper: x', '# no comment', 'x '])}`);
			} else if (kind < 0.5) lines.push(`${start}${key}:${comment()}`);
			else lines.push(`${start}${key}: ${scalar()}${comment()}`);
		}
	};
	block(0, 0);
	const text = lines.join(lineBreak) + (random() < 0.7 ? lineBreak : '');
	return random() < 0.5 ? text : damaged(text, random);
}
