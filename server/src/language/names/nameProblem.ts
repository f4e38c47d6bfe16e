import type { Contract } from '../../spec/contract/model.ts';
import { shapes } from '../../spec/contract/shapes.ts';
import { propertiesOf } from '../../spec/rules/walk.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { NamedThing } from './mentions.ts';

/** Why a thing cannot have a new name or id, in one sentence; undefined where it can. */
export function nameProblem(newName: string, by: 'name' | 'id', thing: NamedThing, contracts: readonly Contract[]): string | undefined {
	const problem = textProblem(newName, by);
	if (problem !== undefined) return problem;
	for (const { siblings, owner } of listsOf(thing, contracts)) {
		const isIn = siblings.some(({ name, node }) => (thing.name ?? thing.node).range.start === (name ?? node).range.start);
		if (!isIn) continue;
		const other = siblings.find((each) => textOf(each[by]) === newName && each.node.range.start !== thing.node.range.start);
		if (other === undefined) continue;
		const what = by === 'id' ? 'id' : 'name';
		return `"${newName}" is the ${what} of another ${thing.kind}${owner === '' ? '' : ` of ${owner}`} already; choose a different ${what}`;
	}
	return undefined;
}

/** What no name or id may be, whatever it names. */
export function textProblem(newName: string, by: 'name' | 'id'): string | undefined {
	if (newName.trim() === '') return by === 'id' ? 'An id cannot be empty' : 'A name cannot be empty';
	if (/[\p{Cc}\u2028\u2029]/u.test(newName)) return 'A name is one line without control characters';
	if (by === 'name') return newName.trim() === newName ? undefined : 'A name cannot start or end with a blank';
	return idPattern.test(newName) ? undefined : 'An id cannot hold blanks or any of . # / \\ @ ! % & ^; use letters, digits, "-" and "_"';
}

const idShape = shapes.objects.property?.keys.id?.shape;
const idPattern = new RegExp((idShape?.kind === 'string' ? idShape.pattern : undefined) ?? '');

interface Sibling {
	readonly node: Node;
	readonly name?: Node;
	readonly id?: Node;
}

function* listsOf(thing: NamedThing, contracts: readonly Contract[]): Iterable<{ siblings: readonly Sibling[]; owner: string }> {
	for (const contract of contracts) {
		if (thing.kind === 'server') {
			yield { siblings: (contract.servers ?? []).map(({ node, server, id }) => sibling(node, server?.node, id?.node)), owner: '' };
		} else if (thing.kind === 'object') {
			yield { siblings: (contract.schema ?? []).map(ofPart), owner: '' };
		} else {
			for (const object of contract.schema ?? []) {
				yield { siblings: (object.properties ?? []).map(ofPart), owner: object.name?.value ?? '' };
			}
			for (const { property } of propertiesOf(contract)) {
				yield { siblings: (property.properties ?? []).map(ofPart), owner: property.name?.value ?? '' };
			}
		}
	}
}

function ofPart({ node, name, id }: { node: Node; name?: { node: Node }; id?: { node: Node } }): Sibling {
	return sibling(node, name?.node, id?.node);
}

function sibling(node: Node, name: Node | undefined, id: Node | undefined): Sibling {
	return { node, ...(name === undefined ? {} : { name }), ...(id === undefined ? {} : { id }) };
}

function textOf(node: Node | undefined): string | undefined {
	return node?.kind === 'scalar' ? node.text : undefined;
}
