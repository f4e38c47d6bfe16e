import type { LineIndex } from '../spec/lineIndex.ts';
import type { CheckResult, Outcome } from '../spec/result.ts';
import type { Check } from './check.ts';
import { holds } from './measure/holds.ts';
import type { Measured } from './measured.ts';
import { notCheckedMessage, unsupportedMessage, verdictMessage } from './message.ts';

/** What every result of one contract shares. */
export interface JudgeContext {
	/** Path of the contract as given by the user. */
	readonly file: string;
	readonly lines: Pick<LineIndex, 'rangeAt'>;
	/** Name of the engine that measured, e.g. `duckdb 1.5.5`. */
	readonly engine: string;
}

/** Holds what was measured against what the contract wants, and says it in one line. */
export function judge(check: Check, measured: Measured, context: JudgeContext): CheckResult {
	if (check.measure.kind === 'settled') return notChecked(check, check.measure.outcome, check.measure.reason, context);
	if (measured.kind === 'notRun') return notChecked(check, 'notEnforced', notRunReason(measured.reason), context);
	if (measured.kind === 'problem') {
		const { problem, sql, durationMs } = measured;
		const result = notChecked(check, 'errored', problem.message, context);
		const message = problem.kind === 'unsupported' && check.rule !== 'data.source' ? unsupportedMessage(check) : result.message;
		return { ...result, message, trouble: problem.kind, ...(sql === undefined ? {} : { sql }), durationMs };
	}
	const good = measured.fits !== false && isKept(check, measured);
	const { failingRows, totalRows, samples, histogram, sql, durationMs } = measured;
	// Of a column whose type is right, the cells that are not are what was seen.
	const cells = check.measure.kind === 'type' && measured.fits !== false && (failingRows ?? 0) > 0;
	const observed = cells ? (failingRows ?? 0) : measured.observed;
	return {
		...base(check, context),
		outcome: good ? 'passed' : check.severity === 'error' ? 'failed' : 'warned',
		message: verdictMessage(check, measured, good),
		observed,
		...(typeof observed === 'number' && check.unit !== 'columns' ? { unit: check.unit } : {}),
		...(failingRows === undefined ? {} : { failingRows }),
		...(totalRows === undefined ? {} : { totalRows }),
		...(samples === undefined || samples.length === 0 ? {} : { samples }),
		...(histogram === undefined ? {} : { histogram }),
		...(sql === undefined ? {} : { sql }),
		durationMs,
	};
}

/** A result without a figure: nothing was executed, for the reason given. */
export function notChecked(
	check: Check,
	outcome: Extract<Outcome, 'notEnforced' | 'errored'>,
	reason: string,
	context: JudgeContext,
): CheckResult {
	return { ...base(check, context), outcome, message: notCheckedMessage(check, outcome, reason), reason, durationMs: 0 };
}

function base(check: Check, { file, lines, engine }: JudgeContext) {
	return {
		id: check.id,
		contract: file,
		...(check.object === undefined ? {} : { object: check.object }),
		...(check.property === undefined ? {} : { property: check.property }),
		rule: check.rule,
		family: check.family,
		severity: check.severity,
		...(check.dimension === undefined ? {} : { dimension: check.dimension }),
		...(check.tags.length === 0 ? {} : { tags: check.tags }),
		expected: check.expected,
		location: { file, range: lines.rangeAt(check.range) },
		engine,
	};
}

/** A type is kept where no cell breaks it; what it is compared with is a number of rows, whatever was observed. */
function isKept(check: Check, measured: Extract<Measured, { readonly kind: 'measured' }>): boolean {
	if (check.measure.kind === 'type' || check.unit === 'columns') return (measured.failingRows ?? Number(measured.observed)) === 0;
	return holds(check.bound, measured.observed);
}

function notRunReason(reason: string): string {
	return reason.startsWith('not run') ? reason : `not run: ${reason}`;
}
