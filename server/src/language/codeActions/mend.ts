import type { Finding } from '../../spec/finding.ts';
import { lintText } from '../../spec/lint.ts';
import { mendText } from '../../spec/mend.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/** A text with all mends of the wanted findings applied that need nobody to look at them, one after another until there are none. */
export function mendedText(
	text: string,
	uri: string,
	workspace: Pick<LanguageWorkspace, 'read'>,
	isWanted: (finding: Finding) => boolean = () => true,
): string {
	return mendText(text, (each) => lintText(each, { file: uri, workspace }).findings, isWanted).text;
}
