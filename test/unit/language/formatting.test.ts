import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FormattingOptions, TextEdit } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { sameMeaning } from '../../../server/src/language/formatting/meaning.ts';
import { formattingEdits, onTypeFormattingEdits, rangeFormattingEdits } from '../../../server/src/language/formatting.ts';
import type { Parsed } from '../../../server/src/language/parsed.ts';
import { LineIndex } from '../../../server/src/spec/lineIndex.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';
import { looseYaml, randomOf } from './looseYaml.ts';
import { documentOf, marked } from './support.ts';

const options: FormattingOptions = { tabSize: 2, insertSpaces: true };

/** What is wrong with it as a contract does not matter here, and takes time to find out. */
function parsedOf(text: string): Parsed {
	const findings = parseYaml(text).problems;
	return { uri: documentOf(text).uri, version: 1, linted: { text, lines: new LineIndex(text), contracts: [], findings } };
}

function format(text: string, extra: Partial<FormattingOptions> = {}): string {
	return apply(text, formattingEdits(parsedOf(text), { ...options, ...extra }, never));
}

function apply(text: string, edits: TextEdit[]): string {
	try {
		return TextDocument.applyEdits(documentOf(text), edits);
	} catch (error) {
		throw new Error(`${error}\n${text}\n${JSON.stringify(edits)}`);
	}
}

/** Holds for every text: what is formatted means the same, is formatted once and for all, and differs in white space only. */
function hold(text: string): void {
	const once = format(text);
	expect(sameMeaning(text, once), `Before:\n${text}\nAfter:\n${once}`).toBe(true);
	expect(format(once), text).toBe(once);
	expect(once.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
}

describe('formatting', () => {
	it('indents by two and keeps comments, quotes and blank lines', () => {
		const text = [
			'# head',
			'schema:',
			'    # about orders',
			'    -   name:   "orders"   # quoted',
			'        properties:',
			'',
			"            -   name: 'id'",
			'                # the type',
			'                logicalType : integer',
			'',
		];
		expect(format(text.join('\n'))).toBe(
			[
				'# head',
				'schema:',
				'  # about orders',
				'  - name: "orders"   # quoted',
				'    properties:',
				'',
				"      - name: 'id'",
				'        # the type',
				'        logicalType: integer',
				'',
			].join('\n'),
		);
	});

	it('indents by what the editor is set to', () => {
		expect(format('a:\n  b:\n    - c: 1\n      d: 2\n', { tabSize: 4 })).toBe('a:\n    b:\n        - c: 1\n          d: 2\n');
	});

	it('leaves dashes in line with their key where they are', () => {
		expect(format('a:\n-   b: 1\n    c: 2\nd:\n   - e\n')).toBe('a:\n- b: 1\n  c: 2\nd:\n  - e\n');
	});

	it('spaces lists and maps in brackets', () => {
		expect(format('tags: [a,b ,c,{"x":1,y: 2}]\n')).toBe('tags: [a, b, c, {"x": 1, y: 2}]\n');
	});

	it('moves the lines of a text together and changes none of them', () => {
		expect(format('a:\n     b: |\n          one  \n\n            two\n     c: >-\n       x\n')).toBe(
			'a:\n  b: |\n       one  \n\n         two\n  c: >-\n    x\n',
		);
	});

	it('moves lines in brackets together', () => {
		expect(format('a:\n    b: [\n      x,\n\n      y\n      ]\n')).toBe('a:\n  b: [\n    x,\n\n    y\n    ]\n');
	});

	it('drops blanks at the end of lines and line breaks at the end of the file', () => {
		expect(format('a: 1  \n   \nb: 2\t# c  \n\n\n')).toBe('a: 1\n\nb: 2\t# c\n');
		expect(format('a: 1')).toBe('a: 1\n');
	});

	it('keeps what the editor wants kept', () => {
		expect(format('a: 1  \n\n\n', { trimTrailingWhitespace: false, trimFinalNewlines: false })).toBe('a: 1  \n\n\n');
		expect(format('a:  1', { insertFinalNewline: false })).toBe('a: 1');
	});

	it('keeps the line breaks that belong to a text', () => {
		hold('a: |+\n  one\n\n\n');
		expect(format('a: |+\n  one\n\n\n')).toBe('a: |+\n  one\n\n\n');
	});

	it('keeps CRLF and the byte order mark', () => {
		expect(format('\uFEFFa:\r\n    b:  1  \r\n\r\n\r\n')).toBe('\uFEFFa:\r\n  b: 1\r\n');
		expect(format('a: 1\r\nb:  2')).toBe('a: 1\r\nb: 2\r\n');
	});

	it('places a comment with the line that it stands in line with', () => {
		expect(format('a:\n    b:\n        c: 1\n        # of c\n    # of b\n# of a\nd: 2\n')).toBe(
			'a:\n  b:\n    c: 1\n    # of c\n  # of b\n# of a\nd: 2\n',
		);
	});

	it('keeps the blank in front of a colon that is a part of an alias without it', () => {
		expect(format('a: &x k\nb:\n    *x : 1\n')).toBe('a: &x k\nb:\n  *x : 1\n');
	});

	it.each([
		['a tab as indentation', 'a:\n\tb:   1\n'],
		['a quote that is never closed', 'a: "b\nc:   1\n'],
		['explicit keys', '? a\n:   b\nc:    d\n'],
		['carriage returns alone', 'a:   1\rb: 2\r'],
		['an empty file', ''],
	])('leaves a text with %s alone', (_, text) => {
		expect(format(text)).toBe(text);
	});

	it('has nothing to do for a text that is in order', () => {
		const text = 'a:\n  - b: 1\n    c: [1, 2]\n# end\n';
		expect(formattingEdits(parsedOf(text), options, never)).toEqual([]);
	});

	const shared = new URL('../../../../shared/odcs', import.meta.url).pathname;
	const files = [
		...globSync('*.odcs.yaml', { cwd: new URL('../../../examples', import.meta.url) }).map((name) => `../../../examples/${name}`),
		...(existsSync(shared)
			? globSync('{examples,invalid}/**/*.yaml', { cwd: shared }).map((name) => `../../../../shared/odcs/${name}`)
			: []),
	].map((name) => new URL(name, import.meta.url));

	it.each(files.map((file) => [file.pathname.split('/').slice(-2).join('/'), file] as const))('keeps the meaning of %s', (_, file) => {
		const text = readFileSync(file, 'utf8');
		hold(text);
		// The same with twice the indentation, and with one column more.
		hold(text.replace(/^( +)(?=\S)/gm, '$1$1'));
		hold(text.replaceAll('\n', '\r\n'));
	});

	it('keeps our own examples as they are', () => {
		for (const file of files.filter(({ pathname }) => /\/examples\/\w+\.odcs\.yaml$/.test(pathname) && !pathname.includes('/shared/'))) {
			const text = readFileSync(file, 'utf8');
			expect(format(text), file.pathname).toBe(text);
		}
	});

	it('keeps the meaning of any YAML', () => {
		let whole = 0;
		for (let seed = 1; seed <= 250; seed++) {
			const text = looseYaml(randomOf(seed));
			if (parseYaml(text).problems.some(({ severity }) => severity === 'error')) continue;
			whole++;
			hold(text);
			if (seed % 5 === 0) hold(text.replaceAll('\n', '\r\n'));
		}
		expect(whole).toBeGreaterThan(120);
	});
});

describe('range formatting', () => {
	const at = (text: string, from: number, to: number) =>
		rangeFormattingEdits(parsedOf(text), { start: { line: from, character: 0 }, end: { line: to, character: 99 } }, options, never);

	it('touches the lines of the range only', () => {
		const text = 'a:   1\nb:   2\nc:   3\n';
		expect(apply(text, at(text, 1, 1))).toBe('a:   1\nb: 2\nc:   3\n');
	});

	it('takes a range that ends at the beginning of a line as ending before it', () => {
		const text = 'a:   1\nb:   2\n';
		const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
		expect(apply(text, rangeFormattingEdits(parsedOf(text), range, options, never))).toBe('a: 1\nb:   2\n');
	});

	it('indents a whole block', () => {
		const text = 'a:\n      b:  1\n      c:  2\nd:   3\n';
		expect(apply(text, at(text, 1, 2))).toBe('a:\n  b: 1\n  c: 2\nd:   3\n');
	});

	it('does not indent a part of a block, which would tear it apart', () => {
		const text = 'a:\n      b:  1\n      c:  2\n';
		expect(apply(text, at(text, 2, 2))).toBe('a:\n      b:  1\n      c: 2\n');
	});

	it('keeps the meaning of any YAML, whatever the range', () => {
		for (let seed = 1; seed <= 120; seed++) {
			const random = randomOf(seed);
			const text = looseYaml(random);
			if (parseYaml(text).problems.some(({ severity }) => severity === 'error')) continue;
			const lines = text.split('\n');
			const from = random(lines.length);
			const to = from + random(lines.length - from);
			const after = apply(text, at(text, from, to));
			expect(sameMeaning(text, after), `${from}-${to}\n${text}\n=>\n${after}`).toBe(true);
			expect(after.split('\n').slice(0, from)).toEqual(lines.slice(0, from));
			const behind = lines.length - 1 - to;
			if (behind > 1) expect(after.split('\n').slice(-behind)).toEqual(lines.slice(-behind));
		}
	});
});

describe('formatting behind a line break', () => {
	/** The line of the cursor, once the editor has broken the line above. */
	const typed = (textWithCursor: string, extra: Partial<FormattingOptions> = {}) => {
		const { text, position } = marked(textWithCursor);
		const edits = onTypeFormattingEdits(parsedOf(text), position, '\n', { ...options, ...extra }, never);
		return apply(text, edits).split('\n')[position.line];
	};

	it.each([
		['a key without a value', 'a:\n‸', '  '],
		['a key without a value that has a comment', 'a:  # c\n‸', '  '],
		['a key with an anchor only', 'a: &x\n‸', '  '],
		['the header of a text', 'a: |\n‸', '  '],
		['a key in an item', 'x:\n  - a:\n‸', '      '],
		['a key with a value', '  a: 1\n‸', '  '],
		['the first key of an item', 'x:\n  - name: a\n  ‸', '    '],
		['an item that is a scalar', 'x:\n    - a\n‸', '    '],
		['a dash alone', 'x:\n  -\n‸', '    '],
		['a value with a colon in it', 'a: "b: c"\n  ‸', ''],
	])('goes below %s', (_, text, expected) => {
		expect(typed(text)).toBe(expected);
	});

	it('goes one step of the editor deeper', () => {
		expect(typed('a:\n‸', { tabSize: 4 })).toBe('    ');
	});

	it.each([
		['in a text', 'a: |\n  b:\n  ‸', '  '],
		['behind an open bracket', 'a: [\n   ‸', '   '],
		['behind a blank line', 'a:\n\n   ‸', '   '],
		['on a line that has words', 'a:\n‸b: 1', 'b: 1'],
	])('leaves the line alone %s', (_, text, expected) => {
		expect(typed(text)).toBe(expected);
	});

	it('is asked about line breaks only', () => {
		const { text, position } = marked('a:\n‸');
		expect(onTypeFormattingEdits(parsedOf(text), position, ':', options, never)).toEqual([]);
	});
});
