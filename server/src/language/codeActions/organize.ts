import type { LintedFile } from '../../spec/lint.ts';
import type { Range } from '../../spec/range.ts';
import type { Steps } from '../../spec/steps.ts';
import type { Entry, MapNode, Node } from '../../spec/yaml/node.ts';
import { objectShapeOf, rootStep, type Step, stepTo } from '../cursor.ts';
import { applyLayout, sameContentSteps } from '../formatting/meaning.ts';
import { lexemesIn } from '../lexemes.ts';
import { Ties } from './anchors.ts';
import { segmentsOf } from './segments.ts';
import { standardOrder } from './standardOrder.ts';

export interface OrderEdit extends Range {
	readonly newText: string;
}

/**
 * The edits that put the keys of a contract into the order of the standard. Keys that the standard does not know come
 * last. Comments go with the key that they stand above or beside, blank lines stay between keys where they are, values
 * stay as they are written, and no anchor comes behind an alias of it. A map that is written so that its lines cannot be
 * moved (in braces, with merge keys, several keys on a line) stays as it is. None for a text that is not whole YAML.
 */
export function* orderSteps(linted: LintedFile): Steps<OrderEdit[]> {
	const isBroken = linted.findings.some(({ code, severity }) => code.startsWith('yaml.') && severity === 'error');
	if (isBroken || /\r(?!\n)/.test(linted.text)) return [];
	const organizer = new Organizer(linted);
	yield;
	const edits = linted.contracts.flatMap(({ root }) => organizer.below(rootStep(root)));
	yield;
	return edits.length > 0 && (yield* sameContentSteps(linted.text, applyLayout(linted.text, edits))) ? edits : [];
}

class Organizer {
	readonly #text: string;
	readonly #ties: Ties;
	readonly #fixedPlaces: readonly Range[];

	constructor(linted: LintedFile) {
		const { text } = linted;
		const lexemes = lexemesIn(linted);
		this.#text = text;
		this.#ties = new Ties(text, lexemes);
		// A merge key has no entry of its own; blank lines behind a text that keeps them are a part of it.
		this.#fixedPlaces = lexemes.filter(({ kind, start, end }) => {
			const written = kind === 'plain' || kind === 'blockHeader' ? text.slice(start, end) : '';
			return kind === 'question' || (kind === 'plain' ? written === '<<' : written.includes('+'));
		});
	}

	/** Edits in a value, none of which overlap, in the order of the text. */
	below(step: Step): OrderEdit[] {
		const { node } = step;
		if (node.kind === 'scalar' || node.alias !== undefined || node.flow) return [];
		if (node.kind === 'seq') return node.items.flatMap((item, index) => this.below(stepTo(step, index, item)));
		const own = node.entries.filter(({ merged }) => merged !== true);
		const inner = own.map(({ key, value }) => this.below(stepTo(step, key, value)));
		return this.#reordered(node, own, inner, objectShapeOf(step)?.name) ?? inner.flat();
	}

	/** One edit for the whole map where its keys change places, with the edits inside of it; undefined where they stay. */
	#reordered(
		node: MapNode,
		own: readonly Entry[],
		inner: readonly (readonly OrderEdit[])[],
		shape: string | undefined,
	): OrderEdit[] | undefined {
		const ranks = shape === undefined ? undefined : standardOrder(shape);
		if (ranks === undefined || own.length < 2 || own.length < node.entries.length || this.#holdsFixed(node)) return undefined;
		if (new Set(own.map(({ key }) => key)).size < own.length) return undefined;
		const order = this.#ties.sorted(own, ({ key }) => ranks.get(key) ?? Number.POSITIVE_INFINITY);
		if (order.every((entry, index) => entry === own[index])) return undefined;
		const map = segmentsOf(this.#text, own);
		if (map === undefined) return undefined;
		const bodies = map.segments.map(({ body: { start, end } }, index) => {
			const edits = (inner[index] ?? []).map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
			return applyLayout(this.#text.slice(start, end), edits);
		});
		return [
			map.written(
				order.map((entry) => own.indexOf(entry)),
				bodies,
			),
		];
	}

	#holdsFixed({ range }: Node): boolean {
		return this.#fixedPlaces.some(({ start }) => range.start <= start && start < range.end);
	}
}
