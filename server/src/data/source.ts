import type { EngineProblem, RelationNote } from '../engine/engine.ts';
import type { Relation } from '../engine/relation.ts';
import type { SchemaObject, Server } from '../spec/contract/model.ts';
import type { Node } from '../spec/yaml/node.ts';
import type { Environment, Secret } from './environment.ts';

/** What became of one object of a contract: the rows to read, or why there are none. */
export type ResolvedSource =
	| {
			readonly object: string;
			readonly server: string;
			readonly ok: true;
			readonly relation: Relation;
			readonly notes: readonly RelationNote[];
	  }
	| {
			readonly object: string;
			readonly server: string;
			readonly ok: false;
			readonly problem: EngineProblem;
			/** What in the contract to point at. */
			readonly node?: Node;
	  };

/** Makes a relation of one object behind a server of one type. Every kind of server has one; see `servers/index.ts`. */
export type Adapter = (request: SourceRequest) => Promise<SourceAnswer>;

export interface SourceRequest {
	readonly server: Server;
	readonly object: SchemaObject;
	/** Name of the object, which becomes the name of its relation. */
	readonly name: string;
	/** Every object of the contract has its place on the server: whether a path may mean this one depends on how many there are. */
	readonly objectNames: readonly string[];
	/** Absolute folder of the contract, where relative paths start. */
	readonly folder: string;
	readonly environment: Environment;
}

export type SourceAnswer =
	| { readonly ok: true; readonly relation: Relation; readonly notes: readonly RelationNote[] }
	| { readonly ok: false; readonly problem: EngineProblem; readonly node?: Node };

/** A text of the server block with its variables replaced, and how it is shown. */
export interface ServerText {
	readonly text: string;
	readonly shown: string;
	readonly secrets: readonly Secret[];
	readonly node: Node;
}

export function failed(
	kind: EngineProblem['kind'],
	message: string,
	more: { node?: Node | undefined; file?: string } = {},
): SourceAnswer & { ok: false } {
	const { node, file } = more;
	return { ok: false, problem: { kind, message, ...(file !== undefined && { file }) }, ...(node !== undefined && { node }) };
}
