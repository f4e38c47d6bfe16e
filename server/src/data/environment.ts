/** Variables as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A text whose `${VAR}` and `${VAR:-default}` are replaced, and what must not be shown of it. */
export type Expanded =
	| { readonly ok: true; readonly text: string; readonly secrets: readonly Secret[] }
	| { readonly ok: false; readonly missing: readonly string[] };

/** A value that messages show as `${name}`. */
export interface Secret {
	readonly name: string;
	readonly value: string;
}

/**
 * Replaces `${VAR}` and `${VAR:-default}`; the default also stands for an empty variable, as in a shell. A variable that
 * is not set and has no default makes the whole text unresolved.
 */
export function expandVariables(text: string, environment: Environment): Expanded {
	const missing: string[] = [];
	const secrets: Secret[] = [];
	const expanded = text.replace(variable, (_whole, name: string, fallback: string | undefined) => {
		const value = environment[name];
		if (value === undefined || (value === '' && fallback !== undefined)) {
			if (fallback === undefined) missing.push(name);
			return fallback ?? '';
		}
		if (looksSecret(name, value)) secrets.push({ name, value });
		return value;
	});
	return missing.length > 0 ? { ok: false, missing: [...new Set(missing)] } : { ok: true, text: expanded, secrets };
}

/** The text with every secret value replaced by the name of its variable. */
export function hideSecrets(text: string, secrets: readonly Secret[]): string {
	return secrets.reduce((shown, { name, value }) => (value === '' ? shown : shown.replaceAll(value, `\${${name}}`)), text);
}

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

const secretName =
	/pass(word|wd|phrase)?(_|$)|pwd|secret|token|credential|api_?key|access_?key|private_?key|_key$|^key$|auth|signature|(^|_)sas(_|$)/i;

/** By its name, or because its value is a credential in a URL or a long word of mixed letters and digits. */
function looksSecret(name: string, value: string): boolean {
	if (secretName.test(name) || /:\/\/[^/\s:@]+:[^/\s@]+@/.test(value)) return true;
	return value
		.split(/[/\\.]/)
		.some((word) => word.length >= 24 && /^[A-Za-z0-9+=_-]+$/.test(word) && /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word));
}
