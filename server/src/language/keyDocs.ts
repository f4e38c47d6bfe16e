import type { KeyShape } from '../spec/contract/shape.ts';
import { argumentDocs, operatorDocs, standardPage } from './glossary.ts';

/** What a key means, in markdown: one sentence, its versions, and the standard's page. */
export function keyDocumentation(object: string, key: string, shape: KeyShape): string {
	return [...keyLines(object, key, shape), standardLink(object)].join('\n\n');
}

/** The same without the link. */
export function keyLines(
	object: string,
	key: string,
	{ doc, since, deprecated, default: fallback, requiredSince, requiredUntil }: KeyShape,
): string[] {
	const meaning = object === 'quality rule' ? (operatorDocs[key] ?? doc) : object === 'arguments' ? (argumentDocs[key] ?? doc) : doc;
	const notes = [
		...(fallback === undefined ? [] : [`Default: \`${fallback}\`.`]),
		...(since === undefined ? [] : [`Since v${since}.`]),
		...(requiredSince === undefined ? [] : [`Required since v${requiredSince}.`]),
		...(requiredUntil === undefined ? [] : [`Required up to v${requiredUntil}.`]),
		...(deprecated === undefined ? [] : [`Deprecated since v${deprecated.since}: write \`${deprecated.use}\`.`]),
	];
	return notes.length === 0 ? [meaning] : [meaning, notes.join(' ')];
}

export function standardLink(object: string): string {
	return `[Open Data Contract Standard](${standardPage(object)})`;
}
