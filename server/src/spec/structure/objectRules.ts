import type { OdcsVersion } from '../contract/versions.ts';
import type { Entry } from '../yaml/node.ts';

/** What an object's shape alone does not say, because it hangs on one of the object's own values. */
export interface ObjectRules {
	/** Whether such an object may have a key of its shape; all of them where absent. */
	allows?(key: string): boolean;
	/** Reports a key that the shape has and this object may not. */
	disallowed?(entry: Entry): void;
	/** Keys whose values have been judged already. */
	readonly judged?: readonly string[];
	/** Keys that must be there besides the shape's own. */
	readonly required?: readonly string[];
	/** Keys that had to be there up to a version, besides the shape's own. */
	readonly requiredUntil?: { readonly [key: string]: OdcsVersion };
	/** How messages name the object, e.g. `local server`. */
	readonly name?: string;
	/** Everything else. */
	also?(): void;
}
