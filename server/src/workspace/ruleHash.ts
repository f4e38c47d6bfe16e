import type { Entry, Node } from '../spec/yaml/node.ts';

/**
 * A hash of everything in a contract's text that a rule's result hangs on: the words of the rule, of the property and
 * the object that it stands in (names and types), and of the servers. Where the contract is edited elsewhere, a comment
 * or a description changes, or lines move, it stays the same; where it differs, the result is of another rule.
 *
 * @param root   of the contract
 * @param offset where the rule stands: the start of its check's range
 */
export function ruleHash(root: Node, offset: number): string {
	const words: string[] = [];
	let node: Node = root;
	if (node.kind === 'map') addEntry(node.get('servers'), words);
	let list: string | undefined;
	while (node.kind !== 'scalar') {
		if (node.kind === 'seq') {
			const at: number = node.items.findIndex(({ range }) => range.start <= offset && offset <= range.end);
			const item: Node | undefined = node.items[at];
			if (item === undefined) break;
			if (list !== undefined && wholeRules.has(list)) {
				addWords(item, words);
				break;
			}
			node = item;
			continue;
		}
		const entry: Entry | undefined = node.entries.find(({ range, merged }) => !merged && range.start <= offset && offset <= range.end);
		if (node !== root) for (const key of subjectKeys) if (key !== entry?.key) addEntry(node.get(key), words);
		if (entry === undefined) break;
		words.push(entry.key);
		list = entry.key;
		node = entry.value;
		if (node.kind === 'scalar' || !descends.has(entry.key)) {
			addWords(node, words);
			break;
		}
	}
	return hash(words.join('\u0000'));
}

/** Lists whose items are rules as a whole. */
const wholeRules: ReadonlySet<string> = new Set(['quality', 'relationships', 'slaProperties']);
/** Keys below which rules stand; any other key is a rule, with all that is below it. */
const descends: ReadonlySet<string> = new Set([
	...wholeRules,
	'schema',
	'properties',
	'items',
	'map',
	'key',
	'value',
	'logicalTypeOptions',
]);
/** What says of whom a rule speaks, and what its value is compared as. */
export const subjectKeys = ['name', 'physicalName', 'logicalType', 'physicalType', 'format', 'timezone', 'defaultTimezone'];

function addEntry(entry: Entry | undefined, words: string[]): void {
	if (entry === undefined) return;
	words.push(entry.key);
	addWords(entry.value, words);
}

/** Scalars and keys in order, without what describes them. */
function addWords(node: Node, words: string[]): void {
	if (node.kind === 'scalar') words.push(node.text);
	else if (node.kind === 'seq') for (const item of node.items) addWords(item, words);
	else for (const entry of node.entries) if (!describes.has(entry.key)) addEntry(entry, words);
	words.push('\u0001');
}

const describes: ReadonlySet<string> = new Set(['description', 'businessName', 'authoritativeDefinitions', 'customProperties', 'tags']);

/** 53 bits of a fast hash (cyrb53, public domain): tells apart the rules of a contract, and guards against nobody. */
export function hash(text: string): string {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		high = Math.imul(high ^ unit, 2654435761);
		low = Math.imul(low ^ unit, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	return ((low >>> 0) * 2 ** 21 + ((high >>> 0) >>> 11)).toString(36);
}
