/** What a user may turn on and off, per resource. The names are those of `plumbline.*` in an editor's settings. */
export interface Settings {
	readonly diagnostics: {
		/** Results of checks on their lines. */
		readonly results: boolean;
		/** A hint on every rule that was not enforced. */
		readonly notEnforced: boolean;
	};
	readonly codeLens: {
		readonly enabled: boolean;
		readonly contract: boolean;
		readonly object: boolean;
		readonly rule: boolean;
	};
	readonly inlayHints: { readonly enabled: boolean };
}

export const defaultSettings: Settings = {
	diagnostics: { results: true, notEnforced: true },
	codeLens: { enabled: true, contract: true, object: true, rule: true },
	inlayHints: { enabled: true },
};
