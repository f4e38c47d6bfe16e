import type { Finding } from '../finding.ts';
import type { Node, SeqNode } from '../yaml/node.ts';
import { clip, finding } from './finding.ts';
import { entryOf, textOf } from './place.ts';
import type { Rule } from './rule.ts';
import { type Property, propertiesOf, qualifiedName } from './walk.ts';

/** Ids, names, physical names and servers that stand for two things at once. */
export const duplicates: Rule = function* ({ contract, root }) {
	yield* duplicateIds(root);
	const objects = contract.schema ?? [];
	yield* duplicateNames(objects, 'object', 'the schema', false);
	yield* duplicatePhysicalNames(
		// Messages of several kinds may share a topic.
		objects.filter((object) => object.physicalType?.value.toLowerCase() !== 'topic'),
		'objects',
	);
	for (const object of objects) {
		yield* duplicateNames(object.properties ?? [], 'property', object.name?.value ?? 'the object', true);
		yield* duplicatePhysicalNames(object.properties ?? [], 'properties');
	}
	for (const place of propertiesOf(contract)) {
		const inner = place.property.properties;
		if (inner !== undefined) yield* duplicateNames(inner, 'property', qualifiedName(place), true);
	}
	yield* duplicateServers(contract.servers ?? []);
};

interface Named {
	readonly name?: { readonly value: string; readonly node: Node };
	readonly physicalName?: { readonly value: string; readonly node: Node };
}

/** What a standard's document may hold freely; an `id` in there is somebody else's. */
const free = new Set(['value', 'implementation', 'arguments', 'examples']);
const mostNodes = 200_000;

/** Maps of one list with the same `id`. */
function* duplicateIds(root: Node): Iterable<Finding> {
	const stack: Node[] = [root];
	for (let left = mostNodes; left > 0; left--) {
		const node = stack.pop();
		if (node === undefined) return;
		if (node.kind === 'map') {
			for (let index = node.entries.length - 1; index >= 0; index--) {
				const entry = node.entries[index];
				if (entry !== undefined && entry.value.kind !== 'scalar' && !(free.has(entry.key) && node !== root)) stack.push(entry.value);
			}
		} else if (node.kind === 'seq') {
			yield* duplicateIdsOf(node);
			for (let index = node.items.length - 1; index >= 0; index--) {
				const item = node.items[index];
				if (item !== undefined && item.kind !== 'scalar') stack.push(item);
			}
		}
	}
}

function* duplicateIdsOf(list: SeqNode): Iterable<Finding> {
	const seen = new Map<string, Node>();
	for (const item of list.items) {
		const node = entryOf(item, 'id')?.value;
		const id = textOf(node);
		if (node === undefined || id === undefined || id.includes('${')) continue;
		const before = seen.get(id);
		if (before === undefined) seen.set(id, node);
		else
			yield finding('contract.duplicate-id', `Id "${clip(id)}" is used twice in this list; give each its own`, node.range, first(before));
	}
}

function* duplicateNames(things: readonly Named[], noun: string, where: string, ignoreCase: boolean): Iterable<Finding> {
	const seen = new Map<string, Node>();
	const folded = new Map<string, { readonly name: string; readonly node: Node }>();
	for (const { name } of things) {
		if (name === undefined || name.value === '' || name.value.includes('${')) continue;
		const before = seen.get(name.value);
		const similar = folded.get(name.value.toLowerCase());
		if (before !== undefined) {
			const message = `Two ${plural(noun)} of ${clip(where)} are named "${clip(name.value, 30)}"; rename one`;
			yield finding('contract.duplicate-name', message, name.node.range, first(before));
		} else if (ignoreCase && similar !== undefined) {
			const message = `"${clip(name.value, 30)}" and "${clip(similar.name, 30)}" differ by case only: one column to most engines`;
			yield finding('contract.duplicate-name', message, name.node.range, { severity: 'warning', ...first(similar.node) });
		}
		if (before === undefined) seen.set(name.value, name.node);
		if (similar === undefined) folded.set(name.value.toLowerCase(), { name: name.value, node: name.node });
	}
}

/** Things of different names that stand for the same column or table. */
function* duplicatePhysicalNames(things: readonly (Named | Property)[], noun: string): Iterable<Finding> {
	const seen = new Map<string, Named>();
	for (const thing of things) {
		const physical = thing.physicalName?.value ?? thing.name?.value;
		if (physical === undefined || physical === '' || physical.includes('${')) continue;
		const before = seen.get(physical);
		if (before === undefined) {
			seen.set(physical, thing);
			continue;
		}
		const node = thing.physicalName?.node ?? thing.name?.node;
		const other = before.physicalName?.node ?? before.name?.node;
		// The same name twice is said by the rule for names.
		if (node === undefined || other === undefined || thing.name?.value === before.name?.value) continue;
		const message = `The ${noun} ${clip(before.name?.value ?? '', 25)} and ${clip(thing.name?.value ?? '', 25)} are both "${clip(physical, 25)}" in the data`;
		yield finding('contract.duplicate-physical-name', message, node.range, first(other));
	}
}

interface ServerNames {
	readonly server?: { readonly value: string; readonly node: Node };
	readonly environment?: { readonly value: string };
}

function* duplicateServers(servers: readonly ServerNames[]): Iterable<Finding> {
	const seen = new Map<string, ServerNames>();
	for (const server of servers) {
		const name = server.server;
		if (name === undefined || name.value.includes('${')) continue;
		const before = seen.get(name.value);
		if (before?.server === undefined) {
			seen.set(name.value, server);
			continue;
		}
		// One name in two environments is a habit of some; but --server cannot tell them apart.
		const environments = before.environment?.value !== server.environment?.value;
		const message = `Two servers are named "${clip(name.value)}"; rename one, so that --server can tell them apart`;
		const severity = environments ? ({ severity: 'warning' } as const) : {};
		yield finding('contract.duplicate-server', message, name.node.range, { ...severity, ...first(before.server.node) });
	}
}

function plural(noun: string): string {
	return noun === 'property' ? 'properties' : `${noun}s`;
}

function first(node: Node) {
	return { related: [{ range: node.range, message: 'First used here' }] };
}
