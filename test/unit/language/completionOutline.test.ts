import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readOutline } from '../../../server/src/language/completion/outline/read.ts';
import type { Node } from '../../../server/src/spec/yaml/node.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';
import { yaml } from './support.ts';

/** What a node says and where it starts; blanks in texts of several lines are not told apart. */
function meaning(node: Node | undefined): unknown {
	if (node === undefined) return null;
	if (node.kind === 'map') return node.entries.map(({ key, keyRange, value }) => [key, keyRange.start, meaning(value)]);
	if (node.kind === 'seq') return node.items.map(meaning);
	return node.style === 'absent' ? null : [node.text.replace(/(?:\\?\s)+/g, ' ').trim(), node.range.start];
}

function same(text: string): void {
	expect(meaning(readOutline(text, text.length + 1).root)).toEqual(meaning(parseYaml(text).documents.at(-1)?.root));
}

const folder = new URL('../../../../shared/odcs/examples/', import.meta.url);
const examples = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
if (examples.length === 0) console.warn('Skipped: the documents of the standard are not beside the project (../shared/odcs)');

test.skipIf(examples.length === 0).each(examples)('reads %s as the real parser does', (name) => {
	same(readFileSync(new URL(name, folder), 'utf8'));
});

test.each([
	['maps and lists', 'a: 1\nb:\n  - c\n  - d: e\n    f: g\nh:\n- i\n- j:\n    k: l\n'],
	['lists of lists', 'a:\n  - - b\n    - c\n  - - d\n'],
	['flow', 'a: { b: 1, c: [d, "e, f", {g: h}], }\ni: []\nj: {}\n'],
	['flow of several lines', 'a: {\n  b: 1, # x\n  c: [\n    d,\n    e\n  ]\n}\nf: g\n'],
	['JSON', '{\n  "a": "b",\n  "c": [1, {"d": null}],\n  "e:f": "g\\"h"\n}\n'],
	['quotes', 'a: "b: c # d"\n"e": \'f\'\'g\'\nh: "i \\" j"\nk: \'l: m\' # n\n'],
	['quotes of several lines', 'a: "b\n  c"\nd: e\n'],
	['texts', 'a: |\n  b: c\n\n    d\ne: >-\n  f\n  # g\nh: i\n'],
	['texts in lists', 'a:\n  - |\n    b\n  - c: |\n      d\n    e: f\n'],
	['comments', '# a\nb: c # d\n  # e\nf:\n  # g\n  h: i#j\n'],
	['blanks', 'a:   b   \nc :  d\n\n\ne:\n\n  f: g\n'],
	['Windows line ends', 'a: b\r\nc:\r\n  - d\r\n  - e: |\r\n      f\r\n    g: h\r\n'],
	['addresses and times', 'a: http://b:1/c\nd: 12:30:00\ne: f:g\n'],
	['documents', 'a: b\n---\nc: d\n'],
	['values below their keys', 'a:\n  b\nc:\n  "d"\ne:\n  [f, g]\n'],
	['anchors and tags', 'a: &b\n  c: d\ne: !!str f\ng: &h i\nj:\n  - &k\n    l: m\n  - &n o\n'],
	['an empty value', 'a:\nb: ""\nc:\n  - \n  - d\n'],
	['no value at all', ''],
])('reads %s as the real parser does', (_, text) => {
	same(text);
});

test('a key that is being written harms nothing around it', () => {
	const text = yaml`
		a: 1
		lo
		b:
		  - c: d
		    me
		  -
		  - e: "f
		g: { h
		i: j
	`;
	const { root } = readOutline(text, text.length);
	expect(root.kind === 'map' && root.entries.map(({ key }) => key)).toEqual(['a', 'b', 'g', 'i']);
});
