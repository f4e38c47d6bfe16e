import { expect } from 'vitest';
import type { Finding, Fix } from '../../../server/src/spec/finding.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { structureCodes, yamlCodes } from '../../../server/src/spec/structure/codes.ts';

/** A contract of the newest version with more keys. */
export const contract = (rest: string, version = 'v3.2.0') =>
	`apiVersion: ${version}\nkind: DataContract\nid: x\nversion: 1.0.0\n${version === 'v3.2.0' ? '' : 'status: active\n'}${rest}`;

/** A contract with one object that has one property with more keys, each on a line of its own. */
export const property = (keys: string, version?: string) =>
	contract(`schema:\n  - name: t\n    properties:\n      - name: p\n        ${keys.replaceAll('\n', '\n        ')}\n`, version);

/** A contract with one quality rule. */
export const rule = (keys: string, version?: string) =>
	contract(`schema:\n  - name: t\n    quality:\n      - ${keys.replaceAll('\n', '\n        ')}\n`, version);

/** A contract with one server. */
export const server = (keys: string, version?: string) => contract(`servers:\n  - ${keys.replaceAll('\n', '\n    ')}\n`, version);

/** Findings about the structure, without those of the semantic rules. */
export function structural(text: string): Finding[] {
	return lintText(text, { file: 'x.odcs.yaml', workspace: { read: () => undefined } }).findings.filter(
		({ code }) => Object.hasOwn(structureCodes, code) || Object.hasOwn(yamlCodes, code),
	);
}

/** As `severity code "text of the range" message`, with the shared prefix of the codes left out. */
export function findings(text: string): string[] {
	return structural(text).map(({ severity, code, range, message }) => {
		expect(message.length).toBeLessThan(120);
		return `${severity} ${code.replace('contract.', '')} ${JSON.stringify(text.slice(range.start, range.end))} ${message}`;
	});
}

/** The text after the first mend of the first finding that has one. Expects the finding to be gone, and nothing to be broken. */
export function mended(text: string, title?: string): string {
	const before = structural(text);
	const fixes = before.flatMap((finding) => finding.fixes ?? []);
	const fix = title === undefined ? fixes[0] : fixes.find((candidate) => candidate.title === title);
	expect(fix, title).toBeDefined();
	const result = fix === undefined ? text : applied(text, fix);
	const after = structural(result);
	expect(after.filter(({ code }) => code.startsWith('yaml.'))).toEqual([]);
	expect(after.length).toBeLessThan(before.length);
	return result;
}

function applied(text: string, { edits }: Fix): string {
	let result = text;
	for (const { range, newText } of [...edits].sort((a, b) => b.range.start - a.range.start))
		result = result.slice(0, range.start) + newText + result.slice(range.end);
	return result;
}
