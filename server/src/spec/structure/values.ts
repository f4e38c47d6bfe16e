import type { Shape } from '../contract/shape.ts';
import { shapes } from '../contract/shapes.ts';
import type { Fix } from '../finding.ts';
import type { Range } from '../range.ts';
import { clip, oneOf } from '../rules/finding.ts';
import { nearest } from '../rules/nearest.ts';
import { asGuess, removeKey, replaceValue } from '../rules/write.ts';
import type { Node, ScalarNode } from '../yaml/node.ts';
import { isVariable, type Judge, type Place, wanted } from './judge.ts';
import { breakOf } from './moves.ts';
import { synonymOfValue } from './synonyms.ts';

/** Judges a scalar against the shape of a scalar; lists and maps are judged by `objects.ts`. */
export function judgeScalar(judge: Judge, node: ScalarNode, shape: Shape, place: Place): void {
	if (shape.kind === 'any') return;
	if (node.value === null) {
		if (!takesNull(shape)) judgeNull(judge, node, place);
		return;
	}
	if (isVariable(node) && takesScalars(shape)) return;
	if (!fits(node, shape)) wrongType(judge, node, shape, place);
	else if (shape.kind === 'string') judgePattern(judge, node, shape.pattern, place);
	else if (shape.kind === 'choice') judgeChoice(judge, node, shape.values, place);
	else if (shape.kind === 'number' || shape.kind === 'integer') judgeRange(judge, node, shape, place);
}

/** Whether the scalar is of the shape's type; its value may still be a wrong one. */
function fits(node: ScalarNode, shape: Shape): boolean {
	switch (shape.kind) {
		case 'string':
		case 'choice':
			return typeof node.value === 'string';
		case 'boolean':
			return typeof node.value === 'boolean';
		case 'number':
			return typeof node.value === 'number' || typeof node.value === 'bigint';
		case 'integer':
			return typeof node.value === 'bigint' || Number.isInteger(node.value);
		case 'any':
			return true;
		case 'union':
			return shape.options.some((option) => fits(node, option));
		default:
			return false;
	}
}

export function takesNull(shape: Shape): boolean {
	return shape.kind === 'any' || shape.kind === 'null' || (shape.kind === 'union' && shape.options.some(takesNull));
}

function takesScalars(shape: Shape): boolean {
	if (shape.kind === 'union') return shape.options.some(takesScalars);
	return shape.kind !== 'object' && shape.kind !== 'list';
}

export function judgeNull(judge: Judge, node: ScalarNode, place: Place): void {
	const range = node.style === 'absent' ? whereNothingStands(judge, node, place) : node.range;
	const fixes =
		place.holder && !place.required && place.holder.get(place.key)?.value === node ? removeKey(judge.text, place.holder, place.key) : [];
	const isItem = place.holder !== undefined && place.holder.get(place.key)?.value !== node;
	const message = isItem ? `An item of "${place.key}" has no value` : `"${place.key}" has no value; write one or leave the key out`;
	judge.add('contract.no-value', range, message, { fixes });
}

/** The key whose value is missing; for a list's item, its dash. */
function whereNothingStands(judge: Judge, node: ScalarNode, place: Place): Range {
	if (place.holder?.get(place.key)?.value === node || node.alias !== undefined)
		return node.alias === undefined ? place.keyRange : node.range;
	const dash = judge.text.lastIndexOf('-', node.range.start);
	const between = dash === -1 ? 'x' : judge.text.slice(dash + 1, node.range.start);
	return between.trim() === '' && dash > place.keyRange.start ? { start: dash, end: dash + 1 } : place.keyRange;
}

export function wrongType(judge: Judge, node: Node, shape: Shape, place: Place): void {
	const range = node.kind === 'scalar' ? node.range : place.holder?.get(place.key)?.value === node ? place.keyRange : startOf(node);
	const hint = shape.kind === 'list' && node.kind === 'map' ? '; begin each item with "- "' : '';
	judge.add('contract.wrong-type', range, `"${place.key}" must be ${wanted(shape)}, but ${found(node)}${hint}`, {
		fixes: [...conversions(judge, node, shape), ...itemised(judge, node, shape), ...purpose(judge, node, shape)],
	});
}

function startOf(node: Node): Range {
	const first = node.kind === 'map' && !node.flow ? node.entries.find((entry) => entry.merged !== true) : undefined;
	return first?.keyRange ?? { start: node.range.start, end: Math.min(node.range.end, node.range.start + 1) };
}

function found(node: Node): string {
	if (node.kind === 'map') return 'this is a map';
	if (node.kind === 'seq') return 'this is a list';
	const text = clip(node.text, 30);
	if (typeof node.value === 'boolean') return `${text} is a boolean`;
	return typeof node.value === 'string' ? `"${text}" is text` : `${text} is a number`;
}

/** Mends that turn the scalar into what is wanted without a guess about its meaning. */
function conversions(judge: Judge, node: Node, shape: Shape): Fix[] {
	if (node.alias !== undefined) return [];
	const options = shape.kind === 'union' ? shape.options : [shape];
	const fixes: Fix[] = [];
	for (const option of options) {
		if (
			option.kind === 'list' &&
			node.kind === 'scalar' &&
			node.style !== 'literal' &&
			node.style !== 'folded' &&
			option.item.kind !== 'object'
		) {
			const written = judge.text.slice(node.range.start, node.range.end);
			if (fits(node, option.item))
				fixes.push({
					title: 'Make it a list',
					edits: [{ range: node.range, newText: `[${/^["']|[^,[\]{}]*$/.test(written) ? written : JSON.stringify(node.text)}]` }],
				});
		}
		if (node.kind !== 'scalar') continue;
		if (
			(option.kind === 'string' || (option.kind === 'choice' && Object.hasOwn(option.values, node.text))) &&
			typeof node.value !== 'string'
		) {
			fixes.push({ title: 'Put it in quotes', edits: [{ range: node.range, newText: JSON.stringify(node.text) }] });
		}
		if (typeof node.value !== 'string') continue;
		if (option.kind === 'boolean' && /^(?:true|yes|on|y|1)$/i.test(node.text)) fixes.push(...replaceValue(node, true));
		if (option.kind === 'boolean' && /^(?:false|no|off|n|0)$/i.test(node.text)) fixes.push(...replaceValue(node, false));
		const number = option.kind === 'integer' ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
		if ((option.kind === 'integer' || option.kind === 'number') && number.test(node.text)) {
			fixes.push({ title: 'Take the quotes away', edits: [{ range: node.range, newText: node.text }] });
		}
	}
	return fixes;
}

/** A block map where a list of such maps is wanted: the one item of the list. */
function itemised(judge: Judge, node: Node, shape: Shape): Fix[] {
	if (shape.kind !== 'list' || shape.item.kind !== 'object' || node.kind !== 'map' || node.flow || node.alias !== undefined) return [];
	const keys = shapes.objects[shape.item.name]?.keys ?? {};
	const [first] = node.entries;
	if (first === undefined || first.merged === true || !node.entries.every((entry) => Object.hasOwn(keys, entry.key))) return [];
	const written = judge.text.slice(first.keyRange.start, node.range.end);
	const newText = `- ${written.replace(/\n(?=[^\r\n])/g, '\n  ')}`;
	return [{ title: 'Make it the item of a list', edits: [{ range: { start: first.keyRange.start, end: node.range.end }, newText }] }];
}

/** `description: text` of a contract is `description: { purpose: text }`. */
function purpose(judge: Judge, node: Node, shape: Shape): Fix[] {
	if (shape.kind !== 'object' || shape.name !== 'description' || node.kind !== 'scalar' || node.alias !== undefined) return [];
	const written = judge.text.slice(node.range.start, node.range.end);
	if (/[\r\n]/.test(written) || written === '') return [];
	return [{ title: 'Put it under purpose', edits: [{ range: node.range, newText: `${breakOf(judge.text)}  purpose: ${written}` }] }];
}

function judgeChoice(judge: Judge, node: ScalarNode, values: Extract<Shape, { kind: 'choice' }>['values'], place: Place): void {
	const value = Object.hasOwn(values, node.text) ? values[node.text] : undefined;
	if (value !== undefined) {
		if (value.since !== undefined && judge.isBefore(value.since)) judge.addNewer(node.range, `${place.key}: ${node.text}`, value.since);
		return;
	}
	unknownValue(judge, node, Object.keys(values), place);
}

/** Reports a word that is not among those that may stand there, with the one that was most likely meant. */
export function unknownValue(judge: Judge, node: ScalarNode, values: readonly string[], place: Place): void {
	const meant = synonymOfValue(place.holderName, place.key, node.text, values) ?? nearest(node.text, values);
	const hint = meant === undefined ? `use ${oneOf(values, 11)}` : `did you mean "${meant}"?`;
	judge.add('contract.unknown-value', node.range, `Unknown ${place.key} "${clip(node.text, 30)}"; ${hint}`, {
		fixes: meant === undefined ? [] : replaceValue(node, meant),
	});
}

function judgePattern(judge: Judge, node: ScalarNode, pattern: string | undefined, place: Place): void {
	// The model's one pattern is that of ids.
	if (pattern === undefined) return;
	if (!new RegExp(pattern).test(node.text)) {
		const mended = node.text.trim().replace(/[\s.#/\\@!%&^]+/g, '_');
		const fixes = mended === '' ? [] : asGuess(replaceValue(node, mended));
		const message = node.text === '' ? `"${place.key}" is empty` : 'An id can hold no whitespace and none of . # / \\ @ ! % & ^';
		judge.add('contract.invalid-id', node.range, message, { fixes });
	} else if (judge.isBefore('3.2.0') && !/^[A-Za-z0-9_-]+$/.test(node.text)) {
		judge.addNewer(node.range, 'An id with other characters than letters, digits, _ and -', '3.2.0');
	}
}

function judgeRange(judge: Judge, node: ScalarNode, shape: { readonly min?: number; readonly above?: number }, place: Place): void {
	const number = Number(node.value);
	if (shape.min !== undefined && !(number >= shape.min)) {
		judge.add('contract.out-of-range', node.range, `"${place.key}" must be ${shape.min} or greater, but is ${clip(node.text, 30)}`);
	} else if (shape.above !== undefined && !(number > shape.above)) {
		judge.add('contract.out-of-range', node.range, `"${place.key}" must be greater than ${shape.above}, but is ${clip(node.text, 30)}`);
	}
}
