import type { Expression } from '../../engine/expression.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { argumentsOf } from '../../spec/rules/qualityRule.ts';
import { clip, listed } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { DataCode } from '../codes.ts';
import { translatePattern } from '../pattern/translate.ts';
import { errored, notEnforced, type PropertySubject, rangeOf, type Subject } from './draft.ts';
import { listedNodes, listedValues } from './enumeration.ts';
import { categoryOf } from './literal.ts';
import { comparisonOf } from './operator.ts';
import { and, call, misfit, not, or, type Place, singleValue, textValue } from './place.ts';
import { type RuleDraft, unreadable } from './ruleDraft.ts';
import { columnName } from './scope.ts';

/** A metric of the standard's library over rows, in rows or percent. */
export async function libraryRule(subject: Subject, rule: Node): Promise<RuleDraft> {
	const named = entryOf(rule, 'metric') ?? entryOf(rule, 'rule');
	const written = textOf(named?.value);
	if (named === undefined || written === undefined) return unreadable('data.quality', 'library rule', 'it names no metric');
	const metric = METRICS.get(written.toLowerCase());
	if (!metric) return unreadable('data.quality', `metric ${clip(written, 30)}`, `"${clip(written, 30)}" is no metric of the library`);
	const { code, name } = metric;
	const unit = unitOf(rule);
	if (unit === undefined)
		return {
			rule: code,
			expected: name,
			measure: notEnforced(`unit "${textOf(entryOf(rule, 'unit')?.value)}" is neither rows nor percent`),
		};
	if (name === 'rowCount' && unit === 'percent')
		return { rule: code, expected: name, measure: errored('rowCount counts rows; it has no percent') };
	const comparison = comparisonOf(rule, unit);
	if ('reason' in comparison) return unreadable(code, name, comparison.reason);
	const measured = await measureOf(subject, rule, name);
	return {
		rule: code,
		range: rangeOf(rule, named.key),
		expected: `${name} ${comparison.words}`,
		bound: comparison.bound,
		unit,
		dimension: metric.dimension,
		...measured,
	};
}

type MetricName = 'nullValues' | 'missingValues' | 'invalidValues' | 'duplicateValues' | 'rowCount';

interface Metric {
	readonly name: MetricName;
	readonly code: DataCode;
	readonly dimension: string;
}

const metric = (name: MetricName, code: DataCode, dimension: string): Metric => ({ name, code, dimension });
const nullValues = metric('nullValues', 'data.null-values', 'completeness');
const invalidValues = metric('invalidValues', 'data.invalid-values', 'conformity');
const duplicateValues = metric('duplicateValues', 'data.duplicate-values', 'uniqueness');
const rowCount = metric('rowCount', 'data.row-count', 'completeness');

/** Today's names, and those that 3.0 documents used under `rule`. */
const METRICS: ReadonlyMap<string, Metric> = new Map([
	['nullvalues', nullValues],
	['nullcheck', nullValues],
	['nullcount', nullValues],
	['missingvalues', metric('missingValues', 'data.missing-values', 'completeness')],
	['invalidvalues', invalidValues],
	['validvalues', invalidValues],
	['duplicatevalues', duplicateValues],
	['duplicatecount', duplicateValues],
	['uniquecheck', duplicateValues],
	['unique', duplicateValues],
	['rowcount', rowCount],
	['countcheck', rowCount],
]);

/** `rows`, which is the default, or `percent`; other words are not ours to guess. */
export function unitOf(rule: Node): 'rows' | 'percent' | undefined {
	const word = textOf(entryOf(rule, 'unit')?.value)?.toLowerCase();
	if (word === undefined || ['rows', 'row', 'count', 'number'].includes(word)) return 'rows';
	return ['percent', '%', 'percentage', 'pct'].includes(word) ? 'percent' : undefined;
}

type Measured = Pick<RuleDraft, 'measure' | 'violation' | 'needs'>;

async function measureOf(subject: Subject, rule: Node, name: MetricName): Promise<Measured> {
	const relation = subject.scope.name;
	if (name === 'rowCount') return { measure: { kind: 'rowCount', relation }, needs: [] };
	if (name === 'duplicateValues') return duplicates(subject, rule);
	if (!subject.property || !subject.place)
		return { measure: errored(`${name} looks at one property; move it to the quality of a property`) };
	const property: PropertySubject = { ...subject, property: subject.property, place: subject.place };
	const value = singleValue(property.place);
	if (!value) return { measure: notEnforced('the metric counts rows, and one row holds many of these') };
	const where = await violation(property, rule, name, value);
	if ('measure' in where) return where;
	return {
		measure: { kind: 'violations', relation, where: where.expression, violating: [property.place.column] },
		violation: where.words,
	};
}

async function violation(
	subject: PropertySubject,
	rule: Node,
	name: 'nullValues' | 'missingValues' | 'invalidValues',
	value: Expression,
): Promise<{ readonly expression: Expression; readonly words: string } | Measured> {
	if (name === 'nullValues') return { expression: { kind: 'isNull', of: value }, words: 'null' };
	const given = argumentsOf(rule);
	const list = (key: string) => {
		const node = given?.get(key)?.value;
		return node?.kind === 'seq' ? node.items : node?.kind === 'scalar' && node.style !== 'absent' ? [node] : undefined;
	};
	if (name === 'missingValues') {
		const listedAsMissing = list('missingValues') ?? [];
		const words = listedAsMissing.length === 0 ? 'null' : `null or ${listedNodes(listedAsMissing.filter(isNoNull), 'or')}`;
		const missing: Expression[] = [{ kind: 'isNull', of: value }];
		if (listedAsMissing.some(isNoNull)) {
			const { byValue, byText } = among(subject, value, listedAsMissing);
			missing.push(byValue, ...(byText ? [byText] : []));
		}
		return { expression: or(...missing), words };
	}
	return invalid(subject, value, list('validValues'), textOf(given?.get('pattern')?.value));
}

function isNoNull(node: Node): boolean {
	return node.kind !== 'scalar' || node.value !== null;
}

/**
 * Where a value is one of those listed: as a value of its type, or (in text files, where `N/A` may stand in a column of
 * numbers) as the text in the file.
 */
function among(
	subject: PropertySubject,
	value: Expression,
	nodes: readonly Node[],
): { readonly byValue: Expression; readonly byText?: Expression } {
	const category = categoryOf(subject.property.logicalType?.value);
	const literals = listedValues(subject, nodes, category).filter((literal) => literal.type !== 'null');
	const byValue: Expression = { kind: 'in', of: category === 'other' ? call('castText', value) : value, values: literals };
	const text = textValue(subject.place);
	const words = nodes.flatMap((node) => (node.kind === 'scalar' && node.value !== null ? [node.text] : []));
	if (category === 'text' || subject.scope.stored !== 'text' || !text || words.length === 0) return { byValue };
	return { byValue, byText: { kind: 'in', of: text, values: words.map((word) => ({ type: 'text', value: word })) } };
}

/** A value that is none of the valid ones, or does not match; in text files also one that is not of its type. */
async function invalid(
	subject: PropertySubject,
	value: Expression,
	validValues: readonly Node[] | undefined,
	pattern: string | undefined,
): Promise<{ readonly expression: Expression; readonly words: string } | Measured> {
	if (validValues === undefined && pattern === undefined) {
		return { measure: errored('invalidValues needs arguments.validValues or arguments.pattern') };
	}
	const broken: Expression[] = [];
	const words: string[] = [];
	if (validValues !== undefined) {
		const { byValue, byText } = among(subject, value, validValues);
		broken.push(byText ? and(not(byValue), not(byText)) : not(byValue));
		if (subject.scope.stored === 'text') broken.push(byText ? and(misfit(subject.place), not(byText)) : misfit(subject.place));
		words.push(`not one of ${listedNodes(validValues)}`);
	}
	if (pattern !== undefined) {
		const translated = await translatePattern(pattern);
		if (!translated.ok) {
			const reason = `arguments.pattern ${translated.kind === 'invalid' ? 'does not compile' : 'cannot be run'}: ${translated.reason}`;
			return { measure: translated.kind === 'invalid' ? errored(reason) : notEnforced(reason) };
		}
		const text = categoryOf(subject.property.logicalType?.value) === 'text' ? value : call('castText', value);
		broken.push(not({ kind: 'matches', of: text, pattern: translated.re2 }));
		words.push('not matching the pattern');
	}
	return { expression: or(...broken), words: words.join(' or ') };
}

/** Rows whose value, or combination of values, stands more than once; rows with a null are left out. */
function duplicates(subject: Subject, rule: Node): Measured {
	const relation = subject.scope.name;
	const node = argumentsOf(rule)?.get('properties')?.value;
	const names =
		node?.kind === 'seq' ? node.items.flatMap((item) => textOf(item) ?? []) : textOf(node) !== undefined ? [textOf(node) ?? ''] : [];
	if (names.length === 0 && subject.place) {
		const key = singleValue(subject.place);
		if (!key) return { measure: notEnforced('the metric counts rows, and one row holds many of these') };
		return {
			measure: { kind: 'duplicates', relation, keys: [key], nulls: 'ignored' },
			violation: 'with a value that stands more than once',
		};
	}
	if (names.length === 0) return { measure: errored('duplicateValues of an object needs arguments.properties') };
	const places: Place[] = [];
	for (const name of names) {
		const property = (subject.scope.object.properties ?? []).find(
			(candidate) => candidate.name?.value === name || candidate.physicalName?.value === name,
		);
		if (!property) return { measure: errored(`no property "${clip(name, 30)}" in ${subject.scope.name}`) };
		places.push({ column: columnName(property), path: [] });
	}
	return {
		measure: { kind: 'duplicates', relation, keys: places.flatMap((place) => singleValue(place) ?? []), nulls: 'ignored' },
		violation: `whose ${listed(names)} stand more than once`,
		needs: places,
	};
}
