import type { Expression, PathStep } from '../../engine/expression.ts';
import type { Range } from '../../spec/range.ts';
import type { Severity } from '../../spec/result.ts';
import { entryOf } from '../../spec/rules/place.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { Bound, Check, Measure } from '../check.ts';
import type { DataCode } from '../codes.ts';
import { type Place, placeName } from './place.ts';
import { type AnyProperty, type Scope, tagsOf } from './scope.ts';

/** What a family says of one check; the rest follows from where it stands. */
export interface Draft {
	/** Last part of the id: `minimum`, `quality.not-late`. */
	readonly key: string;
	readonly rule: DataCode;
	readonly family: Check['family'];
	readonly range: Range;
	readonly expected: string;
	readonly measure: Measure;
	readonly violation?: string;
	readonly dimension?: string | undefined;
	readonly severity?: Severity;
	readonly tags?: readonly string[];
	readonly bound?: Bound;
	readonly unit?: Check['unit'];
	/** Columns it reads, where they are not just its subject's. */
	readonly needs?: readonly Place[];
}

/** Something that checks can be declared of: an object or a property, however deep. */
export interface Subject {
	readonly scope: Scope;
	/** `delay`, `customer.zip`, or the object's name. */
	readonly name: string;
	readonly node: Node;
	readonly tags: readonly string[];
	/** Absent for an object. */
	readonly property?: AnyProperty;
	readonly place?: Place;
}

export interface PropertySubject extends Subject {
	readonly property: AnyProperty;
	readonly place: Place;
}

export function objectSubject(scope: Scope): Subject {
	return { scope, name: scope.name, node: scope.object.node, tags: scope.tags };
}

export function propertySubject(scope: Scope, name: string, property: AnyProperty, column: string): PropertySubject {
	return { scope, name, node: property.node, property, place: { column, path: [] }, tags: [...scope.tags, ...tagsOf(property)] };
}

/** What a property's `properties`, `items` and `map` hold. */
export function nestedSubject(parent: PropertySubject, property: AnyProperty, step: PathStep): PropertySubject {
	return {
		scope: parent.scope,
		name: placeName(parent.name, [typeof step === 'string' ? (property.name?.value ?? step) : step]),
		node: property.node,
		property,
		place: { column: parent.place.column, path: [...parent.place.path, step] },
		tags: [...parent.tags, ...tagsOf(property)],
	};
}

export function check(subject: Subject, draft: Draft): Check {
	const places = draft.needs ?? (subject.place ? [subject.place] : []);
	const settled = draft.measure.kind === 'settled' || draft.measure.kind === 'presence';
	const fields = places.filter((place) => place.path.length > 0);
	const inside = subject.property ? { property: subject.name } : {};
	return {
		id: ['schema', subject.scope.name, ...(subject.property ? [subject.name] : []), draft.key].join('.'),
		rule: draft.rule,
		family: draft.family,
		object: subject.scope.name,
		...inside,
		severity: draft.severity ?? 'error',
		...(draft.dimension === undefined ? {} : { dimension: draft.dimension }),
		tags: [...new Set([...subject.tags, ...(draft.tags ?? [])])],
		range: draft.range,
		subject: subject.name,
		expected: draft.expected,
		...(draft.violation === undefined ? {} : { violation: draft.violation }),
		needs: settled ? [] : [...new Set(places.map((place) => place.column))],
		...(settled || fields.length === 0 ? {} : { needsFields: fields }),
		measure: draft.measure,
		bound: draft.bound ?? { kind: 'zero' },
		unit: draft.unit ?? 'rows',
	};
}

/** Rows that violate, with the subject's column marked. */
export function violations(subject: PropertySubject, where: Expression): Measure {
	return { kind: 'violations', relation: subject.scope.name, where, violating: [subject.place.column] };
}

export function notEnforced(reason: string): Measure {
	return { kind: 'settled', outcome: 'notEnforced', reason };
}

/** For what the contract itself gets wrong, so that nothing can be measured. */
export function errored(reason: string): Measure {
	return { kind: 'settled', outcome: 'errored', reason };
}

/** Why a value that is a `${VAR}` still is none; undefined for any other value. */
export function unsetReason(node: Node): string | undefined {
	const written = node.kind === 'scalar' ? /\$\{\s*([A-Za-z_]\w*)\s*\}/.exec(node.text) : null;
	return written ? `${written[0]} is not set; set it, or write a default: \${${written[1]}:-…}` : undefined;
}

/** The same check, not run for the reason given; what is settled already keeps its own. */
export function settle(declared: Check, reason: string): Check {
	return declared.measure.kind === 'settled' ? declared : { ...declared, needs: [], needsFields: [], measure: notEnforced(reason) };
}

/** Range of a key's scalar value, else of the key: never a whole block. */
export function rangeOf(node: Node, key: string): Range {
	const entry = entryOf(node, key);
	if (!entry) return node.range;
	const block = entry.value.kind === 'scalar' ? entry.value.style === 'literal' || entry.value.style === 'folded' : !entry.value.flow;
	return block || entry.value.range.end === entry.value.range.start ? entry.keyRange : entry.value.range;
}
