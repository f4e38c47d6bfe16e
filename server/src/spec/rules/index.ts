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

/** Of a contract's objects each by itself, and of its other parts: what one object says never hangs on another object. */
const ofObjects: readonly Rule[] = [
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
];
const ofWholes: readonly Rule[] = [duplicates, relationships, serviceLevels, variables];

/** What the standard says and no shape can: one rule a family, each a pure function of the contract. */
export const rulesOfObjects: readonly Rule[] = ofObjects.map(onOneLine);
export const rulesOfWholes: readonly Rule[] = ofWholes.map(onOneLine);
export const semanticRules: readonly Rule[] = [...rulesOfWholes, ...rulesOfObjects];

/** A value of several lines is told by its first: a finding never marks a whole block. */
function onOneLine(rule: Rule): Rule {
	return function* (context) {
		for (const finding of rule(context)) {
			const range = firstLine(context.text, finding.range);
			yield range === finding.range ? finding : { ...finding, range };
		}
	};
}
