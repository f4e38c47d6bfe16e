import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plainText } from '../../../server/src/language/completion/snippet.ts';
import { keyShapeOf, rootStep, type Step, stepTo } from '../../../server/src/language/cursor.ts';
import { isBefore, type OdcsVersion } from '../../../server/src/spec/contract/versions.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { complete } from './completionSupport.ts';
import { randomOf } from './looseYaml.ts';
import { parsedOf } from './support.ts';

const folder = new URL('../../../../shared/odcs/examples/', import.meta.url);
const examples = existsSync(folder)
	? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name))
	: [];
if (examples.length === 0) console.warn('Skipped: the documents of the standard are not beside the project (../shared/odcs)');

/** Offered beside `primaryKey: true` and `partitioned: true` only. */
const positions = new Set(['primaryKeyPosition', 'partitionKeyPosition']);

/** Every key of the standard in a document, and where it stands. */
function* keysIn(step: Step): Iterable<{ key: string; start: number; end: number; flow: boolean; since: OdcsVersion | undefined }> {
	const { node } = step;
	if (node.kind === 'seq') for (const [index, item] of node.items.entries()) yield* keysIn(stepTo(step, index, item));
	if (node.kind !== 'map') return;
	for (const entry of node.entries) {
		const shape = keyShapeOf(step, entry.key);
		if (shape === undefined) continue;
		yield { key: entry.key, start: entry.keyRange.start, end: entry.range.end, flow: node.flow, since: shape.since };
		yield* keysIn(stepTo(step, entry.key, entry.value));
	}
}

test.skipIf(examples.length === 0).each(examples)('offers each key of %s where it stands', (name) => {
	const text = readFileSync(new URL(name, folder), 'utf8');
	const missed: string[] = [];
	// Each key of a small document, every so many of a big one.
	const step = Math.ceil(text.length / 4000) ** 2;
	let count = 0;
	for (const { root, version } of parsedOf(text).linted.contracts) {
		for (const { key, start, end, flow, since } of keysIn(rootStep(root))) {
			if (count++ % step !== 0 || isBefore(version, since ?? version) || positions.has(key)) continue;
			const without = `${text.slice(0, start)}‸${text.slice(end)}`;
			const typing = `${text.slice(0, start + 2)}‸${text.slice(end)}`;
			const written = `${text.slice(0, start + 1)}‸${text.slice(start + 1)}`;
			for (const [how, marked] of Object.entries({ without, typing, written })) {
				if (flow && how !== 'written') continue;
				if (!complete(marked).labels.includes(key)) missed.push(`${how} ${key} at ${text.slice(0, start).split('\n').length}`);
			}
			if (complete(written).labels.includes(key) && complete(written).apply(key) !== text)
				missed.push(`rewriting ${key} at ${text.slice(0, start).split('\n').length}`);
		}
	}
	expect(missed).toEqual([]);
});

test('what is offered on a line of its own is a key that fits there, and breaks nothing around it', () => {
	const random = randomOf(7);
	const own = new URL('../../../examples/', import.meta.url);
	const texts = readdirSync(own).flatMap((name) => (name.endsWith('.odcs.yaml') ? [readFileSync(new URL(name, own), 'utf8')] : []));
	const codes = (text: string) =>
		lintText(text, { file: 'orders.odcs.yaml', workspace: { read: () => undefined } })
			.findings.map(({ code }) => code)
			.filter((code) => /^yaml|unknown-key|misplaced-key|newer-construct/.test(code));
	const faults: string[] = [];
	let count = 0;
	while (count < 200) {
		const lines = texts[random(texts.length)]!.split('\n');
		const index = random(lines.length);
		const line = lines[index]!;
		// Below a key that has its value on the lines below, or inside of a text, nothing goes.
		if (!/^\s*(?:- )?\w+: [^|>&]+$/.test(line) || /^\s*(?:- )?\w+: [|>]/m.test(lines.slice(Math.max(0, index - 8), index).join('\n')))
			continue;
		const indent = ' '.repeat(/^\s*(?:- )?/.exec(line)![0].length);
		const before = codes(lines.join('\n')).length;
		const completed = complete([...lines.slice(0, index + 1), `${indent}‸`, ...lines.slice(index + 1)].join('\n'));
		for (const label of completed.labels) {
			if (random(3) > 0) continue;
			count++;
			const found = codes(plainText(completed.apply(label)));
			if (found.length > before) faults.push(`${label} below line ${index + 1}, ${line.trim()}: ${found[0]}`);
		}
	}
	expect(faults).toEqual([]);
});
