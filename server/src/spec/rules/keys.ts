import type { Property, SchemaObject } from '../contract/model.ts';
import type { Finding, Fix, TextEdit } from '../finding.ts';
import { finding } from './finding.ts';
import { entryOf, keyRange } from './place.ts';
import { numberOf } from './qualityRule.ts';
import type { Rule, RuleContext } from './rule.ts';
import { addKey, removeKey, replaceValue } from './write.ts';

/** Positions in primary and partition keys count 1, 2, 3 without gaps, on the columns of the key and on no others. */
export const keys: Rule = function* (context) {
	for (const object of context.contract.schema ?? []) {
		yield* positions(context, object, primary);
		yield* positions(context, object, partition);
	}
};

interface Kind {
	readonly code: 'contract.primary-key-position' | 'contract.partition-position';
	readonly flag: 'primaryKey' | 'partitioned';
	readonly position: 'primaryKeyPosition' | 'partitionKeyPosition';
	readonly noun: string;
}

const primary: Kind = { code: 'contract.primary-key-position', flag: 'primaryKey', position: 'primaryKeyPosition', noun: 'primary key' };
const partition: Kind = {
	code: 'contract.partition-position',
	flag: 'partitioned',
	position: 'partitionKeyPosition',
	noun: 'partition key',
};

interface Column {
	readonly property: Property;
	readonly name: string;
	/** Absent where it is -1, the default. */
	readonly position?: number;
}

function* positions(context: RuleContext, object: SchemaObject, kind: Kind): Iterable<Finding> {
	const key: Column[] = [];
	for (const property of object.properties ?? []) {
		const written = numberOf(entryOf(property.node, kind.position)?.value);
		const position = written === undefined || written === -1 ? {} : { position: written };
		const column = { property, name: property.name?.value ?? '', ...position };
		if (property[kind.flag]?.value === true) key.push(column);
		else if (column.position !== undefined) yield outside(context, column, kind);
	}
	const placed = key.filter((column) => column.position !== undefined);
	const unplaced = key.filter((column) => column.position === undefined);
	if (placed.length > 0) yield* sequence(placed, unplaced.length > 0, kind);
	if (placed.length > 0 && unplaced.length > 0) yield* missing(context, key, unplaced, kind);
}

/** A position on a column that is not of the key. */
function outside({ text }: RuleContext, { property, name }: Column, kind: Kind): Finding {
	const flag = entryOf(property.node, kind.flag)?.value;
	const title = `Make ${name} part of the ${kind.noun}`;
	const add = flag === undefined ? addKey(text, property.node, kind.flag, 'true', title) : replaceValue(flag, true, title);
	const fixes = [...add, ...removeKey(text, property.node, kind.position)];
	const message = `${kind.position} without ${kind.flag}: true has no effect; add it, or remove the position`;
	return finding(kind.code, message, rangeOf(property, kind.position), { fixes });
}

/** Twice the same, below 1, or a gap. */
function* sequence(placed: readonly Column[], open: boolean, kind: Kind): Iterable<Finding> {
	const fixes = renumber(placed, kind);
	const seen = new Map<number, Column>();
	let wrong = false;
	for (const column of placed) {
		const { position = 0, property } = column;
		const before = seen.get(position);
		if (position < 1) {
			wrong = true;
			yield finding(kind.code, `${kind.position} ${position} is no position; count from 1`, rangeOf(property, kind.position), { fixes });
		} else if (before !== undefined) {
			wrong = true;
			const related = [{ range: rangeOf(before.property, kind.position), message: `${before.name} has it too` }];
			const message = `${kind.position} ${position} is taken by ${before.name}; give each column its own`;
			yield finding(kind.code, message, rangeOf(property, kind.position), { severity: 'error', fixes, related });
		} else {
			seen.set(position, column);
		}
	}
	if (wrong || open) return;
	const sorted = [...placed].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
	const off = sorted.findIndex((column, index) => column.position !== index + 1);
	const column = sorted[off];
	if (column === undefined) return;
	const message = `Positions of the ${kind.noun} skip ${off + 1}; count 1 to ${placed.length} without gaps`;
	yield finding(kind.code, message, rangeOf(column.property, kind.position), { fixes });
}

/** Columns of a composite key without a position: beside columns that have one. Where none has, the order written counts. */
function* missing(context: RuleContext, key: readonly Column[], unplaced: readonly Column[], kind: Kind): Iterable<Finding> {
	const taken = new Set(key.map((column) => column.position));
	const free = Array.from({ length: key.length * 2 }, (_, index) => index + 1).filter((position) => !taken.has(position));
	const fix: TextEdit[] = [];
	for (const [index, column] of unplaced.entries()) fix.push(...place(context, column, free[index] ?? index + 1, kind));
	const fixes: Fix[] = fix.length === 0 ? [] : [{ title: 'Number the columns in the order written', edits: fix }];
	for (const column of unplaced) {
		const message = `${column.name} is in a composite ${kind.noun} without ${kind.position}; number all columns of the key`;
		yield finding(kind.code, message, keyRange(column.property.node, kind.flag), { fixes });
	}
}

function place({ text }: RuleContext, { property }: Column, position: number, kind: Kind): readonly TextEdit[] {
	const written = entryOf(property.node, kind.position)?.value;
	const fixes = written === undefined ? addKey(text, property.node, kind.position, String(position), '') : replaceValue(written, position);
	return fixes[0]?.edits ?? [];
}

/** One mend that numbers the placed columns anew, in the order that their positions have now. */
function renumber(placed: readonly Column[], kind: Kind): Fix[] {
	const sorted = [...placed].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
	const edits = sorted.flatMap((column, index): readonly TextEdit[] => {
		const node = entryOf(column.property.node, kind.position)?.value;
		if (node === undefined || column.position === index + 1) return [];
		return replaceValue(node, index + 1)[0]?.edits ?? [];
	});
	return edits.length === 0 ? [] : [{ title: `Number the ${kind.noun} 1 to ${placed.length}`, edits }];
}

function rangeOf(property: Property, key: string) {
	return entryOf(property.node, key)?.value.range ?? keyRange(property.node, key);
}
