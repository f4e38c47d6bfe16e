import type { Node } from '../../../server/src/spec/yaml/node.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';

/** What a text says as plain data, one element a document; bigints as `123n`. */
export function valuesOf(text: string): unknown[] {
	return parseYaml(text).documents.map(({ root }) => plain(root));
}

export function plain(node: Node | undefined): unknown {
	if (node === undefined) return undefined;
	if (node.kind === 'scalar') return typeof node.value === 'bigint' ? `${node.value}n` : node.value;
	if (node.kind === 'seq') return node.items.map(plain);
	return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(node.get(entry.key)?.value)]));
}

/** Problems of a text, as `code "text of the range" message`. */
export function problemsOf(text: string): string[] {
	return parseYaml(text).problems.map(
		({ code, range, message }) => `${code} ${JSON.stringify(text.slice(range.start, range.end))} ${message}`,
	);
}

/** Every key, value and item of a text with the part of the text it stands for. */
export function partsOf(text: string): string[] {
	const parts: string[] = [];
	const slice = ({ start, end }: { start: number; end: number }) => JSON.stringify(text.slice(start, end));
	const walk = (node: Node, path: string): void => {
		parts.push(`${path} ${slice(node.range)}`);
		if (node.kind === 'seq') for (const [index, item] of node.items.entries()) walk(item, `${path}[${index}]`);
		if (node.kind === 'map') {
			for (const entry of node.entries) {
				parts.push(`${path}.${entry.key}: ${slice(entry.keyRange)}`);
				walk(entry.value, `${path}.${entry.key}`);
			}
		}
	};
	for (const { root } of parseYaml(text).documents) if (root !== undefined) walk(root, '');
	return parts;
}
