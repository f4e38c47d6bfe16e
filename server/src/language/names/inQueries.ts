import type { Contract, SchemaObject } from '../../spec/contract/model.ts';
import type { Range } from '../../spec/range.ts';
import { qualityOf } from '../../spec/rules/walk.ts';
import type { ScalarNode } from '../../spec/yaml/node.ts';
import { queryIn } from '../queryText.ts';
import { sqlWords } from '../semanticTokens/sqlTokens.ts';
import type { ContractText, NamedThing } from './mentions.ts';

export interface QueryEdit {
	readonly range: Range;
	readonly newText: string;
}

/**
 * Words of a contract's queries that are likely to name an object, or a column by its property: what a rename would have
 * to change too. Nobody knows for certain what they mean, so a user has to agree. None for a property whose column has a
 * name of its own, and where the new name cannot be written without a change to the quotes around the query.
 */
export function wordsInQueries(thing: NamedThing, newName: string, { text, contracts }: ContractText): QueryEdit[] {
	const name = thing.name?.kind === 'scalar' ? thing.name.text.toLowerCase() : undefined;
	const scope = scopeOf(thing, contracts);
	if (name === undefined || scope === undefined) return [];
	const edits: QueryEdit[] = [];
	for (const { rule, object } of qualityOf(scope.contract)) {
		const node = rule.query?.node;
		if (node?.kind !== 'scalar' || (scope.object !== undefined && scope.object !== object)) continue;
		const inside = queryIn(text, node);
		const newText = written(newName, node);
		if (inside === undefined || newText === undefined) continue;
		for (const { kind, start, end, text: word } of sqlWords(text.slice(inside.start, inside.end))) {
			const named = kind === 'name' ? word : kind === 'quoted' ? word.slice(1, -1).replaceAll('""', '"') : undefined;
			if (named?.toLowerCase() === name) edits.push({ range: { start: inside.start + start, end: inside.start + end }, newText });
		}
	}
	return edits;
}

/** Whose queries may name the thing. */
function scopeOf({ kind, node }: NamedThing, contracts: readonly Contract[]): { contract: Contract; object?: SchemaObject } | undefined {
	for (const contract of contracts) {
		for (const object of contract.schema ?? []) {
			if (kind === 'object' && object.node.range.start === node.range.start) return { contract };
			const property = kind === 'property' ? object.properties?.find((each) => each.node.range.start === node.range.start) : undefined;
			if (property !== undefined) return property.physicalName === undefined ? { contract, object } : undefined;
		}
	}
	return undefined;
}

/** A name as SQL has it, where the style of the query can hold that. */
function written(name: string, { style }: ScalarNode): string | undefined {
	if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return name;
	const quoted = `"${name.replaceAll('"', '""')}"`;
	if (style === 'literal' || style === 'folded') return quoted;
	if (style === 'single') return quoted.includes("'") ? undefined : quoted;
	return style === 'plain' && !/: | #/.test(quoted) ? quoted : undefined;
}
