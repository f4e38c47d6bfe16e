import type { CheckResult, Outcome } from '../spec/result.ts';
import { isOfText } from './findings.ts';
import type { Report } from './report.ts';
import { count, counted } from './words.ts';

/** What a report comes to; counted here and nowhere else. */
export interface Summary {
	readonly verdict: 'passed' | 'warned' | 'failed' | 'errored';
	/** The answer in one line: `3 of 44 rules fail`. */
	readonly sentence: string;
	readonly exitCode: 0 | 1 | 2;
	readonly contracts: number;
	/** Rules held against data: all but those not enforced. */
	readonly checked: number;
	/** Of the data's rules. */
	readonly outcomes: Readonly<Record<Outcome, number>>;
	/** Findings in the contracts' texts, by severity. */
	readonly text: { readonly error: number; readonly warning: number; readonly info: number };
	/** Rows of all objects that were read. */
	readonly rows: number;
}

export function summarise(report: Pick<Report, 'command' | 'results' | 'sources' | 'problems' | 'failOn' | 'strict'>): Summary {
	const outcomes: Record<Outcome, number> = { passed: 0, failed: 0, warned: 0, errored: 0, notEnforced: 0 };
	const text = { error: 0, warning: 0, info: 0 };
	const rows = new Map<string, number>();
	for (const result of report.results) {
		if (isOfText(result) && result.outcome !== 'errored') {
			text[result.severity]++;
			continue;
		}
		outcomes[result.outcome]++;
		if (result.totalRows !== undefined) {
			const object = `${result.contract}\0${result.object ?? ''}`;
			rows.set(object, Math.max(rows.get(object) ?? 0, result.totalRows));
		}
	}
	const counts = {
		contracts: report.sources.size,
		checked: outcomes.passed + outcomes.failed + outcomes.warned + outcomes.errored,
		outcomes,
		text,
		rows: [...rows.values()].reduce((sum, of) => sum + of, 0),
	};
	return { ...counts, ...verdictOf(report, counts) };
}

/** Whether a result is at or above what the command fails on: what a reader must mend. */
export function fails(result: CheckResult, report: Pick<Report, 'failOn' | 'strict'>): boolean {
	switch (result.outcome) {
		case 'errored':
			return true;
		case 'failed':
			return report.failOn !== 'never';
		case 'warned':
			return report.failOn === 'warning' && result.severity !== 'info';
		case 'notEnforced':
			return report.strict;
		case 'passed':
			return false;
	}
}

type Counts = Pick<Summary, 'contracts' | 'checked' | 'outcomes' | 'text'>;

function verdictOf(
	report: Pick<Report, 'command' | 'results' | 'problems' | 'failOn' | 'strict'>,
	counts: Counts,
): Pick<Summary, 'verdict' | 'sentence' | 'exitCode'> {
	const { outcomes, text } = counts;
	const errored = outcomes.errored > 0 || report.problems.length > 0;
	const failed = outcomes.failed + text.error > 0;
	const warned = outcomes.warned + text.warning + text.info > 0;
	return {
		verdict: errored ? 'errored' : failed ? 'failed' : warned ? 'warned' : 'passed',
		sentence: report.command === 'lint' ? lintSentence(report, counts) : checkSentence(report, counts),
		exitCode: errored ? 2 : report.results.some((result) => fails(result, report)) ? 1 : 0,
	};
}

function lintSentence(report: Pick<Report, 'problems' | 'results'>, { contracts, text }: Counts): string {
	const found = [
		text.error > 0 ? counted(text.error, 'error') : '',
		text.warning > 0 ? counted(text.warning, 'warning') : '',
		text.info > 0 ? counted(text.info, 'note') : '',
	].filter(Boolean);
	const touched = new Set(report.results.map((result) => result.contract)).size;
	const unread = report.problems.length > 0 ? `${counted(report.problems.length, 'file')} could not be read` : '';
	if (found.length === 0) {
		const clean =
			contracts === 0 ? '' : contracts === 1 ? 'The contract has no findings' : `${count(contracts)} contracts have no findings`;
		return [clean, unread].filter(Boolean).join('; ') || 'No contract was read';
	}
	const where = contracts === 1 ? '' : ` in ${count(touched)} of ${counted(contracts, 'contract')}`;
	return [`${listed(found)}${where}`, unread].filter(Boolean).join('; ');
}

function checkSentence(report: Pick<Report, 'problems'>, { checked, outcomes, text }: Counts): string {
	const ofAll = ` of ${counted(checked, 'rule')}`;
	const parts: string[] = [];
	if (outcomes.failed > 0) {
		parts.push(`${count(outcomes.failed)}${ofAll} ${outcomes.failed === 1 ? 'fails' : 'fail'}`);
	}
	if (outcomes.errored > 0) {
		parts.push(`${count(outcomes.errored)}${parts.length > 0 ? '' : ofAll} could not be checked`);
	}
	if (outcomes.warned > 0) {
		parts.push(`${count(outcomes.warned)}${parts.length > 0 ? '' : ofAll} ${outcomes.warned === 1 ? 'warns' : 'warn'}`);
	}
	if (parts.length === 0 && outcomes.passed > 0) {
		parts.push(outcomes.passed === 1 ? 'The only rule passes' : `All ${count(outcomes.passed)} rules pass`);
	}
	if (text.error > 0) {
		parts.push(`${counted(text.error, 'error')} in the YAML`);
	}
	if (report.problems.length > 0) {
		parts.push(counted(report.problems.length, 'problem'));
	}
	return parts.length > 0 ? listed(parts) : 'No rule was checked';
}

function listed(parts: readonly string[]): string {
	return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
