import type { Construct } from './model/construct.ts';
import type { OdcsVersion } from './versions.ts';

/** The model as plain data: every object by its name, so that objects may refer to each other. JSON-able. */
export interface Shapes {
	/** Name of the object that a whole contract is. */
	readonly root: string;
	readonly objects: { readonly [name: string]: ObjectShape };
}

export interface ObjectShape {
	/** How a finding names it, e.g. `quality rule`. */
	readonly name: string;
	readonly doc: string;
	/** Whether keys that the model does not know are welcome. */
	readonly open: boolean;
	readonly since?: OdcsVersion;
	readonly keys: { readonly [key: string]: KeyShape };
}

export interface KeyShape {
	readonly doc: string;
	readonly shape: Shape;
	readonly required: boolean;
	readonly since?: OdcsVersion;
	readonly deprecated?: NonNullable<Construct['deprecated']>;
	readonly requiredUntil?: OdcsVersion;
	readonly requiredSince?: OdcsVersion;
	readonly default?: string | number | boolean;
}

export type Shape =
	| { readonly kind: 'object'; readonly name: string }
	| { readonly kind: 'list'; readonly item: Shape; readonly min?: number; readonly max?: number }
	| { readonly kind: 'string'; readonly pattern?: string }
	| { readonly kind: 'choice'; readonly values: NonNullable<Construct['values']> }
	| { readonly kind: 'number' | 'integer'; readonly min?: number; readonly above?: number }
	| { readonly kind: 'boolean' | 'null' | 'any' }
	| { readonly kind: 'union'; readonly options: readonly Shape[] };
