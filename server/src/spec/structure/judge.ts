import type { Shape } from '../contract/shape.ts';
import { isBefore, type OdcsVersion } from '../contract/versions.ts';
import type { Finding, Fix } from '../finding.ts';
import type { Range } from '../range.ts';
import { clip } from '../rules/finding.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import { type StructureCode, structureCodes } from './codes.ts';

const longestMessage = 119;

/** Where a value stands, for messages about it and about what it lacks. */
export interface Place {
	/** Key that holds the value, or the list that the value is an item of. */
	readonly key: string;
	readonly keyRange: Range;
	/** The map that has the key, and the name of its shape; absent at the root. */
	readonly holder?: MapNode;
	readonly holderName?: string;
	readonly required: boolean;
}

/** One document being judged: what it says, which version judges it, and what was found so far. */
export class Judge {
	readonly text: string;
	readonly version: OdcsVersion;
	/** Value of `apiVersion`, where raising the version has something to write over. */
	readonly #apiVersion: Node | undefined;
	readonly #findings: Finding[] = [];
	readonly #seen = new Map<MapNode['entries'], Set<string>>();

	constructor(text: string, version: OdcsVersion, apiVersion: Node | undefined, judged: Iterable<MapNode> = []) {
		for (const { entries } of judged) this.#seen.set(entries, new Set(['schema object']));
		this.text = text;
		this.version = version;
		this.#apiVersion = apiVersion;
	}

	get findings(): readonly Finding[] {
		return this.#findings;
	}

	add(
		code: StructureCode,
		range: Range,
		message: string,
		more: Partial<Pick<Finding, 'severity' | 'fixes' | 'related' | 'tags'>> = {},
	): void {
		const { fixes, ...rest } = more;
		this.#findings.push({
			code,
			severity: structureCodes[code].severity,
			message: clip(message, longestMessage),
			range,
			...rest,
			...(fixes && fixes.length > 0 ? { fixes } : {}),
		});
	}

	/** A construct that the declared version does not have yet. */
	addNewer(range: Range, what: string, since: OdcsVersion, fixes: readonly Fix[] = []): void {
		this.add('contract.newer-construct', range, `${what} is new in v${since}, but the contract says v${this.version}`, {
			fixes: [...this.raiseTo(since), ...fixes],
		});
	}

	/** Mends a construct newer than the declared version. */
	raiseTo(version: OdcsVersion): Fix[] {
		const node = this.#apiVersion;
		if (node === undefined || node.alias !== undefined) return [];
		return [{ title: `Raise apiVersion to v${version}`, edits: [{ range: node.range, newText: `v${version}` }] }];
	}

	/** Whether the contract's version came out before `version`. */
	isBefore(version: OdcsVersion): boolean {
		return isBefore(this.version, version);
	}

	/** `error` from the version on that made a rule strict, `warning` before. */
	strictFrom(version: OdcsVersion): Finding['severity'] {
		return this.isBefore(version) ? 'warning' : 'error';
	}

	/** True the first time a map is met as an object of that name: what aliases share is judged once. */
	firstVisit(map: MapNode, name: string): boolean {
		const names = this.#seen.get(map.entries);
		if (names === undefined) this.#seen.set(map.entries, new Set([name]));
		else if (names.has(name)) return false;
		else names.add(name);
		return true;
	}
}

/** `a quality rule`, `an SLA property`, `the contract`. */
export function withArticle(name: string): string {
	if (name === 'contract') return 'the contract';
	if (name === 'logicalTypeOptions' || name === 'arguments') return name;
	return `${/^(?:[aeiou]|SLA|s3\b|sftp\b)/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** Short place for a thing that is missing from a map: its first own key, else the key that holds the map. */
export function headOf(map: MapNode, place: Place): Range {
	if (map.alias !== undefined) return map.range;
	return map.entries.find((entry) => entry.merged !== true)?.keyRange ?? (map.flow ? map.range : place.keyRange);
}

/** A variable of 3.2 (`${VAR}`, `${VAR:-default}`) may stand for any scalar. */
export function isVariable(node: Node): boolean {
	return node.kind === 'scalar' && typeof node.value === 'string' && /\$\{[^}]*\}/.test(node.value);
}

/** What a shape wants, in words. */
export function wanted(shape: Shape): string {
	switch (shape.kind) {
		case 'object':
			return 'a map';
		case 'list':
			return shape.item.kind === 'number' ? 'a list of numbers' : shape.item.kind === 'object' ? 'a list of maps' : 'a list';
		case 'string':
		case 'choice':
			return 'text';
		case 'integer':
			return 'a whole number';
		case 'number':
			return 'a number';
		case 'boolean':
			return 'true or false';
		case 'null':
			return 'nothing';
		case 'any':
			return 'a value';
		case 'union': {
			const words = [...new Set(shape.options.filter((option) => option.kind !== 'null').map(wanted))];
			const last = words.pop() ?? 'a value';
			return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
		}
	}
}
