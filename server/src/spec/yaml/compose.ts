import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Range } from '../range.ts';
import { mergeInto } from './merge.ts';
import type { Entry, Node, ScalarNode, ScalarValue } from './node.ts';
import { absentValue, aliased, MapValue, seqValue } from './nodes.ts';
import type { Problems } from './problems.ts';
import { restored } from './repair.ts';
import { shortened } from './wording.ts';

/** Values that aliases may stand for in one file, all told: an alias bomb ends here. */
const mostAliasedValues = 250_000;

/** Turns the library's documents into our nodes: resolves aliases, merges merge keys, finds duplicate keys. One per file: the bound on aliases is the file's. */
export class NodeComposer {
	readonly #text: string;
	readonly #problems: Problems;
	#anchors = new Map<string, { node: Node; size: number }>();
	#openAnchors = new Set<string>();
	/** Values made so far, counting what aliases stand for. */
	#size = 0;
	#aliasedSize = 0;

	constructor(text: string, problems: Problems) {
		this.#text = text;
		this.#problems = problems;
	}

	/** Root of a document; undefined where it holds nothing but comments. */
	compose(document: Document.Parsed): Node | undefined {
		this.#anchors = new Map();
		this.#openAnchors = new Set();
		const { contents } = document;
		if (contents === null) return undefined;
		const root = this.#value(contents, document.range[0]);
		return root.kind === 'scalar' && root.style === 'absent' ? undefined : root;
	}

	#value(node: unknown, offset: number): Node {
		if (isAlias(node)) return this.#alias(node.source, rangeOf(node, offset));
		const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
		if (anchor === undefined) return this.#unanchored(node, offset);
		const before = this.#size;
		this.#openAnchors.add(anchor);
		const value = this.#unanchored(node, offset);
		this.#openAnchors.delete(anchor);
		this.#anchors.set(anchor, { node: value, size: this.#size - before });
		return value;
	}

	#unanchored(node: unknown, offset: number): Node {
		this.#size++;
		if (isScalar(node)) return this.#scalar(node, offset);
		if (isMap(node)) return this.#map(node, offset);
		if (isSeq(node)) return this.#seq(node, offset);
		return absentValue(offset);
	}

	#alias(name: string, range: Range): Node {
		const target = this.#anchors.get(name);
		if (target === undefined) {
			const problem = this.#openAnchors.has(name)
				? `*${name} stands inside the value it refers to`
				: `No anchor &${name} stands before this alias${nearAnchor(name, this.#anchors)}`;
			if (name !== '') this.#problems.add('yaml.alias', range, problem);
			return { ...absentValue(range.start), range, alias: name };
		}
		this.#size += target.size;
		this.#aliasedSize += target.size;
		if (this.#aliasedSize <= mostAliasedValues) return aliased(target.node, range, name);
		if (this.#aliasedSize - target.size <= mostAliasedValues) {
			const most = mostAliasedValues.toLocaleString('en-US');
			this.#problems.add(
				'yaml.alias',
				range,
				`The aliases up to here stand for more than ${most} values; this one and the rest are not read`,
			);
		}
		this.#aliasedSize = Math.max(this.#aliasedSize, mostAliasedValues + target.size + 1);
		return { ...absentValue(range.start), range, alias: name };
	}

	#scalar(node: Scalar, offset: number): ScalarNode {
		const source = node.source ?? '';
		const range = rangeOf(node, offset);
		const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
		if (style === 'plain' && source === '' && (node.value === null || node.value === '')) {
			return node.value === null
				? absentValue(this.#behindLastWord(range.start))
				: { kind: 'scalar', value: '', text: '', style: 'absent', range };
		}
		if (style === 'literal' || style === 'folded') range.end = this.#endOfText(range);
		return { kind: 'scalar', value: scalarValue(node.value, source), text: restored(source), style, range };
	}

	/** The library points past white space; an absent value stands right behind its colon, dash or anchor. */
	#behindLastWord(offset: number): number {
		let end = offset;
		while (end > 0 && /\s/.test(this.#text[end - 1] ?? '')) end--;
		return end;
	}

	/** A block of text ends with its last line that has something on it. */
	#endOfText(range: Range): number {
		let { end } = range;
		while (end > range.start && /\s/.test(this.#text[end - 1] ?? '')) end--;
		return end;
	}

	#seq(node: YAMLSeq, offset: number): Node {
		const items = node.items.map((item) => this.#value(isPair(item) ? null : item, offset));
		return seqValue(this.#span(node, offset, items[0]?.range, items.at(-1)?.range), node.flow === true, items);
	}

	#map(node: YAMLMap, offset: number): Node {
		const own: Entry[] = [];
		const merges: Entry[] = [];
		let last = offset;
		for (const pair of node.items) {
			const entry = this.#entry(pair, last);
			last = entry.range.end;
			const isMerge = entry.key === '<<' && isScalar(pair.key) && (pair.key.type ?? 'PLAIN') === 'PLAIN';
			(isMerge ? merges : own).push(entry);
		}
		this.#findDuplicates(own);
		const first = own[0] ?? merges[0];
		const entries = merges.length === 0 ? own : mergeInto(own, merges, this.#problems);
		return new MapValue(
			this.#span(node, offset, first?.range, node.items.length === 0 ? undefined : { start: offset, end: last }),
			node.flow === true,
			entries,
		);
	}

	#entry(pair: Pair, offset: number): Entry {
		const keyRange = rangeOf(pair.key, offset);
		let key: string;
		if (isScalar(pair.key)) {
			key = pair.key.source ?? '';
			if (pair.key.anchor !== undefined) this.#value(pair.key, offset);
			const plain = (pair.key.type ?? 'PLAIN') === 'PLAIN';
			if (plain && this.#text.slice(keyRange.start, keyRange.end).includes('\n')) {
				// Lines without a colon were taken for the start of the key; the last line is what its author meant.
				const written = this.#text.slice(keyRange.start, keyRange.end);
				keyRange.start = keyRange.end - (/[^\r\n]*$/.exec(written)?.[0].trimStart().length ?? 0);
				key = this.#text.slice(keyRange.start, keyRange.end);
			}
		} else if (isAlias(pair.key)) {
			const target = this.#alias(pair.key.source, { ...keyRange });
			key = target.kind === 'scalar' ? target.text : this.#text.slice(keyRange.start, keyRange.end);
		} else {
			key = this.#text.slice(keyRange.start, keyRange.end);
		}
		const value = this.#value(pair.value, keyRange.end);
		return { key, keyRange, value, range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) } };
	}

	#findDuplicates(entries: readonly Entry[]): void {
		const seen = new Map<string, Entry>();
		for (const entry of entries) {
			const first = seen.get(entry.key);
			if (first === undefined) seen.set(entry.key, entry);
			else {
				this.#problems.add('yaml.duplicate-key', entry.keyRange, `"${shortened(entry.key)}" stands twice in this map; remove one of them`, {
					related: [{ range: first.keyRange, message: 'It stands here first' }],
				});
			}
		}
	}

	#span(node: YAMLMap | YAMLSeq, offset: number, first: Range | undefined, last: Range | undefined): Range {
		const range = rangeOf(node, offset);
		if (node.flow === true || first === undefined || last === undefined) return range;
		return { start: Math.min(range.start, first.start), end: Math.max(last.end, first.end) };
	}
}

const styles: { readonly [type: string]: ScalarNode['style'] } = {
	PLAIN: 'plain',
	QUOTE_SINGLE: 'single',
	QUOTE_DOUBLE: 'double',
	BLOCK_LITERAL: 'literal',
	BLOCK_FOLDED: 'folded',
};

function scalarValue(value: unknown, source: string): ScalarValue {
	if (typeof value === 'number') {
		return Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?[0-9]+$/.test(source)
			? BigInt(source.replace(/^\+/, ''))
			: value;
	}
	if (typeof value === 'string') return restored(value);
	if (typeof value === 'boolean' || typeof value === 'bigint' || value === null) return value;
	return source;
}

function rangeOf(node: unknown, offset: number): { start: number; end: number } {
	const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
	return range ? { start: range[0], end: range[1] } : { start: offset, end: offset };
}

function nearAnchor(name: string, anchors: ReadonlyMap<string, unknown>): string {
	for (const known of anchors.keys()) if (known.toLowerCase() === name.toLowerCase()) return `; did you mean *${known}?`;
	return '';
}
