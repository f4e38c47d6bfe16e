import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { resultOfFinding } from '../../../server/src/report/findings.ts';
import type { Report } from '../../../server/src/report/report.ts';
import { LineIndex } from '../../../server/src/spec/lineIndex.ts';
import { errored, failing, hostile, hostileResult, notEnforced, passed, reportOf, result, textError, warned } from './fixture.ts';
import { render } from './render.ts';

// The schema is of draft 4, and uses nothing that a later draft reads differently but `id`.
const { $schema, id, ...schema } = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
// biome-ignore lint/suspicious/noExplicitAny: the package's types are those of a default export in CommonJS
(formats as any)(ajv);
const validate = ajv.compile(schema);

function sarif(report: Report, verbose = false) {
	const log = JSON.parse(render('sarif', report, { verbose }));
	expect(validate(log) ? [] : validate.errors).toEqual([]);
	return log.runs[0];
}

describe('sarif', () => {
	it.each([
		['every outcome', reportOf([failing, passed, warned, errored, notEnforced, textError])],
		['hostile text', reportOf([hostileResult])],
		['nothing', reportOf([])],
		['problems', reportOf([passed], { problems: [{ file: 'a b.yaml', message: hostile, mend: 'x' }, { message: 'no file' }] })],
	])('is valid by the official schema with %s', (_, report) => {
		sarif(report);
		sarif(report, true);
	});

	it('has only problems as results, because GitHub takes a pass for an alert; what is not enforced is a notification', () => {
		const run = sarif(reportOf([failing, passed, warned, errored, notEnforced]));
		expect(run.results.map(({ kind, level }: { kind: string; level: string }) => [kind, level])).toEqual([
			['fail', 'error'],
			['fail', 'warning'],
			['fail', 'error'],
		]);
		expect(run.invocations[0].toolExecutionNotifications).toMatchObject([{ level: 'note', associatedRule: { id: 'data.text' } }]);
		expect(run.properties.outcomes).toEqual({ passed: 1, failed: 1, warned: 1, errored: 1, notEnforced: 1 });
	});

	it('has every rule with verbose, by kind', () => {
		const run = sarif(reportOf([failing, passed, notEnforced]), true);
		expect(run.results.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['fail', 'notApplicable', 'pass']);
		expect(run.invocations[0].toolExecutionNotifications).toEqual([]);
	});

	it('counts lines and UTF-16 columns from one, whatever ends the lines', () => {
		for (const eol of ['\n', '\r\n', '\r']) {
			const text = ['id: a', 'é😀: here', 'z: 1'].join(eol);
			const start = text.indexOf('here');
			const finding = { code: 'contract.x', severity: 'error', message: 'm', range: { start, end: start + 4 } } as const;
			const run = sarif(reportOf([resultOfFinding(finding, 'a.yaml', new LineIndex(text))]));
			expect(run.columnKind).toBe('utf16CodeUnits');
			expect(run.results[0].locations[0].physicalLocation.region).toEqual({ startLine: 2, startColumn: 6, endLine: 2, endColumn: 10 });
		}
	});

	it('writes relative URIs, percent-encoded, and file URIs for absolute paths', () => {
		const uriOf = (contract: string) =>
			sarif(reportOf([{ ...failing, contract, location: { ...failing.location, file: contract } }])).results[0].locations[0]
				.physicalLocation.artifactLocation;
		expect(uriOf('my contracts/é#1?.yaml')).toMatchObject({ uri: 'my%20contracts/%C3%A9%231%3F.yaml', uriBaseId: 'SRCROOT' });
		expect(uriOf('a:b.yaml').uri).toBe('a%3Ab.yaml');
		expect(uriOf('/data/x.yaml')).toMatchObject({ uri: 'file:///data/x.yaml' });
		expect(uriOf('C:\\data\\x.yaml')).toMatchObject({ uri: 'file:///C:/data/x.yaml' });
	});

	it('fingerprints a rule by what it is, not by its line, and never twice the same', () => {
		const print = (over: object) => sarif(reportOf([{ ...failing, ...over }])).results[0].partialFingerprints['plumblineRule/v1'];
		expect(print({ location: result({ outcome: 'failed' }).location, message: 'other words' })).toBe(print({}));
		expect(print({ id: 'another' })).not.toBe(print({}));
		const twice = sarif(reportOf([textError, { ...textError, id: 't2' }])).results.map((each: { partialFingerprints: object }) =>
			JSON.stringify(each.partialFingerprints),
		);
		expect(new Set(twice).size).toBe(2);
	});

	it('points at the rows that fail, where their line is known', () => {
		expect(sarif(reportOf([failing])).results[0].relatedLocations[0].physicalLocation).toEqual({
			artifactLocation: { uri: 'file:///data/flights.csv' },
			region: { startLine: 1_204_332 },
		});
	});

	it('refers to each rule and file by an index that is right', () => {
		const run = sarif(reportOf([failing, warned, errored, textError, hostileResult]));
		for (const each of run.results) {
			expect(run.tool.driver.rules[each.ruleIndex].id).toBe(each.ruleId);
			const { index, uri } = each.locations[0].physicalLocation.artifactLocation;
			expect(run.artifacts[index].location.uri).toBe(uri);
		}
	});
});
