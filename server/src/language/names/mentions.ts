import type { Contract, SchemaObject } from '../../spec/contract/model.ts';
import type { LintedFile } from '../../spec/lint.ts';
import { type ReferenceTarget, resolveReference } from '../../spec/references.ts';
import { parseAsNames, parseReference } from '../../spec/referenceText.ts';
import { entryOf, stringOf, textOf } from '../../spec/rules/place.ts';
import type { ContractWorkspace } from '../../spec/rules/rule.ts';
import { type Property, propertiesOf, qualityOf } from '../../spec/rules/walk.ts';
import { contractsOf } from '../../spec/siblingContracts.ts';
import type { Node, ScalarNode } from '../../spec/yaml/node.ts';
import { addressOf } from '../address.ts';
import { align } from './align.ts';

/** A file whose names are looked for. */
export interface ContractText {
	readonly uri: string;
	readonly text: string;
	readonly contracts: readonly Contract[];
}

/** An object, a property or a server of some contract. */
export interface NamedThing {
	/** The same for the same thing, however it was reached. */
	readonly key: string;
	readonly uri: string;
	readonly kind: 'object' | 'property' | 'server';
	/** The map that declares it. */
	readonly node: Node;
	readonly name?: Node;
	readonly id?: Node;
}

/** A place in a text that names a thing. */
export interface Mention {
	readonly thing: NamedThing;
	/** Which of the thing's names is written here. */
	readonly by: 'name' | 'id' | 'physicalName';
	readonly isDeclaration: boolean;
	/** The scalar that it is written in, and the place in the scalar's text. */
	readonly node: ScalarNode;
	readonly start: number;
	readonly end: number;
	/** How names are written there: alone, between dots, between dots and commas, between slashes. */
	readonly grammar: 'alone' | 'names' | 'element' | 'ids';
}

/** A place that names another file. */
export interface FileMention {
	readonly uri: string;
	readonly node: ScalarNode;
	readonly start: number;
	readonly end: number;
}

export interface Mentions {
	readonly things: readonly Mention[];
	readonly files: readonly FileMention[];
}

/** Every place of a file that names an object, a property, a server or another contract, here or in another file. Names inside SQL are not among them: nobody knows for certain what they mean. */
export function mentionsIn(file: ContractText, workspace: ContractWorkspace): Mentions {
	const things: Mention[] = [];
	const files: FileMention[] = [];
	for (const contract of file.contracts) {
		const collector = new Collector(file, contract, workspace, things, files);
		collector.declarations();
		collector.references();
	}
	return { things, files };
}

const known = new WeakMap<LintedFile, { readonly workspace: ContractWorkspace; readonly mentions: Mentions }>();

/** The same for a parsed document, collected once. */
export function mentionsOf(uri: string, linted: LintedFile, workspace: ContractWorkspace): Mentions {
	const before = known.get(linted);
	if (before?.workspace === workspace) return before.mentions;
	const mentions = mentionsIn({ uri, text: linted.text, contracts: linted.contracts.map(({ contract }) => contract) }, workspace);
	known.set(linted, { workspace, mentions });
	return mentions;
}

/** A file of the workspace, or undefined where there is none. */
export function contractText(uri: string, workspace: ContractWorkspace): ContractText | undefined {
	const text = workspace.read(uri);
	return text === undefined ? undefined : { uri, text, contracts: contractsOf(uri, workspace) ?? [] };
}

class Collector {
	readonly #file: ContractText;
	readonly #contract: Contract;
	readonly #workspace: ContractWorkspace;
	readonly #things: Mention[];
	readonly #files: FileMention[];
	/** Aliases lead to the same scalar several times. */
	readonly #seen = new Set<string>();

	constructor(file: ContractText, contract: Contract, workspace: ContractWorkspace, things: Mention[], files: FileMention[]) {
		this.#file = file;
		this.#contract = contract;
		this.#workspace = workspace;
		this.#things = things;
		this.#files = files;
	}

	declarations(): void {
		const { uri } = this.#file;
		for (const server of this.#contract.servers ?? []) {
			if (server.server !== undefined)
				this.#declare({ ...thingOf(uri, 'server', server.node, server.server.node), name: server.server.node });
		}
		for (const object of this.#contract.schema ?? []) this.#declare(partOf(uri, 'object', object));
		for (const { property } of propertiesOf(this.#contract)) this.#declare(partOf(uri, 'property', property));
	}

	references(): void {
		const contract = this.#contract;
		for (const object of contract.schema ?? []) this.#relationships(object);
		for (const { property } of propertiesOf(contract)) {
			this.#relationships(property);
			this.#siblings(property.logicalTypeOptions?.required, property.properties ?? []);
		}
		for (const { rule, object } of qualityOf(contract)) {
			const listed = rule.arguments === undefined ? undefined : entryOf(rule.arguments.node, 'properties')?.value;
			const items = listed?.kind === 'seq' ? listed.items.map((node) => ({ node })) : undefined;
			this.#siblings(items, object.properties ?? []);
		}
		for (const node of [contract.slaDefaultElement?.node, ...(contract.slaProperties ?? []).map(({ element }) => element?.node)]) {
			const text = textOf(node);
			if (node?.kind !== 'scalar' || text === undefined) continue;
			for (const match of text.matchAll(/[^,]+/g)) {
				const element = match[0].trim();
				if (element !== '') this.#reference(node, element, match.index + match[0].indexOf(element), 'element');
			}
		}
	}

	#relationships(part: SchemaObject | Property): void {
		for (const { node } of part.relationships ?? []) {
			for (const side of [entryOf(node, 'from')?.value, entryOf(node, 'to')?.value]) {
				for (const end of side === undefined ? [] : side.kind === 'seq' ? side.items : [side]) {
					const text = stringOf(end);
					if (end.kind === 'scalar' && text !== undefined) this.#reference(end, text, 0, 'names');
				}
			}
		}
	}

	/** A list of names of properties of one owner. */
	#siblings(items: readonly { readonly node: Node }[] | undefined, properties: readonly Property[]): void {
		for (const { node } of items ?? []) {
			const text = textOf(node);
			if (node.kind !== 'scalar' || text === undefined) continue;
			for (const by of ['name', 'physicalName'] as const) {
				const property = properties.find((candidate) => candidate[by]?.value === text);
				if (property === undefined) continue;
				this.#add({ thing: partOf(this.#file.uri, 'property', property), by, isDeclaration: false, node, ...all(node), grammar: 'alone' });
				break;
			}
		}
	}

	#reference(node: ScalarNode, text: string, offset: number, grammar: 'names' | 'element'): void {
		if (text.includes('${')) return;
		const scope = { contract: this.#contract, file: this.#file.uri, workspace: this.#workspace };
		const resolution = resolveReference(text, scope);
		const parsed = parseReference(text);
		const path = parsed.ok ? parsed : parseAsNames(text);
		if (resolution.kind !== 'found' || !path.ok) return;
		const { target, bare } = resolution;
		const uri = target.file === undefined ? this.#file.uri : addressOf(target.file);
		const { file, parts, style } = path.path;
		if (file !== undefined) this.#files.push({ uri, node, start: offset + file.start, end: offset + file.end });
		const steps = stepsOf(target, bare);
		for (const { step, by, start, end } of align(parts, steps, style)) {
			const thing = partOf(uri, step === target.object ? 'object' : 'property', step);
			const written = style === 'ids' ? 'ids' : grammar;
			this.#add({ thing, by, isDeclaration: false, node, start: offset + start, end: offset + end, grammar: written });
		}
	}

	#declare(thing: NamedThing): void {
		for (const by of ['name', 'id'] as const) {
			const node = thing[by];
			if (node?.kind === 'scalar' && node.style !== 'absent') {
				this.#add({ thing, by, isDeclaration: true, node, ...all(node), grammar: 'alone' });
			}
		}
	}

	#add(mention: Mention): void {
		// What an alias says is written elsewhere.
		if (mention.node.alias !== undefined) return;
		const key = `${mention.node.range.start} ${mention.start} ${mention.thing.key} ${mention.by}`;
		if (!this.#seen.has(key)) this.#things.push(mention);
		this.#seen.add(key);
	}
}

function stepsOf({ object, path }: ReferenceTarget, bare: boolean): readonly (SchemaObject | Property)[] {
	return bare ? path : [object, ...path];
}

function partOf(uri: string, kind: 'object' | 'property', part: SchemaObject | Property): NamedThing {
	const { node, name, id } = part;
	return {
		...thingOf(uri, kind, node, name?.node),
		...(name === undefined ? {} : { name: name.node }),
		...(id === undefined ? {} : { id: id.node }),
	};
}

function thingOf(uri: string, kind: NamedThing['kind'], node: Node, name: Node | undefined): NamedThing {
	return { key: `${uri} ${kind} ${(name ?? node).range.start}`, uri, kind, node };
}

function all({ text }: ScalarNode): { start: number; end: number } {
	return { start: 0, end: text.length };
}
