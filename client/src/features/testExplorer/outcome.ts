import { Location, type TestItem, TestMessage, type TestRun, type Uri } from 'vscode';
import type { StoredResult } from '../../../../server/src/shared/messages.ts';
import type { MessageLines } from '../../messageLines.ts';
import { rangeOf } from './tree.ts';

type Result = StoredResult['result'];

export interface ReportOptions {
	/** Takes the lines that a message stands on; undefined: no messages, as where nobody asked for tests, and problems and lenses say the same. */
	readonly lines: MessageLines | undefined;
	/** Only what became of it. */
	readonly isBrief: boolean;
}

/** Tells a run what became of a rule. A warning is a violation too, and says that it is one of a lesser kind. */
export function report(run: TestRun, item: TestItem, uri: Uri, result: Result, { lines, isBrief }: ReportOptions): void {
	const { outcome } = result;
	if (!isBrief) run.appendOutput(outputLine(result), undefined, item);
	const durationMs = isBrief ? undefined : result.durationMs;
	if (outcome !== 'passed' && outcome !== 'notEnforced') lines?.add(uri, result.location.range.start.line);
	if (outcome === 'passed') run.passed(item, durationMs);
	else if (outcome === 'notEnforced') run.skipped(item);
	else if (outcome === 'errored') run.errored(item, lines ? problem(uri, result) : [], durationMs);
	else run.failed(item, lines ? violation(uri, result) : [], durationMs);
}

export function outputLine({ outcome, message, reason }: Result): string {
	return `${marks[outcome]} ${message}${reason === undefined ? '' : ` (${reason})`}\r\n`;
}

const marks: Readonly<Record<Result['outcome'], string>> = {
	passed: '✓',
	failed: '✗',
	warned: '▲',
	errored: '!',
	notEnforced: '○',
};

function violation(uri: Uri, result: Result): TestMessage {
	const words = [result.outcome === 'warned' ? `warning: ${result.message}` : result.message, ...rows(result)].join('\n');
	const message = TestMessage.diff(words, result.expected ?? '', observed(result));
	message.location = new Location(uri, rangeOf(result.location.range));
	return message;
}

function problem(uri: Uri, result: Result): TestMessage {
	const message = new TestMessage(result.reason === undefined ? result.message : `${result.message}\n${result.reason}`);
	message.location = new Location(uri, rangeOf(result.location.range));
	return message;
}

function observed({ observed, failingRows, totalRows }: Result): string {
	if (failingRows !== undefined && totalRows !== undefined) return `${count(failingRows)} of ${count(totalRows)} rows`;
	return text(observed);
}

/** The failing rows that came with the result, the cells that break the rule first. */
function rows({ samples = [] }: Result): string[] {
	return samples.map(({ cells, line, row, violating = [] }) => {
		const names = [...violating, ...Object.keys(cells).filter((name) => !violating.includes(name))];
		const place = line === undefined ? (row === undefined ? 'row' : `row ${count(row)}`) : `line ${count(line)}`;
		return `${place}: ${names.map((name) => `${name} ${text(cells[name])}`).join(' · ')}`;
	});
}

function text(value: unknown): string {
	if (typeof value === 'number') return count(value);
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function count(number: number): string {
	return number.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
