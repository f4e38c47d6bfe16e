import type { Finding } from '../../spec/finding.ts';
import { type LintedFile, lintSteps } from '../../spec/lint.ts';
import { LintMemory } from '../../spec/lintMemory.ts';
import { mendSteps } from '../../spec/mend.ts';
import type { Steps } from '../../spec/steps.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/**
 * A text with all mends of the wanted findings applied that need nobody to look at them, one after another until there are none.
 *
 * @param before with what is known to be wrong with it, where that is known
 */
export function* mendedText(
	before: Pick<LintedFile, 'text'> & Partial<Pick<LintedFile, 'findings'>>,
	uri: string,
	workspace: Pick<LanguageWorkspace, 'read'>,
	isWanted: (finding: Finding) => boolean = () => true,
): Steps<string> {
	const memory = new LintMemory();
	function* findingsOf(text: string): Steps<readonly Finding[]> {
		if (text === before.text && before.findings !== undefined) return before.findings;
		return (yield* lintSteps(text, { file: uri, workspace }, memory)).findings;
	}
	return (yield* mendSteps(before.text, findingsOf, isWanted)).text;
}
