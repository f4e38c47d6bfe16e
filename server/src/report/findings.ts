import type { Finding } from '../spec/finding.ts';
import type { PositionRange, Range } from '../spec/range.ts';
import type { CheckResult } from '../spec/result.ts';

/** Family of the results that come from a contract's text alone. */
export const textFamily = 'contract';

/** A finding of `lint` as a result: an error failed, everything milder warned. `file` is the path as shown. */
export function resultOfFinding(finding: Finding, file: string, lines: { rangeAt(range: Range): PositionRange }): CheckResult {
	const range = lines.rangeAt(finding.range);
	const severity = finding.severity === 'hint' ? 'info' : finding.severity;
	const fix = finding.fixes?.[0];
	return {
		id: `${finding.code}:${range.start.line + 1}:${range.start.character + 1}`,
		contract: file,
		rule: finding.code,
		family: textFamily,
		severity,
		...(finding.tags ? { tags: finding.tags } : {}),
		outcome: severity === 'error' ? 'failed' : 'warned',
		message: finding.message,
		...(fix ? { expected: fix.title } : {}),
		location: { file, range },
		engine: 'plumbline',
		durationMs: 0,
	};
}

/** True for a result of the contract's text, false for one of its data. */
export function isOfText(result: CheckResult): boolean {
	return result.family === textFamily;
}
