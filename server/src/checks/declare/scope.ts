import type { RelationColumn } from '../../engine/engine.ts';
import type { Relation } from '../../engine/relation.ts';
import type { Contract, ItemProperty, Property, SchemaObject } from '../../spec/contract/model.ts';
import type { ReferenceTarget } from '../../spec/references.ts';
import type { ContractWorkspace } from '../../spec/rules/rule.ts';

/** What checks are declared from, besides the contract. */
export interface DeclareOptions {
	/** Path of the contract; references to other files start at its folder. */
	readonly file: string;
	readonly workspace: ContractWorkspace;
	/** The clock that service levels are held against, ISO 8601. */
	readonly nowIso: string;
	/** Where the rows of each object come from, by the object's name; an object without one is declared all the same. */
	readonly sources: ReadonlyMap<string, Source>;
	/** Names of the objects to declare checks of; absent: all. */
	readonly objects?: readonly string[];
	/** Finds the rows that a foreign key points at. */
	readonly findTarget: (target: ReferenceTarget) => Promise<TargetRelation>;
}

export interface Source {
	readonly relation: Relation;
	/** What the engine says of its columns, once it is connected. */
	readonly columns?: readonly RelationColumn[];
}

export type TargetRelation =
	| { readonly ok: true; readonly relation: Relation; readonly columns?: readonly RelationColumn[] }
	| { readonly ok: false; readonly outcome: 'notEnforced' | 'errored'; readonly reason: string };

/** A property, or what `items` and `map` describe. */
export type AnyProperty = Property | ItemProperty;

/** What surrounds the checks of one object. */
export interface Scope {
	readonly contract: Contract;
	readonly object: SchemaObject;
	/** Name of the object, which is the name of its relation. */
	readonly name: string;
	/** `text`: cells are read as the contract's types (CSV, JSON); `typed`: columns bring their own. */
	readonly stored: 'text' | 'typed';
	readonly format: 'csv' | 'json' | 'parquet' | 'arrow' | 'table';
	readonly columns: readonly RelationColumn[] | undefined;
	readonly options: DeclareOptions;
	/** Tags of the contract and the object, which its checks inherit. */
	readonly tags: readonly string[];
}

/** The name of an object, as checks and relations have it. */
export function objectName(object: SchemaObject, index: number): string {
	return object.name?.value ?? object.physicalName?.value ?? `#${index + 1}`;
}

/** The column that a property stands in: its physical name, else its name. */
export function columnName(property: AnyProperty): string {
	return property.physicalName?.value ?? property.name?.value ?? '';
}

export function scopeOf(contract: Contract, object: SchemaObject, name: string, options: DeclareOptions): Scope {
	const source = options.sources.get(name);
	const relation = source?.relation;
	const format = relation === undefined || relation.kind === 'table' ? 'table' : relation.format;
	return {
		contract,
		object,
		name,
		stored: format === 'csv' || format === 'json' ? 'text' : 'typed',
		format,
		columns: source?.columns,
		options,
		tags: [...tagsOf(contract), ...tagsOf(object)],
	};
}

export function tagsOf(part: { readonly tags?: readonly { readonly value: unknown }[] | undefined }): string[] {
	return (part.tags ?? []).flatMap((tag) => (typeof tag.value === 'string' ? [tag.value] : []));
}
