import type { Finding } from '../finding.ts';
import type { Node } from '../yaml/node.ts';
import { clip, finding } from './finding.ts';
import { nearest } from './nearest.ts';
import { entryOf, rangeWithin, stringOf } from './place.ts';
import { kindOfRule } from './qualityRule.ts';
import type { Rule } from './rule.ts';
import { checkSql, type SqlPlaceholder, sqlPlaceholders } from './sqlText.ts';
import { type QualityPlace, qualityOf } from './walk.ts';
import { replaceRange } from './write.ts';

const ofObject = ['object', 'table', 'schema', 'model'];
const ofProperty = ['property', 'column', 'field'];

/** Queries of `sql` rules, as far as a text can tell without a database. */
export const sqlRules: Rule = function* ({ contract, text }) {
	for (const place of qualityOf(contract)) {
		const node = entryOf(place.rule.node, 'query')?.value;
		const sql = stringOf(node);
		if (node === undefined || sql === undefined || kindOfRule(place.rule.node) !== 'sql') continue;
		const problem = checkSql(sql);
		if (problem !== undefined) {
			const range = rangeWithin(text, node, problem.start, problem.end);
			const exact = range !== node.range && problem.replacement !== undefined;
			const fixes = exact ? [replaceRange(range, problem.replacement ?? '', `Write ${problem.replacement}`)] : [];
			yield finding('contract.sql-syntax', `SQL does not parse: ${problem.message}`, range, { fixes });
		}
		for (const placeholder of sqlPlaceholders(sql)) yield* known(text, place, node, placeholder);
	}
};

function* known(source: string, place: QualityPlace, node: Node, placeholder: SqlPlaceholder): Iterable<Finding> {
	const { dollar, start, end } = placeholder;
	const name = placeholder.name.toLowerCase();
	const range = rangeWithin(source, node, start, end);
	const written = dollar ? `\${${placeholder.name}}` : `{${placeholder.name}}`;
	if (ofObject.includes(name)) return;
	if (ofProperty.includes(name)) {
		if (place.property !== undefined) return;
		yield finding(
			'contract.sql-placeholder',
			`${written} names no property here: this rule is on ${place.object.name?.value ?? 'an object'}`,
			range,
		);
		return;
	}
	const candidates = place.property === undefined ? ofObject : [...ofObject, ...ofProperty];
	const meant = nearest(name, candidates);
	// `${NAME}` is a variable of the environment, by its capitals.
	if (dollar && meant === undefined && /^[A-Z0-9_]+$/.test(placeholder.name)) return;
	const correct = meant === undefined ? undefined : dollar ? `\${${meant}}` : `{${meant}}`;
	const hint =
		correct === undefined ? `; write {object}${place.property === undefined ? '' : ' or {property}'}` : `; did you mean ${correct}?`;
	const fixes = correct === undefined || range === node.range ? [] : [replaceRange(range, correct, `Write ${correct}`)];
	yield finding('contract.sql-placeholder', `Nothing stands for ${clip(written)}${hint}`, range, { fixes });
}
