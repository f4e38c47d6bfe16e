import { documentationUrl, lintCodes } from '../spec/rules/codes.ts';

/** What a reader is told of a rule beside its finding. */
export interface RuleDocs {
	readonly title: string;
	readonly help: string;
	readonly uri: string | undefined;
}

/** Title and page of a code, of `lint` or of `check`. */
export function ruleDocs(code: string, moreTitles: Readonly<Record<string, string>> = {}): RuleDocs {
	const uri = documentationUrl(code);
	return {
		title: titles[code] ?? moreTitles[code] ?? titleFromCode(code),
		help: `What ${code} means, why it matters and how to mend it: ${uri}`,
		uri,
	};
}

const titles: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(lintCodes).map(([code, { title }]) => [code, title]));

/** `data.row-count` → `Row count`. */
function titleFromCode(code: string): string {
	const words = code
		.replace(/^[a-z]+\./, '')
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/[-._]/g, ' ')
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
