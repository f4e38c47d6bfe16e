import type { Node } from '../../server/src/spec/yaml/node.ts';
import { parseYaml } from '../../server/src/spec/yaml/parse.ts';

export type Random = () => number;

/** Bits of YAML, whole and broken. */
const bits =
	'a|b: |key: value|- |- x|? |: |[|]|{|}|,|"|\'|"x y"|\'it\'\'s\'|# c|&a |*a|*b|<<: *a|!t |!!str |!!int |%YAML 1.2|---|...|||>|>-||2|\\n|\n|\n|\n|\r\n|\r|\t|  |    | |@x|`|\\|\\x41|é|🎉|\u2028|\u0000|\ufeff|\u0007|null|~|true|1|1.5|0x1f|.inf|12345678901234567890|2022-08-02|a: b: c|x:y|"\\q"|\'|key with spaces: v|"k": v|{a: 1, b: [2]}|[a: 1]|[[],{}]'.split(
		'|',
	);

/** A text made of bits of YAML, now and then of pure noise. */
export function randomYaml(random: Random): string {
	const length = Math.floor(random() ** 3 * 120);
	let text = '';
	for (let index = 0; index < length; index++) {
		if (random() < 0.25) text += `\n${' '.repeat(Math.floor(random() * 7))}`;
		text += random() < 0.03 ? String.fromCharCode(Math.floor(random() * 0x3000)) : (bits[Math.floor(random() * bits.length)] ?? '');
	}
	return text;
}

/** A document with a piece cut out, doubled, or replaced by bits. */
export function damaged(text: string, random: Random): string {
	let result = text;
	for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
		const start = Math.floor(random() * result.length);
		const end = Math.min(result.length, start + Math.floor(random() ** 3 * 60));
		const middle =
			random() < 0.3 ? '' : random() < 0.5 ? result.slice(start, end).repeat(2) : (bits[Math.floor(random() * bits.length)] ?? '');
		result = result.slice(0, start) + middle + result.slice(end);
	}
	return result;
}

/** What must hold of any text that is parsed, as a list of what does not. */
export function brokenPromises(text: string): string[] {
	const broken: string[] = [];
	const { documents, problems } = parseYaml(text);
	for (const { range, message, fixes } of problems) {
		if (!(range.start >= 0 && range.end >= range.start && range.end <= text.length))
			broken.push(`range of "${message}": ${range.start}–${range.end}`);
		if (/undefined|[\r\n]/.test(message)) broken.push(`message: ${message}`);
		for (const { edits } of fixes ?? []) for (const edit of edits) if (edit.range.end > text.length) broken.push(`mend of "${message}"`);
	}
	for (const { root } of documents) if (root !== undefined) inspect(root, text, problems.length === 0, broken);
	return broken;
}

function inspect(root: Node, text: string, isSound: boolean, broken: string[]): void {
	const open: Node[] = [root];
	for (let node = open.pop(); node !== undefined; node = open.pop()) {
		const { range } = node;
		if (!(range.start >= 0 && range.start <= range.end && range.end <= text.length))
			broken.push(`range of a ${node.kind}: ${range.start}–${range.end}`);
		if (node.kind === 'scalar') {
			const written = text.slice(range.start, range.end);
			if (isSound && node.style === 'plain' && node.alias === undefined && !/[\r\n]/.test(written) && written !== node.text)
				broken.push(`plain ${JSON.stringify(node.text)} stands at ${JSON.stringify(written)}`);
			continue;
		}
		const parts =
			node.kind === 'seq'
				? node.items.map((item) => item.range)
				: node.entries.filter((entry) => entry.merged !== true).flatMap((entry) => [entry.keyRange, entry.range]);
		// What an alias stands for is where it was defined.
		if (isSound && node.alias === undefined)
			for (const part of parts)
				if (part.start < range.start || part.end > range.end)
					broken.push(`a part of a ${node.kind} at ${part.start}–${part.end} is outside of ${range.start}–${range.end}`);
		if (node.kind === 'seq') open.push(...node.items);
		else {
			for (const entry of node.entries) {
				if (entry.range.start !== entry.keyRange.start || entry.range.end < entry.value.range.end)
					broken.push(`range of entry ${entry.key}`);
				if (node.get(entry.key) === undefined) broken.push(`no entry under ${entry.key}`);
				open.push(entry.value);
			}
		}
	}
}
