import { bounds } from './bounds.ts';
import { dates } from './dates.ts';
import { duplicates } from './duplicates.ts';
import { keys } from './keys.ts';
import { metrics } from './metrics.ts';
import { nestedRequired } from './nestedRequired.ts';
import { patterns } from './patterns.ts';
import { physicalTypes } from './physicalTypes.ts';
import { firstLine } from './place.ts';
import { plumblineRules } from './plumblineRules.ts';
import { qualityWords } from './qualityWords.ts';
import { relationships } from './relationships.ts';
import type { Rule } from './rule.ts';
import { serviceLevels } from './serviceLevels.ts';
import { sqlRules } from './sqlRules.ts';
import { thresholds } from './thresholds.ts';
import { values } from './values.ts';
import { variables } from './variables.ts';

const rules: readonly Rule[] = [
	duplicates,
	relationships,
	keys,
	physicalTypes,
	bounds,
	dates,
	patterns,
	nestedRequired,
	values,
	metrics,
	thresholds,
	qualityWords,
	sqlRules,
	plumblineRules,
	serviceLevels,
	variables,
];

/** What the standard says and no shape can: one rule a family, each a pure function of the contract. */
export const semanticRules: readonly Rule[] = rules.map(onOneLine);

/** A value of several lines is told by its first: a finding never marks a whole block. */
function onOneLine(rule: Rule): Rule {
	return function* (context) {
		for (const finding of rule(context)) {
			const range = firstLine(context.text, finding.range);
			yield range === finding.range ? finding : { ...finding, range };
		}
	};
}
