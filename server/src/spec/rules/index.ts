import { bounds } from './bounds.ts';
import { dates } from './dates.ts';
import { duplicates } from './duplicates.ts';
import { keys } from './keys.ts';
import { metrics } from './metrics.ts';
import { nestedRequired } from './nestedRequired.ts';
import { patterns } from './patterns.ts';
import { physicalTypes } from './physicalTypes.ts';
import { plumblineRules } from './plumblineRules.ts';
import { qualityWords } from './qualityWords.ts';
import { relationships } from './relationships.ts';
import type { Rule } from './rule.ts';
import { serviceLevels } from './serviceLevels.ts';
import { sqlRules } from './sqlRules.ts';
import { thresholds } from './thresholds.ts';
import { values } from './values.ts';
import { variables } from './variables.ts';

/** What the standard says and no shape can: one rule a family, each a pure function of the contract. */
export const semanticRules: readonly Rule[] = [
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
