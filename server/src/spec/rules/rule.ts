import type { Contract } from '../contract/model.ts';
import type { OdcsVersion } from '../contract/versions.ts';
import type { Finding } from '../finding.ts';
import type { Node } from '../yaml/node.ts';

/**
 * What no single shape can say of a contract: how its parts fit together. Pure: the same context gives the same
 * findings, in any order. A rule never throws, whatever the text; what is absent or misshapen is the structure's to
 * report, so a rule looks only at what is there and fits.
 */
export type Rule = (context: RuleContext) => Iterable<Finding>;

export interface RuleContext {
	readonly text: string;
	readonly root: Node;
	readonly contract: Contract;
	/** The version that judges the document. */
	readonly version: OdcsVersion;
	/** Path of the contract, as the workspace knows it. */
	readonly file: string;
	readonly workspace: ContractWorkspace;
	/** Variables that `${VAR}` is resolved from; absent where nobody can know them yet, e.g. in an editor. */
	readonly environment?: Environment;
}

/** Where the text of other contracts comes from. */
export interface ContractWorkspace {
	/** Text of the file at that path (relative paths as `RuleContext.file` is relative), or undefined where there is none. */
	read(file: string): string | undefined;
}

export type Environment = { readonly [name: string]: string | undefined };
