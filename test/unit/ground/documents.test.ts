import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { commands, exitCodes } from '../../../server/src/cli/commandTable.ts';

const { contributes } = createRequire(import.meta.url)('../../../package.json');
const root = join(import.meta.dirname, '../../..');
const documents = [...globSync('*.md', { cwd: root }), ...globSync('{client,docs}/**/*.md', { cwd: root })];
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('every link to a file of ours leads somewhere', () => {
	const dead = documents.flatMap((document) =>
		[...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
			.map(([, target]) => target!)
			.filter((target) => !existsSync(join(root, dirname(document), target)))
			.map((target) => `${document}: ${target}`),
	);
	expect(dead).toEqual([]);
});

test('the README names every command, every option and every exit code, and no option that is not there', () => {
	const readme = read('README.md');
	const options = new Set(commands.flatMap((command) => command.options.filter(({ hidden }) => !hidden).map(({ name }) => `--${name}`)));
	const named = new Set([...readme.matchAll(/`(?:plumbline [^`]*)?(--[a-z-]+)/g)].map(([, option]) => option));
	options.delete('--help');
	expect([...named].filter((option) => !options.has(option!))).toEqual([]);
	expect([...options].filter((option) => !named.has(option))).toEqual([]);
	expect(commands.filter(({ name }) => !readme.includes(`plumbline ${name}`))).toEqual([]);
	const exits = /^Exit codes:[\s\S]*?\n\n/m.exec(readme)?.[0] ?? '';
	expect(exitCodes.filter(([code]) => !new RegExp(`\\b${code}\\b`).test(exits))).toEqual([]);
});

test('the pages about the editor name every setting, and none that is not there', () => {
	const properties = contributes.configuration.flatMap(({ properties }: { properties: object }) => Object.keys(properties));
	const settings: string[] = properties.map((name: string) => name.replace('plumbline.', ''));
	for (const page of ['client/README.md', 'docs/editors.md']) {
		const rows = read(page)
			.slice(read(page).search(/^\| setting /m))
			.split('\n\n')[0]!
			.split('\n')
			.slice(2);
		const named = rows.flatMap((row) => {
			const names = [...row.split('|')[1]!.matchAll(/`(?:plumbline)?\.?([\w.]+)`/g)].map(([, name]) => name!);
			// `codeLens.enabled`, `.contract`: what begins with a dot is of the same group.
			const group = names[0]!.includes('.') ? `${names[0]!.split('.')[0]}.` : '';
			return names.map((name) => (name.includes('.') || settings.includes(name) ? name : group + name));
		});
		expect(named.sort(), page).toEqual([...settings].sort());
	}
});

test('a map is no book: ARCHITECTURE.md keeps to two screens', () => {
	expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(100);
});

test('every folder of the server has its line in the map', () => {
	const map = read('ARCHITECTURE.md');
	const folders = readdirSync(join(root, 'server/src'));
	expect(folders.filter((folder) => !map.includes(`server/src/${folder}`))).toEqual([]);
});
