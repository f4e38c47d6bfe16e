import { describe, expect, it } from 'vitest';
import { errored, failing, hostileResult, notEnforced, passed, reportOf, warned } from './fixture.ts';
import { render } from './render.ts';

describe('junit', () => {
	it('counts as it lists: failures, errors, skipped, and warnings that pass', () => {
		const xml = render('junit', reportOf([failing, passed, warned, errored, notEnforced]));
		expect(xml).toContain('tests="6" failures="1" errors="1" skipped="1"');
		expect(xml.match(/<testcase /g)).toHaveLength(6);
		expect(xml.match(/<failure /g)).toHaveLength(1);
		expect(xml.match(/<error /g)).toHaveLength(1);
		expect(xml.match(/<skipped /g)).toHaveLength(1);
		expect(xml).toContain('<system-out>warned: origin: 3 rows outside');
		expect(xml).toContain('file="flights.odcs.yaml" line="21"');
	});

	it('fails what the command fails on', () => {
		expect(render('junit', reportOf([warned], { failOn: 'warning' }))).toContain('failures="1"');
		expect(render('junit', reportOf([failing], { failOn: 'never' }))).toContain('failures="0"');
		expect(render('junit', reportOf([notEnforced], { strict: true }))).toContain('failures="1"');
	});

	it('has a case for a contract without findings, and an error for a file that could not be read', () => {
		const xml = render('junit', reportOf([], { command: 'lint', problems: [{ file: 'x.yaml', message: 'could not be read.' }] }));
		expect(xml).toContain('<testcase name="YAML" classname="flights.odcs.yaml"');
		expect(xml).toContain('<error message="could not be read."');
	});

	it('is well-formed XML 1.0 with hostile text', () => {
		const xml = render('junit', reportOf([hostileResult]));
		// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot hold
		expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
		const markup = xml.replace(/<\?xml .*?\?>/, '').replace(/<\/?[a-z-]+(?: [a-z]+="[^"<]*")*\/?>/g, '');
		expect(markup).not.toMatch(/[<>]/);
		expect(markup).not.toMatch(/&(?!(?:amp|lt|gt|quot);)/);
	});
});
