import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseYaml } from '../../../../server/src/spec/yaml/parse.ts';
import { findings, indent, lint, withProperties } from './findings.ts';

const values =
	'1|-1|"1"|true|null||[]|{}|[1, 2]|[2, 1]|{ a: 1 }|"${X}"|${|2020-02-30|"a b"|"a\\n("|*a|&a x|1e400|.nan|99999999999999999999|"\\u0041("|🎉|%Y|[[1]]|schema/a/b|a.b.c|/|#|..|""'.split(
		'|',
	);

test('whatever a text says, rules do not throw, and their findings are what findings must be', () => {
	const random = seeded(20_261_125);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	const texts = examples();
	let looked = 0;
	for (let round = 0; round < 600; round++) {
		const lines = pick(texts).split('\n');
		for (let change = 0; change < 2; change++) {
			const at = Math.floor(random() * lines.length);
			const key = /^(\s*(?:- )?\w+):/.exec(lines[at] ?? '')?.[1];
			if (key !== undefined && random() < 0.7) lines[at] = `${key}: ${pick(values)}`;
			else if (random() < 0.5) lines.splice(at, 1);
			else lines.splice(at, 0, pick(lines));
		}
		const text = lines.join(random() < 0.1 ? '\r\n' : '\n');
		if (parseYaml(text).problems.length > 0) expect(lint(text)).toBeDefined();
		else looked += findings(text).length;
	}
	expect(looked).toBeGreaterThan(50);
});

test('a contract ten times as long takes about ten times as long', () => {
	const contract = (size: number) =>
		withProperties(
			Array.from(
				{ length: size },
				(_, index) => `- name: c${index}\n  logicalType: integer\n  relationships: [{ to: nothing.c${index} }]`,
			).join('\n'),
		);
	const time = (text: string) => {
		const before = process.cpuUsage();
		lint(text);
		return process.cpuUsage(before).user / 1_000;
	};
	time(contract(200));
	const small = Math.min(time(contract(200)), time(contract(200)));
	expect(time(contract(2000))).toBeLessThan(Math.max(small * 40, 2000));
});

/** Every example of the documentation of rules, as a whole contract. */
function examples(): string[] {
	const folder = join(import.meta.dirname, '../../../../docs/rules');
	return readdirSync(folder).flatMap((name) => {
		const page = readFileSync(join(folder, name), 'utf8');
		return [...page.matchAll(/^```yaml (?:triggers|mended) ?(\w*)\n([\s\S]*?)\n```$/gm)].map(([, place, block = '']) => {
			if (place === 'properties') return withProperties(block);
			if (place === 'schema') return `kind: DataContract\nschema:\n${indent(block, 2)}`;
			return `${block}\n`;
		});
	});
}

/** Numbers in [0, 1) that are the same in every run. Source: mulberry32. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
