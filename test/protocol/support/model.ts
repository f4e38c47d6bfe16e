import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is wrong with a message by the protocol's own model; empty for a valid one. */
export function faultsOf(message: Sent, methodOf: (id: number | string) => string | undefined): string[] {
	if ('method' in message && message.method !== undefined) {
		const { method, params } = message;
		if (method.startsWith('plumbline/')) return [];
		const found = (message.id === undefined ? model.notifications : model.requests).find((each) => each.method === method);
		if (!found) return [`${method}: not a ${message.id === undefined ? 'notification' : 'request'} of the protocol`];
		if (found.messageDirection === 'clientToServer') return [`${method}: only a client may send it`];
		return found.params === undefined ? [] : faults(params, found.params, method);
	}
	if (message.error !== undefined) {
		const { code, message: words } = message.error;
		return Number.isInteger(code) && typeof words === 'string' ? [] : ['an error has a code and a message'];
	}
	const method = message.id === undefined || message.id === null ? undefined : methodOf(message.id);
	if (method === undefined) return [`an answer to ${message.id}, which nobody asked`];
	if (method.startsWith('plumbline/')) return [];
	const found = model.requests.find((each) => each.method === method);
	return found ? faults(message.result, found.result, `answer to ${method}`) : [];
}

export interface Sent {
	readonly id?: number | string | null;
	readonly method?: string;
	readonly params?: unknown;
	readonly result?: unknown;
	readonly error?: { readonly code: number; readonly message: string };
}

type Type =
	| { readonly kind: 'base' | 'reference'; readonly name: string }
	| { readonly kind: 'array'; readonly element: Type }
	| { readonly kind: 'map'; readonly key: Type; readonly value: Type }
	| { readonly kind: 'or' | 'and' | 'tuple'; readonly items: readonly Type[] }
	| { readonly kind: 'stringLiteral' | 'integerLiteral' | 'booleanLiteral'; readonly value: unknown }
	| { readonly kind: 'literal'; readonly value: { readonly properties: readonly Property[] } };

interface Property {
	readonly name: string;
	readonly type: Type;
	readonly optional?: boolean;
}

interface Message {
	readonly method: string;
	readonly messageDirection: string;
	readonly params?: Type;
	readonly result: Type;
}

const model: {
	readonly requests: readonly Message[];
	readonly notifications: readonly Message[];
	readonly structures: readonly { name: string; properties: readonly Property[]; extends?: readonly Type[]; mixins?: readonly Type[] }[];
	readonly enumerations: readonly { name: string; type: Type; values: readonly { value: unknown }[]; supportsCustomValues?: boolean }[];
	readonly typeAliases: readonly { name: string; type: Type }[];
} = JSON.parse(readFileSync(join(import.meta.dirname, 'metaModel.json'), 'utf8'));

const structures = new Map(model.structures.map((each) => [each.name, each]));
const enumerations = new Map(model.enumerations.map((each) => [each.name, each]));
const aliases = new Map(model.typeAliases.map((each) => [each.name, each]));

function faults(value: unknown, type: Type, at: string): string[] {
	switch (type.kind) {
		case 'base':
			return isBase(value, type.name) ? [] : [`${at}: ${shown(value)} is no ${type.name}`];
		case 'reference':
			return reference(value, type.name, at);
		case 'array':
			if (!Array.isArray(value)) return [`${at}: ${shown(value)} is no list`];
			return value.flatMap((item, index) => faults(item, type.element, `${at}[${index}]`));
		case 'map':
			if (!isObject(value)) return [`${at}: ${shown(value)} is no map`];
			return Object.entries(value).flatMap(([key, item]) => faults(item, type.value, `${at}.${key}`));
		case 'or': {
			const all = type.items.map((item) => faults(value, item, at));
			return all.some((each) => each.length === 0) ? [] : (all.sort((a, b) => a.length - b.length)[0] ?? []);
		}
		case 'and':
			return type.items.flatMap((item) => faults(value, item, at));
		case 'tuple':
			if (!Array.isArray(value) || value.length !== type.items.length) return [`${at}: ${shown(value)} is no tuple`];
			return type.items.flatMap((item, index) => faults(value[index], item, `${at}[${index}]`));
		case 'literal':
			return properties(value, type.value.properties, at);
		default:
			return value === type.value ? [] : [`${at}: ${shown(value)} is not ${shown(type.value)}`];
	}
}

function reference(value: unknown, name: string, at: string): string[] {
	if (name.startsWith('LSP')) return [];
	const alias = aliases.get(name);
	if (alias) return faults(value, alias.type, at);
	const enumeration = enumerations.get(name);
	if (enumeration) {
		if (enumeration.values.some((each) => each.value === value)) return [];
		return enumeration.supportsCustomValues ? faults(value, enumeration.type, at) : [`${at}: ${shown(value)} is no ${name}`];
	}
	return properties(value, allProperties(name), at);
}

function allProperties(name: string): readonly Property[] {
	const structure = structures.get(name);
	if (!structure) throw new Error(`the model has no ${name}`);
	const above = [...(structure.extends ?? []), ...(structure.mixins ?? [])];
	return [...above.flatMap((type) => (type.kind === 'reference' ? allProperties(type.name) : [])), ...structure.properties];
}

/** A key that the model does not know counts as a fault: we send nothing that has no meaning. */
function properties(value: unknown, known: readonly Property[], at: string): string[] {
	if (!isObject(value)) return [`${at}: ${shown(value)} is no object`];
	const names = new Set(known.map(({ name }) => name));
	return [
		...known.flatMap(({ name, type, optional }) => {
			if (value[name] === undefined) return optional ? [] : [`${at}: ${name} is missing`];
			return faults(value[name], type, `${at}.${name}`);
		}),
		...(known.length === 0 ? [] : Object.keys(value).flatMap((key) => (names.has(key) ? [] : [`${at}: ${key} is no part of it`]))),
	];
}

function isBase(value: unknown, name: string): boolean {
	switch (name) {
		case 'string':
		case 'URI':
		case 'DocumentUri':
		case 'RegExp':
			return typeof value === 'string';
		case 'integer':
			return Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31;
		case 'uinteger':
			return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;
		case 'decimal':
			return typeof value === 'number';
		case 'boolean':
			return typeof value === 'boolean';
		case 'null':
			return value === null;
		default:
			throw new Error(`the model has a base type ${name}`);
	}
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? 'undefined';
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
