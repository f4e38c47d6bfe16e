import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings, readSettings } from '../../../server/src/shared/settings.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const { contributes } = createRequire(import.meta.url)('../../../package.json');
const settings: Record<string, { default: unknown; type: string; pattern?: string; markdownDescription: string }> = Object.assign(
	{},
	...contributes.configuration.map(({ properties }: { properties: object }) => properties),
);

test('the manifest offers exactly the settings that the server reads, with the same defaults', () => {
	const offered = Object.fromEntries(Object.entries(settings).map(([key, { default: value }]) => [key, value]));
	expect(offered).toEqual(Object.fromEntries(leaves('plumbline', defaultSettings)));
});

test('what the manifest lets through, the server takes', () => {
	for (const [key, texts] of Object.entries({
		'plumbline.timeout': ['30s', '500ms', '1.5h', '10 m'],
		'plumbline.memory': ['512MiB', '4GB', '1.5g', ''],
		'plumbline.staleAfter': ['90m', '7d', ''],
	})) {
		const name = key.slice('plumbline.'.length);
		for (const text of texts) {
			expect(text, key).toMatch(new RegExp(settings[key]!.pattern!));
			expect(readSettings({ [name]: text })).toMatchObject({ [name]: text });
		}
		for (const text of ['soon', '30', '-1s', '5 parsecs']) {
			expect(text, key).not.toMatch(new RegExp(settings[key]!.pattern!));
			expect(readSettings({ [name]: text })).toMatchObject({ [name]: settings[key]!.default });
		}
	}
});

test('each setting says what it does, in sentences', () => {
	for (const [key, { markdownDescription }] of Object.entries(settings)) {
		expect(markdownDescription, key).toMatch(/^[A-Z`].*\.$/);
	}
});

test('commands that menus, keys and the walkthrough name are there', () => {
	const known = new Set(contributes.commands.map(({ command }: { command: string }) => command));
	const named = JSON.stringify([contributes.menus, contributes.keybindings, contributes.walkthroughs, contributes.viewsWelcome]).match(
		/plumbline\.[a-z]+[A-Z]\w*/g,
	);
	expect(named).not.toBeNull();
	expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
});

test('files that the manifest names are there, and each snippet is well formed', () => {
	const files = JSON.stringify(contributes).match(/(?<=")(\.\/)?(client|syntaxes)\/[^"]+(?=")/g) ?? [];
	expect(files.length).toBeGreaterThan(5);
	for (const file of files) expect(() => readFileSync(join(root, file)), file).not.toThrow();
	const snippets: Record<string, { prefix: string; body: string[]; description: string }> = JSON.parse(
		readFileSync(join(root, contributes.snippets[0].path), 'utf8'),
	);
	const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
	expect(new Set(prefixes).size).toBe(prefixes.length);
});

function leaves(path: string, value: unknown): [string, unknown][] {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	return Object.entries(value).flatMap(([key, below]) => leaves(`${path}.${key}`, below));
}
