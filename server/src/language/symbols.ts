import { type DocumentSymbol, SymbolKind, SymbolTag } from 'vscode-languageserver-types';
import type { QualityRule, SchemaObject, Server, SlaProperty } from '../spec/contract/model.ts';
import type { LineIndex } from '../spec/lineIndex.ts';
import type { LintedContract, LintedFile } from '../spec/lint.ts';
import type { Range } from '../spec/range.ts';
import { headRange, keyRange } from '../spec/rules/place.ts';
import type { Property } from '../spec/rules/walk.ts';
import type { Node } from '../spec/yaml/node.ts';
import type { CancellationToken } from './cancellation.ts';
import type { Parsed } from './parsed.ts';
import { oneLine, ruleDetail, ruleName } from './ruleWords.ts';

/** The outline: contract → servers, objects → properties → rules, service levels, and what else stands at the top. Also what breadcrumbs show. */
export function documentSymbolsOf({ linted }: Parsed, token: CancellationToken): DocumentSymbol[] {
	const symbols: DocumentSymbol[] = [];
	for (const contract of linted.contracts) {
		if (token.isCancellationRequested) return [];
		const symbol = new Outline(linted).contract(contract);
		if (symbol !== undefined) symbols.push(symbol);
	}
	return symbols;
}

/** Symbols that aliases and merge keys bring in stand elsewhere in the text and are not listed a second time. */
class Outline {
	readonly #lines: LineIndex;

	constructor({ lines }: LintedFile) {
		this.#lines = lines;
	}

	contract({ root, contract, version }: LintedContract): DocumentSymbol | undefined {
		if (root.kind !== 'map') return undefined;
		const children: DocumentSymbol[] = [];
		const add = (symbol: DocumentSymbol | undefined) => {
			if (symbol !== undefined) children.push(symbol);
		};
		for (const { key, keyRange: selection, value, range, merged } of root.entries) {
			if (merged === true || value.alias !== undefined) continue;
			if (key === 'servers') for (const server of contract.servers ?? []) add(this.#server(server, value));
			else if (key === 'schema') for (const object of contract.schema ?? []) add(this.#object(object, value));
			else if (key === 'slaProperties') for (const level of contract.slaProperties ?? []) add(this.#level(level, value));
			else if (value.kind !== 'scalar') add(this.#symbol(key, SymbolKind.Namespace, range, selection, root, counted(value)));
		}
		const name = contract.name ?? contract.id;
		return this.#symbol(
			name?.value ?? 'data contract',
			SymbolKind.Module,
			root.range,
			name?.node.range,
			root,
			[contract.version?.value, `ODCS ${version}`].filter(Boolean).join(' · '),
			children,
		);
	}

	#server(server: Server, within: Node): DocumentSymbol | undefined {
		const { node, type } = server;
		return this.#symbol(
			server.server?.value ?? 'server',
			SymbolKind.Interface,
			node.range,
			server.server?.node.range,
			within,
			[type?.value, server.environment?.value].filter(Boolean).join(' · '),
		);
	}

	#level(level: SlaProperty, within: Node): DocumentSymbol | undefined {
		const value = level.value === undefined ? '' : `${oneLine(String(level.value.value))} ${level.unit?.value ?? ''}`.trim();
		const detail = [value, level.element?.value].filter(Boolean).join(' · ');
		return this.#symbol(
			level.property?.value ?? 'service level',
			SymbolKind.Event,
			level.node.range,
			level.property?.node.range,
			within,
			detail,
		);
	}

	#object(object: SchemaObject, within: Node): DocumentSymbol | undefined {
		const { node, name, physicalName } = object;
		const children = node.alias !== undefined ? [] : this.#below(object, node);
		const detail = [object.physicalType?.value ?? object.logicalType?.value, other(physicalName?.value, name?.value)]
			.filter(Boolean)
			.join(' · ');
		return this.#symbol(
			name?.value ?? physicalName?.value ?? 'object',
			SymbolKind.Class,
			node.range,
			name?.node.range,
			within,
			detail,
			children,
			object,
		);
	}

	#property(property: Property, within: Node, fallback: string): DocumentSymbol | undefined {
		const { node, name } = property;
		const children = node.alias !== undefined ? [] : this.#below(property, node);
		const isKey = property.primaryKey?.value === true;
		const detail = [
			property.logicalType?.value ?? property.physicalType?.value,
			isKey ? 'primary key' : undefined,
			property.required?.value === true && !isKey ? 'required' : undefined,
			other(property.physicalName?.value, name?.value),
		]
			.filter(Boolean)
			.join(' · ');
		const kind = isKey ? SymbolKind.Key : SymbolKind.Field;
		return this.#symbol(name?.value ?? fallback, kind, node.range, name?.node.range ?? headRange(node), within, detail, children, property);
	}

	#below(part: SchemaObject | Property, within: Node): DocumentSymbol[] {
		const inner = 'items' in part || 'map' in part ? part : undefined;
		const symbols = [
			...(part.properties ?? []).map((property) => this.#property(property, within, 'property')),
			inner?.items === undefined ? undefined : this.#property(inner.items, within, '[]'),
			inner?.map?.key === undefined ? undefined : this.#property(inner.map.key, within, '{key}'),
			inner?.map?.value === undefined ? undefined : this.#property(inner.map.value, within, '{value}'),
			...(part.quality ?? []).map((rule) => this.#rule(rule, within)),
		];
		return symbols.filter((symbol) => symbol !== undefined).sort((a, b) => compare(a, b));
	}

	#rule(rule: QualityRule, within: Node): DocumentSymbol | undefined {
		const named = rule.name ?? rule.metric ?? rule.rule ?? rule.id;
		const selection = named?.node.range ?? keyRange(rule.node, 'type');
		return this.#symbol(ruleName(rule), SymbolKind.Boolean, rule.node.range, selection, within, ruleDetail(rule));
	}

	/** Undefined for what stands outside of `within`. */
	#symbol(
		name: string,
		kind: SymbolKind,
		range: Range,
		selection: Range | undefined,
		within: Node,
		detail: string,
		children: DocumentSymbol[] = [],
		part?: { readonly deprecated?: { readonly value: boolean } },
	): DocumentSymbol | undefined {
		if (!holds(within.range, range)) return undefined;
		const selected = selection !== undefined && holds(range, selection) ? selection : { start: range.start, end: range.start };
		return {
			// An editor refuses an outline with an empty name.
			name: oneLine(name) || '""',
			kind,
			range: this.#lines.rangeAt(range),
			selectionRange: this.#lines.rangeAt(selected),
			...(detail === '' ? {} : { detail: oneLine(detail) }),
			...(children.length === 0 ? {} : { children }),
			...(part?.deprecated?.value === true ? { tags: [SymbolTag.Deprecated] } : {}),
		};
	}
}

function counted(value: Node): string {
	return value.kind === 'seq' ? String(value.items.length) : '';
}

function other(name: string | undefined, than: string | undefined): string | undefined {
	return name === than ? undefined : name;
}

function compare(a: DocumentSymbol, b: DocumentSymbol): number {
	return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}

function holds(outer: Range, inner: Range): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}
