import type { Contract } from '../../spec/contract/model.ts';
import type { Check } from '../check.ts';
import { objectSubject, propertySubject, settle } from './draft.ts';
import { primaryKeyCheck } from './primaryKey.ts';
import { propertyChecks } from './property.ts';
import { qualityChecks } from './quality.ts';
import { relationshipChecks } from './relationships.ts';
import { columnName, type DeclareOptions, objectName, type Scope, scopeOf } from './scope.ts';
import { serviceLevelChecks } from './serviceLevels.ts';

export type { DeclareOptions, Source, TargetRelation } from './scope.ts';
export { objectName } from './scope.ts';

/**
 * Every rule that a contract declares, as checks: what is executed, and (settled as `notEnforced` or `errored`, with the
 * reason) what is not. No rule is left out. A construct declares a rule where it can be broken by data:
 *
 * | construct | checks |
 * |---|---|
 * | a property's name | presence |
 * | `logicalType`, `physicalType` | type; length where the physical type has one |
 * | `required`, `unique`, `primaryKey`, `enum` | one each; one for all columns of a key |
 * | each of `logicalTypeOptions` | one, but for `distanceMetric`, `embeddingModel`, `embeddingModelVersion`, `defaultTimezone` |
 * | each of `relationships`, `quality` | one |
 * | each of `slaProperties` | one per element |
 *
 * All else describes: classification, tags, partitioning, encryption, ownership, transformations, examples, prices.
 */
export async function declareChecks(contract: Contract, options: DeclareOptions): Promise<Check[]> {
	const checks: Check[] = [];
	for (const [index, object] of (contract.schema ?? []).entries()) {
		const name = objectName(object, index);
		if (options.objects && !options.objects.includes(name)) continue;
		const declared = await objectChecks(scopeOf(contract, object, name, options));
		const blob = object.logicalType?.value === 'blob';
		checks.push(...(blob ? declared.map((each) => settle(each, 'a blob has no rows and no columns')) : declared));
	}
	const levels = serviceLevelChecks(contract, options);
	const { objects } = options;
	checks.push(...(objects ? levels.filter(({ object }) => object === undefined || objects.includes(object)) : levels));
	return withUniqueIds(checks);
}

/** The checks that one object declares, in the order of the text; two of one name have the same id still. */
export async function objectChecks(scope: Scope): Promise<Check[]> {
	const subject = objectSubject(scope);
	const checks: Check[] = [];
	for (const property of scope.object.properties ?? []) {
		const name = property.name?.value ?? columnName(property);
		checks.push(...(await propertyChecks(propertySubject(scope, name, property, columnName(property)))));
	}
	checks.push(...primaryKeyCheck(scope), ...(await relationshipChecks(subject)), ...(await qualityChecks(subject)));
	return checks;
}

/** The second check of one id becomes `…#2`: two rules of one name are two rules. */
export function withUniqueIds<T extends { readonly id: string }>(checks: readonly T[]): T[] {
	const seen = new Map<string, number>();
	return checks.map((each) => {
		const times = (seen.get(each.id) ?? 0) + 1;
		seen.set(each.id, times);
		return times === 1 ? each : { ...each, id: `${each.id}#${times}` };
	});
}
