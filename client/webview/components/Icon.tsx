/** A codicon beside words that say the same: screen readers pass over it. */
export function Icon({ name, tone }: { readonly name: string; readonly tone?: string }) {
	return <span class={`codicon codicon-${name}${tone ? ` tone-${tone}` : ''}`} aria-hidden="true" />;
}
