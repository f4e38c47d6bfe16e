import { expect } from 'vitest';
import { readContract } from '../../../../server/src/spec/contract/read.ts';
import type { OdcsVersion } from '../../../../server/src/spec/contract/versions.ts';
import type { Finding, Fix } from '../../../../server/src/spec/finding.ts';
import { LineIndex } from '../../../../server/src/spec/lineIndex.ts';
import { semanticRules } from '../../../../server/src/spec/rules/index.ts';
import type { Environment } from '../../../../server/src/spec/rules/rule.ts';
import { parseYaml } from '../../../../server/src/spec/yaml/parse.ts';

export interface World {
	readonly files?: { readonly [path: string]: string };
	readonly environment?: Environment;
	readonly version?: OdcsVersion;
	readonly file?: string;
}

/** Findings of all semantic rules, as `severity code @line "text of the range" message`, with what must hold of every finding checked. */
export function findings(text: string, world: World = {}): string[] {
	const lines = new LineIndex(text);
	return lint(text, world).map((finding) => {
		const at = text.slice(finding.range.start, finding.range.end);
		expect(finding.message.length, finding.message).toBeLessThan(120);
		expect(finding.message).not.toMatch(/[\n\r]|undefined|\[object/);
		expect(at.length, `range of ${finding.code}: ${at}`).toBeGreaterThan(0);
		expect(lines.positionAt(finding.range.start).line, `range of ${finding.code} is one line`).toBe(
			lines.positionAt(finding.range.end).line,
		);
		for (const fix of finding.fixes ?? []) mends(text, finding, fix, world);
		const line = lines.positionAt(finding.range.start).line + 1;
		return `${finding.severity} ${finding.code} @${line} "${at}" ${finding.message}`;
	});
}

/** Codes and places only: `code @line "text of the range"`. What must hold of every finding is checked as well. */
export function places(text: string, world: World = {}): string[] {
	const lines = new LineIndex(text);
	expect(findings(text, world)).toBeDefined();
	return lint(text, world).map(
		({ code, range }) => `${code} @${lines.positionAt(range.start).line + 1} "${text.slice(range.start, range.end)}"`,
	);
}

/** The text with the n-th fix of the first finding (of a code) applied. */
export function fixed(text: string, code: string, { index = 0, ...world }: World & { readonly index?: number } = {}): string {
	const found = lint(text, world).find((finding) => finding.code === code);
	const fix = found?.fixes?.[index];
	expect(fix, `${code} has fix ${index}; there is ${found?.message}`).toBeDefined();
	return fix === undefined ? text : apply(text, fix);
}

/** A contract with one object `orders` of these properties; lines start at 10. */
export function withProperties(properties: string, rest = ''): string {
	const head = `apiVersion: v3.2.0
kind: DataContract
id: test
version: 1.0.0
status: active
schema:
  - name: orders
    logicalType: object
    properties:
`;
	return head + indent(properties, 6) + rest;
}

export function indent(text: string, by: number): string {
	return text.replace(/^(?=.)/gm, ' '.repeat(by)).replace(/\n?$/, '\n');
}

export function lint(text: string, { files = {}, environment, version = '3.2.0', file = 'orders.odcs.yaml' }: World = {}): Finding[] {
	const workspace = { read: (path: string) => files[path] };
	const found: Finding[] = [];
	for (const { root } of parseYaml(text).documents) {
		if (root === undefined) continue;
		const contract = readContract(root);
		const context = { text, root, contract, version, file, workspace, ...(environment === undefined ? {} : { environment }) };
		for (const rule of semanticRules) found.push(...rule(context));
	}
	return found;
}

export function apply(text: string, fix: Fix): string {
	const edits = [...fix.edits].sort((a, b) => b.range.start - a.range.start || b.range.end - a.range.end);
	let end = text.length;
	let result = text;
	for (const edit of edits) {
		expect(edit.range.end, `edits of "${fix.title}" overlap`).toBeLessThanOrEqual(end);
		result = result.slice(0, edit.range.start) + edit.newText + result.slice(edit.range.end);
		end = edit.range.start;
	}
	return result;
}

/** A fix leaves YAML that parses, and takes its own finding away. */
function mends(text: string, finding: Finding, fix: Fix, world: World): void {
	expect(fix.title, finding.code).toMatch(/^[A-Z]/);
	expect(fix.edits.length, fix.title).toBeGreaterThan(0);
	const after = apply(text, fix);
	expect(after, fix.title).not.toBe(text);
	expect(parseYaml(after).problems, `${fix.title}:\n${after}`).toEqual([]);
	const count = (found: readonly Finding[]) =>
		found.filter((other) => other.code === finding.code && other.message === finding.message).length;
	expect(count(lint(after, world)), `"${fix.title}" takes "${finding.message}" away:\n${after}`).toBeLessThan(count(lint(text, world)));
}
