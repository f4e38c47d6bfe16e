/** What `inside/run.ts` writes, after each test and when it is done. */
export interface SuiteReport {
	readonly runId: string;
	/** False: it was cut short. */
	readonly ended: boolean;
	readonly tests: readonly SuiteTest[];
}

export interface SuiteTest {
	readonly title: string;
	readonly durationMs: number;
	readonly failure?: string;
	readonly skipped: boolean;
}

/** How a suite ended inside some VS Code. */
export interface SuiteRun {
	/** Id that the report must bear. */
	readonly runId: string;
	/** Exit code, or below zero where there was none; 0 is no proof that anything ran. */
	readonly code: number;
	/** What the suite wrote, if it came to that. */
	readonly report: unknown;
	/** What VS Code printed. */
	readonly log: string;
}

/**
 * VS Code reports success also where the extension host died or nothing matched: only what the suite itself wrote counts.
 *
 * @param least tests that must have run
 * @returns why the run is worth nothing; undefined where it ran to its end, whatever its tests say
 */
export function faultOf({ runId, code, report, log }: SuiteRun, least: number): string | undefined {
	const printed = `(exit code ${code})\n${log.slice(-4000)}`;
	if (!isReport(report)) return `the suite wrote no report ${printed}`;
	if (report.runId !== runId) return `the report is of another run, ${report.runId} ${printed}`;
	if (!report.ended) return `the suite was cut short after ${report.tests.length} tests ${printed}`;
	if (report.tests.length < least) return `the suite ran ${report.tests.length} tests, fewer than ${least} ${printed}`;
	const expected = report.tests.some(({ failure }) => failure !== undefined) ? 1 : 0;
	return code === expected ? undefined : `VS Code ended otherwise than its suite, which expects ${expected} ${printed}`;
}

export function testsOf({ runId, report }: SuiteRun): readonly SuiteTest[] {
	return isReport(report) && report.runId === runId ? report.tests : [];
}

function isReport(report: unknown): report is SuiteReport {
	return (
		typeof report === 'object' &&
		report !== null &&
		'runId' in report &&
		typeof report.runId === 'string' &&
		'ended' in report &&
		'tests' in report &&
		Array.isArray(report.tests)
	);
}
