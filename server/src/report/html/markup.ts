import { visible } from '../visible.ts';

/** Markup that is safe to write out: made by `html` only, so text of a contract or its data is always escaped. */
export class Markup {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

export type Part = Markup | string | number | false | undefined | readonly Part[];

/** Template whose holes are escaped unless they are markup; `false` and `undefined` leave nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
	return new Markup(strings.reduce((text, string, index) => text + written(parts[index - 1]) + string));
}

/** Text as it stands in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
	return visible(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function written(part: Part): string {
	if (part instanceof Markup) {
		return part.text;
	}
	if (typeof part === 'string') {
		return escapeHtml(part);
	}
	if (typeof part === 'number') {
		return String(part);
	}
	return part === false || part === undefined ? '' : part.map(written).join('');
}
