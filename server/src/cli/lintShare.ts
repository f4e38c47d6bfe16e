import { resultOfFinding } from '../report/findings.ts';
import { automaticFix } from '../spec/automaticFix.ts';
import { lintText } from '../spec/lint.ts';
import type { CheckResult } from '../spec/result.ts';
import type { ContractWorkspace, Environment } from '../spec/rules/rule.ts';
import { contractWorkspace } from '../workspace/contractWorkspace.ts';
import type { ContractFile } from '../workspace/gather.ts';
import { ruleFilter } from './ruleFilter.ts';
import { textsByPath } from './words.ts';

/** Some of the files to lint, as plain data that can go to another thread. */
export interface LintTask {
	readonly files: readonly ContractFile[];
	readonly cwd: string;
	/** Words of `--rule`. */
	readonly rules: readonly string[];
	readonly environment: Environment;
}

export interface LintAnswer {
	readonly results: readonly CheckResult[];
	/** True where `--fix` would find something to do. */
	readonly mendable: boolean;
}

/** Lints file after file; `pause` comes before each, to let others have their turn. */
export async function lintShare(task: LintTask, pause: () => Promise<void> | undefined = () => undefined): Promise<LintAnswer> {
	const workspace = contractWorkspace(task.cwd, textsByPath(task.files));
	const wanted = ruleFilter(task.rules);
	const results: CheckResult[] = [];
	let mendable = false;
	for (const file of task.files) {
		await pause();
		mendable = lintFile(file, task, workspace, wanted, results) || mendable;
	}
	return { results, mendable };
}

function lintFile(
	{ shown, text }: ContractFile,
	{ environment }: LintTask,
	workspace: ContractWorkspace,
	wanted: (rule: string) => boolean,
	results: CheckResult[],
): boolean {
	const { findings, lines } = lintText(text, { file: shown, workspace, environment });
	const shownFindings = findings.filter(({ code }) => wanted(code));
	for (const finding of shownFindings) {
		results.push(resultOfFinding(finding, shown, lines));
	}
	return shownFindings.some((finding) => automaticFix(finding) !== undefined);
}
