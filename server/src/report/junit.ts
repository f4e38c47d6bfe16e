import type { CheckResult } from '../spec/result.ts';
import { isOfText } from './findings.ts';
import { groupBy } from './groups.ts';
import { headline, subjectOf } from './outcome.ts';
import { place } from './place.ts';
import type { Report } from './report.ts';
import { sampleTable } from './samples.ts';
import { fails, summarise } from './summary.ts';
import { visible } from './visible.ts';

/**
 * JUnit XML as CI servers read it: a suite for each contract, a case for each rule. What fails the command is a
 * failure or an error; a warning that does not is a case that passes with words; not enforced is skipped.
 */
export function renderJunit(report: Report): string {
	const byContract = groupBy(report.results, (result) => result.contract, report.sources.keys());
	const suites = [...byContract].map(([file, results]) => suite(file, results, report));
	if (report.problems.length > 0) {
		suites.push(problemSuite(report));
	}
	const total = suites.reduce((sum, each) => add(sum, each.tally), nothing);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites name="${attribute(`plumbline ${report.command}: ${summarise(report).sentence}`)}"${counts(total)} time="${seconds(report.durationMs)}" timestamp="${attribute(report.startedIso)}">`,
		...suites.map((each) => each.xml),
		'</testsuites>\n',
	].join('\n');
}

interface Tally {
	readonly tests: number;
	readonly failures: number;
	readonly errors: number;
	readonly skipped: number;
}

const nothing: Tally = { tests: 0, failures: 0, errors: 0, skipped: 0 };

function suite(file: string, results: readonly CheckResult[], report: Report): { xml: string; tally: Tally } {
	const cases = results.map((result) => testCase(result, report));
	if (!results.some(isOfText)) {
		cases.unshift({
			xml: `    <testcase name="YAML" classname="${attribute(file)}" file="${attribute(file)}" line="1" time="0"/>`,
			tally: { ...nothing, tests: 1 },
		});
	}
	const tally = cases.reduce((sum, each) => add(sum, each.tally), nothing);
	const time = seconds(results.reduce((sum, result) => sum + result.durationMs, 0));
	const open = `  <testsuite name="${attribute(file)}"${counts(tally)} time="${time}" timestamp="${attribute(report.startedIso)}">`;
	return { xml: [open, ...cases.map((each) => each.xml), '  </testsuite>'].join('\n'), tally };
}

function problemSuite(report: Report): { xml: string; tally: Tally } {
	const tally = { ...nothing, tests: report.problems.length, errors: report.problems.length };
	const cases = report.problems.map(({ file, message, mend }) => {
		const body = `      <error message="${attribute(message)}" type="plumbline">${content([message, mend ?? ''].join('\n').trim())}</error>`;
		return `    <testcase name="${attribute(file ?? 'plumbline')}" classname="plumbline" time="0">\n${body}\n    </testcase>`;
	});
	return { xml: [`  <testsuite name="plumbline"${counts(tally)} time="0">`, ...cases, '  </testsuite>'].join('\n'), tally };
}

function testCase(result: CheckResult, report: Report): { xml: string; tally: Tally } {
	const body = bodyOf(result, report);
	const name = isOfText(result)
		? `${result.rule} at ${result.location.range.start.line + 1}:${result.location.range.start.character + 1}`
		: `${result.id} (${result.rule})`;
	const className = [result.contract, subjectOf(result)].filter(Boolean).join(' · ');
	const open = `    <testcase name="${attribute(name)}" classname="${attribute(className)}" file="${attribute(result.location.file)}" line="${result.location.range.start.line + 1}" time="${seconds(result.durationMs)}"`;
	return {
		xml: body.xml === '' ? `${open}/>` : `${open}>\n      ${body.xml}\n    </testcase>`,
		tally: { ...nothing, tests: 1, ...body.tally },
	};
}

function bodyOf(result: CheckResult, report: Report): { xml: string; tally: Partial<Tally> } {
	if (result.outcome === 'passed') {
		return { xml: '', tally: {} };
	}
	const message = attribute(result.message);
	const type = attribute(result.rule);
	if (result.outcome === 'errored') {
		return { xml: `<error message="${message}" type="${type}">${content(details(result))}</error>`, tally: { errors: 1 } };
	}
	if (fails(result, report)) {
		return { xml: `<failure message="${message}" type="${type}">${content(details(result))}</failure>`, tally: { failures: 1 } };
	}
	if (result.outcome === 'notEnforced') {
		return { xml: `<skipped message="${attribute(`not enforced: ${result.reason ?? result.message}`)}"/>`, tally: { skipped: 1 } };
	}
	return { xml: `<system-out>${content(`${result.outcome}: ${details(result)}`)}</system-out>`, tally: {} };
}

function details(result: CheckResult): string {
	const table = sampleTable(result);
	const rows = (table?.rows ?? []).map(({ place, cells }) => {
		const named = cells.map((cell, index) => `${cell.violating ? '▸ ' : ''}${table?.columns[index]}: ${cell.text}`);
		return [place === '' ? '' : `${table?.placeTitle} ${place}`, ...named].filter(Boolean).join(' | ');
	});
	const { message, reason = '' } = headline(result);
	const expected = result.expected === undefined ? '' : `expected: ${result.expected}`;
	return [message, reason, expected, place(result), ...rows].filter(Boolean).join('\n');
}

function add(a: Tally, b: Tally): Tally {
	return { tests: a.tests + b.tests, failures: a.failures + b.failures, errors: a.errors + b.errors, skipped: a.skipped + b.skipped };
}

function counts({ tests, failures, errors, skipped }: Tally): string {
	return ` tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function seconds(ms: number): string {
	return (ms / 1000).toFixed(3);
}

/** XML 1.0 has no way to write most control characters: `visible` shows them as escapes. */
function content(text: string): string {
	return text.split('\n').map(escaped).join('\n');
}

function attribute(text: string): string {
	return escaped(text).replaceAll('"', '&quot;');
}

function escaped(text: string): string {
	return visible(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}
