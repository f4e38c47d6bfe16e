import { operatorKeys } from '../../spec/contract/qualityTypes.ts';
import type { KeyShape, Shape } from '../../spec/contract/shape.ts';
import { shapes } from '../../spec/contract/shapes.ts';
import { isBefore, type OdcsVersion } from '../../spec/contract/versions.ts';
import { argumentKeys, isRequired } from './fitting.ts';
import { isKnown, type Layout } from './place.ts';
import { pick, type Snippet, stop } from './snippet.ts';

export interface KeyContext {
	readonly version: OdcsVersion;
	readonly layout: Layout;
	/** In braces everything goes on one line. */
	readonly flow: boolean;
	/** Metric of the rule that the key stands in. */
	readonly metric?: string | undefined;
	/** Whether the rule stands at a property. */
	readonly onProperty: boolean;
	/** The types that a rule with its keys may have. */
	readonly ruleTypes: readonly string[];
}

/** More words than these are better looked up than run through. */
const mostChoices = 12;

/** A key with what is likely to be typed behind it. */
export function keySnippet(object: string, key: string, shape: KeyShape, context: KeyContext): Snippet {
	const { flow, layout } = context;
	const own = ownText(object, key, context);
	if (own !== undefined) return `${key}:${own}`;
	return `${key}:${valueSnippet(shape.shape, context.version, layout, flow)}`;
}

/** Whether the editor should go on to offer values behind the key. */
export function asksOn(snippet: Snippet): boolean {
	return /: (?:\$1)?$/.test(snippet) || /- \$1$/.test(snippet);
}

function valueSnippet(shape: Shape, version: OdcsVersion, layout: Layout, flow: boolean): Snippet {
	switch (shape.kind) {
		case 'boolean':
			return ` ${pick(1, ['true', 'false'])}`;
		case 'choice': {
			const values = Object.keys(shape.values).filter((value) => !isBefore(version, shape.values[value]?.since ?? version));
			return values.length <= mostChoices ? ` ${pick(1, values)}` : ' ';
		}
		case 'object':
			if (flow) return ' { $1 }';
			return `\n${' '.repeat(layout.unit)}${requiredLines(shape, version) ?? '$1'}`.replaceAll(/\n(?! )/g, `\n${' '.repeat(layout.unit)}`);
		case 'list':
			return listSnippet(shape.item, shape.min, version, layout, flow);
		case 'union': {
			const [first] = shape.options.filter((option) => isKnown(option, version)).sort((a, b) => weight(a) - weight(b));
			return first === undefined ? ' ' : valueSnippet(first, version, layout, flow);
		}
		default:
			return ' ';
	}
}

/** A team is an object before it is a list, a reference is a text before it is a list. */
function weight(shape: Shape): number {
	return ['string', 'number', 'object', 'list'].indexOf(shape.kind);
}

function listSnippet(item: Shape, least: number | undefined, version: OdcsVersion, layout: Layout, flow: boolean): Snippet {
	if (item.kind === 'number') return least === 2 ? ` [${stop(1, '0')}, ${stop(2, '1')}]` : ' [$1]';
	if (item.kind !== 'object') return ' [$1]';
	if (flow) return ' [{ $1 }]';
	const lead = `\n${' '.repeat(layout.dash)}`;
	return `${lead}- ${(requiredLines(item, version) ?? '$1').replaceAll('\n', `${lead}  `)}`;
}

/** The keys that an object cannot do without, one a line; undefined where it can do without any. */
export function requiredLines(shape: Shape, version: OdcsVersion): Snippet | undefined {
	const keys = shape.kind === 'object' ? Object.entries(shapes.objects[shape.name]?.keys ?? {}) : [];
	const required = keys.filter(([, key]) => isRequired(key, version));
	if (required.length === 0) return undefined;
	return required.map(([key], index) => `${key}: $${index + 1}`).join('\n');
}

function ownText(object: string, key: string, { flow, layout, metric, onProperty, ruleTypes }: KeyContext): Snippet | undefined {
	if (operatorKeys.some((operator) => operator === key) && !/Between$/.test(key)) return ` ${stop(1, '0')}`;
	switch (`${object}.${key}`) {
		case 'contract.apiVersion':
			return ' ';
		case 'contract.kind':
			return ' DataContract';
		case 'contract.version':
			return ` ${stop(1, '1.0.0')}`;
		case 'contract.status':
			return ` ${pick(1, ['active', 'draft', 'proposed', 'deprecated', 'retired'])}`;
		case 'contract.description':
			return flow ? undefined : `\n${' '.repeat(layout.unit)}purpose: $1`;
		case 'quality rule.severity':
			return ` ${pick(1, ['error', 'warning', 'info'])}`;
		case 'quality rule.unit':
			return ` ${pick(1, ['percent', 'rows'])}`;
		case 'quality rule.query':
			return flow ? undefined : ` |\n${' '.repeat(layout.unit)}$1`;
		case 'quality rule.arguments': {
			const [name] = argumentKeys(metric, false);
			if (name === undefined) return undefined;
			return flow ? ` { ${name}: [$1] }` : `\n${' '.repeat(layout.unit)}${name}: [$1]`;
		}
		case 'quality rule.type':
			return ` ${pick(1, ruleTypes)}`;
		case 'quality rule.metric':
			return ` ${pick(1, onProperty ? propertyMetrics : objectMetrics)}`;
		case 'property.items':
		case 'element.items':
			return flow ? undefined : `\n${' '.repeat(layout.unit)}logicalType: $1`;
		case 'property.map':
		case 'element.map':
			return flow ? undefined : mapLines(layout.unit);
		default:
			return undefined;
	}
}

/** Metrics of the standard's library, by where their rule stands. */
export const propertyMetrics: readonly string[] = ['nullValues', 'missingValues', 'invalidValues', 'duplicateValues'];
export const objectMetrics: readonly string[] = ['rowCount', 'duplicateValues'];

function mapLines(unit: number): Snippet {
	const inner = ' '.repeat(unit);
	return `\n${inner}key:\n${inner}${inner}logicalType: $1\n${inner}value:\n${inner}${inner}logicalType: $2`;
}
