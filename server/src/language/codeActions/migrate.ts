import { isBefore, newestVersion, parseApiVersion } from '../../spec/contract/versions.ts';
import type { Steps } from '../../spec/steps.ts';
import { applyLayout } from '../formatting/meaning.ts';
import type { Parsed } from '../parsed.ts';
import type { LanguageWorkspace } from '../workspace.ts';
import { mendedText } from './mend.ts';

/** Whether a contract of the file declares an older version of the standard than the newest. */
export function isOld({ linted }: Pick<Parsed, 'linted'>): boolean {
	return oldVersions(linted).length > 0;
}

/**
 * The text with the newest version of the standard declared, and what it has replaced since written the new way. All else
 * stays as it is: comments, quotes, order.
 */
export function migratedText({ uri, linted }: Parsed, workspace: Pick<LanguageWorkspace, 'read'>): Steps<string> {
	const raised = oldVersions(linted).map(({ node }) => {
		const quote = node.kind === 'scalar' && node.style === 'double' ? '"' : node.kind === 'scalar' && node.style === 'single' ? "'" : '';
		return { start: node.range.start, end: node.range.end, newText: `${quote}v${newestVersion}${quote}` };
	});
	return mendedText({ text: applyLayout(linted.text, raised) }, uri, workspace, ({ code }) => code === 'contract.deprecated');
}

function oldVersions({ contracts }: Parsed['linted']) {
	return contracts.flatMap(({ contract }) => {
		const { apiVersion } = contract;
		const version = apiVersion === undefined ? undefined : parseApiVersion(apiVersion.value);
		if (apiVersion === undefined || version === undefined || !isBefore(version, newestVersion)) return [];
		return apiVersion.node.alias === undefined ? [apiVersion] : [];
	});
}
