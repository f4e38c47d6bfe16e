import { isBefore, type OdcsVersion } from '../../spec/contract/versions.ts';
import type { LintedContract } from '../../spec/lint.ts';
import type { Range } from '../../spec/range.ts';
import { entryOf } from '../../spec/rules/place.ts';
import { propertiesOf, qualityOf } from '../../spec/rules/walk.ts';
import type { Node } from '../../spec/yaml/node.ts';
import { keyShapeOf, objectShapeOf, rootStep, type Step, stepTo } from '../cursor.ts';
import { mentionsOf } from '../names/mentions.ts';
import { rangeOfMention } from '../names/writeName.ts';
import type { Parsed } from '../parsed.ts';
import { insideOf, queryIn } from '../queryText.ts';
import type { LanguageWorkspace } from '../workspace.ts';
import type { TokenModifier, TokenType } from './legend.ts';
import { sqlTokens } from './sqlTokens.ts';

/** A word on one line. */
export interface Token extends Range {
	readonly type: TokenType;
	readonly modifier?: TokenModifier;
}

/** The words of a document that mean something, in the order of the text, without overlap. */
export function collectTokens({ uri, linted }: Parsed, workspace: LanguageWorkspace): Token[] {
	const tokens: Token[] = [];
	const { text } = linted;
	for (const contract of linted.contracts) {
		addKeys(contract, tokens);
		for (const node of queries(contract)) addSql(text, node, tokens);
		for (const node of patterns(contract)) for (const line of linesOf(text, insideOf(text, node))) tokens.push({ ...line, type: 'regexp' });
	}
	for (const mention of mentionsOf(uri, linted, workspace).things) {
		if (mention.isDeclaration) continue;
		const range = rangeOfMention(text, mention);
		if (!/[\r\n]/.test(text.slice(range.start, range.end))) tokens.push({ ...range, type: 'reference' });
	}
	let end = -1;
	return tokens
		.sort((a, b) => a.start - b.start)
		.filter((token) => {
			// What an alias stands for is met more than once.
			const isFree = token.start >= end && token.end > token.start;
			if (isFree) end = token.end;
			return isFree;
		});
}

function addKeys({ root, version }: LintedContract, tokens: Token[]): void {
	const open: Step[] = [rootStep(root)];
	for (let step = open.pop(); step !== undefined; step = open.pop()) {
		const { node } = step;
		if (node.alias !== undefined || step.shape === undefined) continue;
		if (node.kind === 'seq') for (const [index, item] of node.items.entries()) open.push(stepTo(step, index, item));
		if (node.kind !== 'map') continue;
		const shape = objectShapeOf(step);
		for (const { key, keyRange, value, merged } of node.entries) {
			if (merged === true) continue;
			const known = keyShapeOf(step, key);
			if (known !== undefined) {
				const isOld = known.deprecated !== undefined && !isBefore(version satisfies OdcsVersion, known.deprecated.since);
				tokens.push({ ...keyRange, type: 'property', ...(isOld ? { modifier: 'deprecated' as const } : {}) });
			} else if (shape?.open === false) tokens.push({ ...keyRange, type: 'unknownKey' });
			if (value.kind !== 'scalar') open.push(stepTo(step, key, value));
		}
	}
}

function* queries({ contract }: LintedContract): Iterable<Node> {
	for (const { rule } of qualityOf(contract)) if (rule.query !== undefined) yield rule.query.node;
}

function* patterns({ contract }: LintedContract): Iterable<Node> {
	for (const { property } of propertiesOf(contract)) {
		const node = property.logicalTypeOptions?.pattern?.node;
		if (node !== undefined) yield node;
	}
	for (const { rule } of qualityOf(contract)) {
		const node = rule.arguments === undefined ? undefined : entryOf(rule.arguments.node, 'pattern')?.value;
		if (node !== undefined) yield node;
	}
}

function addSql(text: string, node: Node, tokens: Token[]): void {
	const inside = queryIn(text, node);
	if (inside === undefined) return;
	for (const { type, start, end } of sqlTokens(text.slice(inside.start, inside.end))) {
		const word = { start: inside.start + start, end: inside.start + end };
		for (const line of linesOf(text, word)) tokens.push({ ...line, type });
	}
}

/** The parts of a range on each of its lines, without blanks around them. */
function* linesOf(text: string, { start, end }: Range): Iterable<Range> {
	for (const match of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
		const words = match[0].trim();
		const at = start + match.index + match[0].indexOf(words);
		if (words !== '') yield { start: at, end: at + words.length };
	}
}
