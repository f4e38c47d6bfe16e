import type { Report } from './report.ts';
import { summarise } from './summary.ts';

/** `{ version: 1, summary, results }`. Results are `CheckResult`s as they are: lines and characters count from zero. */
export function renderJson(report: Report): string {
	const { verdict, sentence, exitCode, contracts, checked, outcomes, text, rows } = summarise(report);
	const summary = {
		verdict,
		sentence,
		exitCode,
		command: report.command,
		contracts,
		rules: { total: checked + outcomes.notEnforced, checked, ...outcomes },
		findings: text,
		rows,
		files: [...report.sources.keys()],
		problems: report.problems,
		tool: report.tool,
		startedAt: report.startedIso,
		durationMs: Math.round(report.durationMs),
	};
	return `${toJson({ version: 1, summary, results: report.results })}\n`;
}

/** Indented JSON that a terminal may show: what JSON leaves raw but a terminal would obey is escaped too. */
export function toJson(value: unknown): string {
	return JSON.stringify(value, undefined, 2).replace(
		/[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
