import { count } from '../../report/words.ts';
import type { QualityRule } from '../../spec/contract/model.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { argumentsOf, kindOfRule, metricOf, numberOf, type OperatorUse, operatorsIn } from '../../spec/rules/qualityRule.ts';
import type { Node } from '../../spec/yaml/node.ts';
import { code, listingWithin } from './markdown.ts';

/** Of whom a rule speaks. */
export interface RuleSubject {
	readonly object: string;
	/** Absent for a rule of the object. */
	readonly property?: string;
}

/**
 * What a rule asserts, in plain words: `At most 5 % of rows may have a value other than A and B in amount.`
 * Undefined for a rule that is not complete yet.
 */
export function ruleReading(rule: QualityRule, subject: RuleSubject): string | undefined {
	const { node } = rule;
	const kind = kindOfRule(node);
	if (kind === 'text') return 'In words, for people; nothing is executed.';
	if (kind === 'custom') return customReading(node, subject);
	const [operator] = operatorsIn(node);
	if (operator === undefined) return undefined;
	if (kind === 'sql') return sentence(`The number that the query returns must ${comparison(operator)}`);
	const metric = metricOf(node);
	if (metric === undefined) return undefined;
	if (metric.name === 'rowCount') return sentence(`${code(subject.object)} must have ${quantity(operator, 'rows')}`);
	const violation = violationOf(metric.name, node, subject);
	if (violation === undefined) return undefined;
	const unit = textOf(entryOf(node, 'unit')?.value)?.toLowerCase() === 'percent' ? '% of rows' : 'rows';
	const note = metric.name === 'invalidValues' ? ' A null breaks nothing here.' : '';
	return `${sentence(`${capital(quantity(operator, unit))} ${modal(operator)} ${violation}`)}${note}`;
}

/** Metrics of our own engine: `The mean of amount must lie between 1 and 2, both included.` */
function customReading(rule: Node, { object, property }: RuleSubject): string | undefined {
	const engine = textOf(entryOf(rule, 'engine')?.value);
	if (engine === undefined) return undefined;
	if (engine !== 'plumbline') return `A rule for ${code(engine)}, in its own language; Plumbline does not run it.`;
	const implementation = entryOf(rule, 'implementation')?.value;
	const metric = implementation && textOf(entryOf(implementation, 'metric')?.value);
	const [operator] = operatorsIn(implementation);
	if (metric === undefined || operator === undefined) return undefined;
	const name = metric.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
	return sentence(`The ${code(name)} of ${code(property ?? object)} must ${comparison(operator)}`);
}

function violationOf(metric: string, rule: Node, { property, object }: RuleSubject): string | undefined {
	const given = argumentsOf(rule);
	const column = code(property ?? object, 40);
	switch (metric) {
		case 'nullValues':
			return `have a null in ${column}`;
		case 'missingValues':
			return `have null${valuesIn(given?.get('missingValues')?.value, ' or ', 'or')} in ${column}`;
		case 'invalidValues': {
			const pattern = textOf(given?.get('pattern')?.value);
			const valid = valuesIn(given?.get('validValues')?.value, '', 'and');
			const parts = [
				...(valid === '' ? [] : [`a value other than ${valid} in ${column}`]),
				...(pattern === undefined ? [] : [`${valid === '' ? `a value in ${column}` : 'one'} that does not match ${code(pattern, 50)}`]),
			];
			return parts.length === 0 ? undefined : `have ${parts.join(', or ')}`;
		}
		case 'duplicateValues': {
			const listed = valuesIn(given?.get('properties')?.value, '', 'and');
			if (listed !== '') return `have the same ${listed} as another row`;
			return property === undefined ? undefined : `have the same ${column} as another row`;
		}
		default:
			return undefined;
	}
}

function valuesIn(list: Node | undefined, lead: string, conjunction: string): string {
	const items = list?.kind === 'seq' ? list.items : list?.kind === 'scalar' && list.style !== 'absent' ? [list] : [];
	const values = items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [code(item.text, 24)] : []));
	return values.length === 0 ? '' : lead + listingWithin(values, 60, 5, conjunction);
}

/** How many may or must. */
function quantity({ name, value }: OperatorUse, unit: 'rows' | '% of rows'): string {
	const [low, high] = value.kind === 'seq' ? value.items.map(figure) : [figure(value), ''];
	const of = unit === 'rows' && low === '1' ? 'row' : unit;
	switch (name) {
		case 'mustBe':
			return low === '0' ? 'no row' : `exactly ${low} ${of}`;
		case 'mustNotBe':
			return `any number of rows but ${low}${unit === 'rows' ? '' : ' %'}`;
		case 'mustBeGreaterThan':
			return `more than ${low} ${of}`;
		case 'mustBeGreaterOrEqualTo':
			return `at least ${low} ${of}`;
		case 'mustBeLessThan':
			return `fewer than ${low} ${of}`;
		case 'mustBeLessOrEqualTo':
			return `at most ${low} ${of}`;
		case 'mustBeBetween':
			return `${low} to ${high} ${unit} (both included)`;
		case 'mustNotBeBetween':
			return `fewer than ${low} or more than ${high} ${unit}`;
	}
}

/** An upper limit allows, all others demand. */
function modal({ name, value }: OperatorUse): 'may' | 'must' {
	const isNone = name === 'mustBe' && numberOf(value) === 0;
	return isNone || name === 'mustBeLessThan' || name === 'mustBeLessOrEqualTo' || name === 'mustNotBe' ? 'may' : 'must';
}

function comparison({ name, value }: OperatorUse): string {
	const [low, high] = value.kind === 'seq' ? value.items.map(figure) : [figure(value), ''];
	switch (name) {
		case 'mustBe':
			return `be ${low}`;
		case 'mustNotBe':
			return `not be ${low}`;
		case 'mustBeGreaterThan':
			return `be greater than ${low}`;
		case 'mustBeGreaterOrEqualTo':
			return `be ${low} or greater`;
		case 'mustBeLessThan':
			return `be less than ${low}`;
		case 'mustBeLessOrEqualTo':
			return `be ${low} or less`;
		case 'mustBeBetween':
			return `lie between ${low} and ${high}, both included`;
		case 'mustNotBeBetween':
			return `not lie between ${low} and ${high}, both included`;
	}
}

function figure(node: Node): string {
	const number = numberOf(node);
	return number === undefined ? code(textOf(node) ?? '…', 24) : count(number);
}

function sentence(text: string): string {
	return `${text}.`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
