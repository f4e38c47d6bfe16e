import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderSteps } from '../../../server/src/language/codeActions/organize.ts';
import { applyLayout, sameContentSteps } from '../../../server/src/language/formatting/meaning.ts';
import { finished } from '../../../server/src/spec/steps.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';
import { randomOf } from './looseYaml.ts';
import { parsedOf } from './support.ts';

const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: c\n';

function organized(text: string): string {
	return applyLayout(text, finished(orderSteps(parsedOf(text).linted)));
}

/** Organizes what follows the head. */
function ordered(rest: string): string {
	const text = organized(head + rest);
	expect(text.startsWith(head)).toBe(true);
	return text.slice(head.length);
}

function hold(text: string): void {
	const once = organized(text);
	expect(finished(sameContentSteps(text, once)), `${text}\n=>\n${once}`).toBe(true);
	expect(organized(once), text).toBe(once);
	// No line is lost, and none is made up.
	const lines = (each: string) =>
		each
			.split(/\r?\n/)
			.map((line) => line.trim().replace(/^(?:- +)+/, ''))
			.sort();
	expect(lines(once)).toEqual(lines(text));
}

describe('key order', () => {
	it('is that of the standard, at every level', () => {
		expect(
			ordered('status: active\nschema:\n  - properties:\n      - required: true\n        name: x\n    name: o\nversion: 1.0.0\n'),
		).toBe('version: 1.0.0\nstatus: active\nschema:\n  - name: o\n    properties:\n      - name: x\n        required: true\n');
	});

	it('has unknown keys last, in their own order', () => {
		expect(ordered('zebra: 1\nversion: 1.0.0\napple: 2\n')).toBe('version: 1.0.0\nzebra: 1\napple: 2\n');
	});

	it('takes comments along that stand above, beside and inside', () => {
		const text = 'status: active # beside\n# above\n# twice\nversion: 1.0.0 # too\n';
		expect(ordered(text)).toBe('# above\n# twice\nversion: 1.0.0 # too\nstatus: active # beside\n');
		expect(ordered('schema:\n  - name: o\n    # - name: old\nversion: 1.0.0\n')).toBe(
			'version: 1.0.0\nschema:\n  - name: o\n    # - name: old\n',
		);
	});

	it('leaves a comment behind a value that a blank line parts from the next key', () => {
		expect(ordered('status: active\n# of status\n\nversion: 1.0.0\n')).toBe(
			'version: 1.0.0\n\nstatus: active\n# of status\n'.replace('\n\n', '\n\n'),
		);
	});

	it('takes a comment along that speaks of the last value', () => {
		expect(ordered('tags: [a]\nversion: 1.0.0\n  # of the version\n# of nothing\n')).toBe(
			'version: 1.0.0\n  # of the version\ntags: [a]\n# of nothing\n',
		);
		const text = 'description:\n  usage: |\n    a\n\n    b\ntags: [a]\nversion: 1.0.0\n    # of the version\n';
		expect(ordered(text)).toBe('version: 1.0.0\n    # of the version\ndescription:\n  usage: |\n    a\n\n    b\ntags: [a]\n');
	});

	it('leaves blank lines between keys where they are', () => {
		expect(ordered('status: active\n\n\ntags: [a]\nversion: 1.0.0\n')).toBe('version: 1.0.0\n\n\nstatus: active\ntags: [a]\n');
	});

	it('puts comments of a new first key above the dash', () => {
		expect(ordered('version: 1.0.0\nschema:\n  - physicalName: t\n    # the name\n    name: o\n')).toBe(
			'version: 1.0.0\nschema:\n  # the name\n  - name: o\n    physicalName: t\n',
		);
	});

	it('keeps every byte of values', () => {
		const text = 'schema:\n  - description: >-\n      a\n\n       b  \n    name:   \'o\'\nversion: "1.0.0"\n';
		expect(ordered(text)).toBe('version: "1.0.0"\nschema:\n  - name:   \'o\'\n    description: >-\n      a\n\n       b  \n');
	});

	it('does not move an anchor behind its alias, nor an alias before its anchor', () => {
		hold(`${head}tags: &t [a]\nversion: 1.0.0\nschema:\n  - tags: *t\n    name: o\n`);
		const text = 'version: 1.0.0\nschema:\n  - tags: &t [a]\n    description: x\n    synonyms: *t\n    name: o\n';
		expect(ordered(text)).toBe('version: 1.0.0\nschema:\n  - name: o\n    description: x\n    tags: &t [a]\n    synonyms: *t\n');
	});

	it.each([
		['with a merge key', 'version: 1.0.0\nschema:\n  - <<: {description: d}\n    physicalName: t\n    name: o\n'],
		['in braces', 'version: 1.0.0\nschema:\n  - {physicalName: t, name: o}\n'],
		['with a key twice', 'version: 1.0.0\nschema:\n  - physicalName: t\n    name: o\n    name: p\n'],
		['whose text keeps its blank lines', 'version: 1.0.0\nschema:\n  - description: |+\n      a\n\n    name: o\n'],
	])('leaves a map %s alone', (_, text) => {
		expect(ordered(text)).toBe(text);
	});

	it('leaves what is free as it is', () => {
		const text = 'version: 1.0.0\ncustomProperties:\n  - property: x\n    value:\n      b: 1\n      a: 2\n';
		expect(ordered(text)).toBe(text);
	});

	it('leaves a text alone that is not whole YAML', () => {
		expect(finished(orderSteps(parsedOf('status: "a\nversion: 1\nkind: x\n').linted))).toEqual([]);
	});

	it('keeps CRLF, and a file that ends without a line break', () => {
		expect(organized('version: 1.0.0\r\nkind: DataContract\r\napiVersion: v3.2.0')).toBe(
			'apiVersion: v3.2.0\r\nkind: DataContract\r\nversion: 1.0.0',
		);
	});

	const shared = new URL('../../../../shared/odcs', import.meta.url).pathname;
	const files = [
		...globSync('*.odcs.yaml', { cwd: new URL('../../../examples', import.meta.url) }).map((name) => `../../../examples/${name}`),
		...(existsSync(shared) ? globSync('examples/**/*.yaml', { cwd: shared }).map((name) => `../../../../shared/odcs/${name}`) : []),
	].map((name) => new URL(name, import.meta.url));

	it.each(files.map((file) => [file.pathname.split('/').slice(-2).join('/'), file] as const))('loses nothing of %s', (_, file) => {
		const text = readFileSync(file, 'utf8');
		hold(text);
		// Its lines in another order, as far as they still make a contract.
		for (let seed = 1; seed <= (text.length > 50_000 ? 1 : 6); seed++) {
			const random = randomOf(seed);
			const parts = text.split(/\n(?=[a-zA-Z#])/);
			const shuffled = parts
				.map((part) => [random(1e9), part] as const)
				.sort(([a], [b]) => a - b)
				.map(([, part]) => part);
			const other = `${shuffled.join('\n')}\n`;
			if (!parseYaml(other).problems.some(({ severity }) => severity === 'error')) hold(seed % 2 ? other : other.replaceAll('\n', '\r\n'));
		}
	});
});
