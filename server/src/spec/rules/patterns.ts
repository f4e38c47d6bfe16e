import type { Node } from '../yaml/node.ts';
import { finding } from './finding.ts';
import { checkPattern } from './patternText.ts';
import { entryOf, rangeWithin, textOf } from './place.ts';
import { argumentsOf, metricOf } from './qualityRule.ts';
import type { Rule, RuleContext } from './rule.ts';
import { propertiesOf, qualityOf } from './walk.ts';
import { replaceValue } from './write.ts';

/** Patterns compile, and are of the dialect that the standard names (ECMA-262). */
export const patterns: Rule = function* (context) {
	for (const { property } of propertiesOf(context.contract)) {
		const options = property.logicalTypeOptions?.node;
		if (options !== undefined) yield* judge(context, entryOf(options, 'pattern')?.value);
	}
	for (const { rule } of qualityOf(context.contract)) {
		if (metricOf(rule.node)?.name !== 'invalidValues') continue;
		yield* judge(context, argumentsOf(rule.node)?.get('pattern')?.value);
	}
};

function* judge({ text }: RuleContext, node: Node | undefined) {
	const pattern = textOf(node);
	if (node === undefined || pattern === undefined || pattern.includes('${')) return;
	const problem = checkPattern(pattern);
	if (problem === undefined) return;
	const range = rangeWithin(text, node, problem.start, problem.end);
	const { corrected } = problem;
	const fixes = corrected === undefined ? [] : replaceValue(node, corrected, `Write ${corrected.slice(0, 60)}`);
	yield finding(problem.kind === 'syntax' ? 'contract.pattern-syntax' : 'contract.pattern-dialect', problem.message, range, { fixes });
}
