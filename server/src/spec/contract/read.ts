import type { MapNode, Node } from '../yaml/node.ts';
import type { Located, LocatedAny, LocatedObject, LocatedScalar } from './located.ts';
import type { Contract } from './model.ts';
import type { KeyShape, Shape } from './shape.ts';
import { shapes } from './shapes.ts';

export type {
	Contract,
	ContractModel,
	CustomProperty,
	EnumValue,
	ItemProperty,
	LogicalTypeOptions,
	Property,
	QualityRule,
	Relationship,
	Role,
	SchemaObject,
	Server,
	SlaProperty,
	Team,
	TeamMember,
} from './model.ts';

/**
 * Reads a document as a contract, without judging it: what fits the model is there, typed and located; what does not is
 * absent. Never throws, whatever the document holds.
 *
 * Lenient in one way: a number or a boolean where the model wants text gives the text as it is written (`version: 1.0`
 * is `"1.0"`), since its author's meaning is clear; the structural rules report it all the same.
 */
export function readContract(root: Node): Contract {
	const map: MapNode = root.kind === 'map' ? root : emptyMap(root);
	// The one place where data meets the model's type: `shapes` is compiled from the model that `Contract` is inferred from.
	return new Reader().object(map, shapes.root) as Contract;
}

type Part = LocatedScalar<unknown> | LocatedAny | LocatedObject<unknown> | readonly Part[] | Located<unknown>;

/** What aliases share is read once for all of them. */
class Reader {
	readonly #aliased = new Map<MapNode['entries'], Map<string, { readonly node: MapNode }>>();

	object(node: MapNode, name: string): { readonly node: MapNode } {
		const known = node.alias === undefined ? undefined : this.#aliased.get(node.entries)?.get(name);
		if (known !== undefined) return { ...known, node };
		// Only keys of the model are set, so none of them can be `__proto__`.
		const parts: { [key: string]: Part | MapNode; node: MapNode } = { node };
		const keys: { readonly [key: string]: KeyShape } = shapes.objects[name]?.keys ?? {};
		for (const entry of node.entries) {
			const shape = Object.hasOwn(keys, entry.key) ? keys[entry.key]?.shape : undefined;
			if (shape === undefined || parts[entry.key] !== undefined) continue;
			const part = this.part(entry.value, shape);
			if (part !== undefined) parts[entry.key] = part;
		}
		if (node.alias !== undefined) {
			const byName = this.#aliased.get(node.entries) ?? new Map<string, { readonly node: MapNode }>();
			this.#aliased.set(node.entries, byName.set(name, parts));
		}
		return parts;
	}

	part(node: Node, shape: Shape): Part | undefined {
		switch (shape.kind) {
			case 'object':
				return node.kind === 'map' ? this.object(node, shape.name) : undefined;
			case 'list':
				return node.kind === 'seq' ? this.#items(node.items, shape.item) : undefined;
			case 'any':
				return node.kind === 'scalar' ? { value: node.value, node } : { node };
			case 'union':
				return this.#union(node, shape.options);
			default:
				return scalarPart(node, shape);
		}
	}

	#items(nodes: readonly Node[], shape: Shape): Part[] {
		const parts: Part[] = [];
		for (const node of nodes) {
			const part = this.part(node, shape);
			if (part !== undefined) parts.push(part);
		}
		return parts;
	}

	/** The option that fits exactly, else one that fits leniently. */
	#union(node: Node, options: readonly Shape[]): Part | undefined {
		const exact = options.find((option) => node.kind === 'scalar' && option.kind === typeof node.value);
		const order = exact === undefined ? options : [exact];
		for (const option of order) {
			const part = this.part(node, option);
			if (part !== undefined) return part;
		}
		return undefined;
	}
}

function scalarPart(node: Node, shape: Shape): LocatedScalar<unknown> | undefined {
	if (node.kind !== 'scalar') return undefined;
	const { value } = node;
	switch (shape.kind) {
		case 'string':
			return value === null ? undefined : { value: node.text, node };
		case 'choice':
			return value !== null && Object.hasOwn(shape.values, node.text) ? { value: node.text, node } : undefined;
		case 'number':
			return typeof value === 'number' || typeof value === 'bigint' ? { value: Number(value), node } : undefined;
		case 'integer':
			return typeof value === 'bigint' || Number.isInteger(value) ? { value: Number(value), node } : undefined;
		case 'boolean':
			return typeof value === 'boolean' ? { value, node } : undefined;
		case 'null':
			return value === null ? { value, node } : undefined;
		default:
			return undefined;
	}
}

function emptyMap(root: Node): MapNode {
	return { kind: 'map', flow: false, range: { start: root.range.start, end: root.range.start }, entries: [], get: () => undefined };
}
