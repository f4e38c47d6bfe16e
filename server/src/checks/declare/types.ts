import type { Expression } from '../../engine/expression.ts';
import { parsePhysicalType } from '../../spec/physicalType.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { counted } from '../../spec/words.ts';
import type { Check, Measure } from '../check.ts';
import { typeFits } from '../types/typeFit.ts';
import { columnOf, isKeptAsText, temporalValue, typeOf } from './columnType.ts';
import { check, errored, notEnforced, type PropertySubject, rangeOf, settle, violations } from './draft.ts';
import { literal } from './literal.ts';
import { BOOLEAN_LOOK, INTEGER_LOOK, NUMBER_LOOK, physicalMisfit } from './physicalMisfit.ts';
import { and, anyValue, call, compare, isNull, misfit, not } from './place.ts';

/** The category that `logicalType` names, the type that `physicalType` names, and the length that it holds. */
export function typeChecks(subject: PropertySubject): Check[] {
	return [...logicalType(subject), ...physicalType(subject)];
}

/**
 * Checks that make sense only for values of the declared type: not run where the column is of another one, so that one
 * wrong type is reported once.
 */
export function dependentOnType(subject: PropertySubject, checks: readonly Check[]): Check[] {
	const column = columnOf(subject);
	const type = typeOf(subject);
	const wanted = subject.property.logicalType?.value;
	if (subject.scope.stored === 'text' || !column || !type || wanted === undefined) return [...checks];
	if (isKeptAsText(subject)) return [...checks];
	const engineType = subject.place.path.length === 0 ? column.engineType : '';
	if (typeFits({ engineType, type }, { logicalType: wanted })) return [...checks];
	return checks.map((each) => settle(each, `not run: ${subject.name} is ${engineType || `of type ${type.kind}`}, not ${wanted}`));
}

function logicalType(subject: PropertySubject): Check[] {
	const entry = entryOf(subject.node, 'logicalType');
	if (!entry) return [];
	const wanted = subject.property.logicalType?.value;
	const written = textOf(entry.value) ?? '';
	return [
		check(subject, {
			key: 'logicalType',
			rule: 'data.type',
			family: 'schema',
			dimension: 'conformity',
			range: rangeOf(subject.node, 'logicalType'),
			expected: `type ${wanted ?? written}`,
			violation: 'of another type',
			measure: wanted === undefined ? errored(`"${written}" is no logical type`) : typeMeasure(subject, { logicalType: wanted }),
		}),
	];
}

function physicalType(subject: PropertySubject): Check[] {
	const { node, scope } = subject;
	const entry = entryOf(node, 'physicalType');
	const written = textOf(entry?.value);
	if (!entry || written === undefined) return [];
	const draft = {
		key: 'physicalType',
		rule: 'data.physical-type',
		family: 'schema',
		dimension: 'conformity',
		range: rangeOf(node, 'physicalType'),
		expected: `physical type ${written}`,
		violation: 'that do not fit it',
	} as const;
	const physical = parsePhysicalType(written);
	if (!physical) {
		const column = columnOf(subject);
		const itself = column && subject.place.path.length === 0 && typeFits(column, { physicalType: written });
		const measure = itself
			? typeMeasure(subject, { physicalType: written })
			: notEnforced(`physical type "${written}" is not one that Plumbline knows`);
		return [check(subject, { ...draft, measure })];
	}
	const measure =
		scope.stored === 'typed' ? typeMeasure(subject, { physicalType: written }) : violations(subject, physicalMisfit(subject, physical));
	const checks = [check(subject, { ...draft, measure })];
	if ((physical.kind === 'text' || physical.kind === 'binary') && physical.length !== undefined) {
		const { length } = physical;
		const tooLong = anyValue(subject.place, (value) =>
			compare(call('length', value), '>', literal({ type: 'integer', value: BigInt(length) })),
		);
		const unit = physical.kind === 'text' ? 'character' : 'byte';
		const lengthCheck = check(subject, {
			...draft,
			key: 'physicalLength',
			rule: 'data.physical-length',
			expected: `length of ${written}`,
			violation: `longer than ${counted(length, unit)}`,
			measure: violations(subject, tooLong),
		});
		checks.push(lengthOfText(subject, lengthCheck, physical.kind));
	}
	return checks;
}

function lengthOfText(subject: PropertySubject, lengthCheck: Check, kind: 'text' | 'binary'): Check {
	const type = typeOf(subject);
	if (subject.scope.stored === 'text' || !type || type.kind === kind) return lengthCheck;
	return settle(lengthCheck, `not run: ${subject.name} holds no ${kind}`);
}

/** Where a text says no value of the logical type. */
function unlikeType(subject: PropertySubject): (value: Expression) => Expression {
	const logical = subject.property.logicalType?.value;
	if (logical === 'date' || logical === 'timestamp') {
		return (value) => and(not(isNull(value)), isNull(temporalValue(subject, value)));
	}
	const look = logical === 'integer' ? INTEGER_LOOK : logical === 'boolean' ? BOOLEAN_LOOK : NUMBER_LOOK;
	return (value) => not({ kind: 'matches', of: value, pattern: look });
}

function typeMeasure(subject: PropertySubject, accepts: { readonly logicalType?: string; readonly physicalType?: string }): Measure {
	const { place, scope } = subject;
	if (scope.stored === 'text' && place.path.length > 0) return violations(subject, misfit(place));
	if (accepts.logicalType !== undefined && isKeptAsText(subject)) return violations(subject, anyValue(place, unlikeType(subject)));
	return { kind: 'type', relation: scope.name, column: place.column, ...(place.path.length === 0 ? {} : { path: place.path }), accepts };
}
