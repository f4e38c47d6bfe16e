import { type LogicalTypeShape, typesWithOption } from '../contract/logicalTypes.ts';
import type { Fix } from '../finding.ts';
import { clip, oneOf } from '../rules/finding.ts';
import { nearest } from '../rules/nearest.ts';
import { asGuess, removeKey, replaceValue } from '../rules/write.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { isVariable, type Judge } from './judge.ts';
import { synonymOfValue } from './synonyms.ts';

/** Judges the options of a property whose logical type is known; their own types have been judged by the model already. */
export function judgeOptions(judge: Judge, holder: Entry, options: MapNode, logicalType: string, type: LogicalTypeShape): void {
	for (const entry of options.entries) {
		const knowing = typesWithOption(entry.key);
		// An option that no type has is an unknown key, and reported as one.
		if (knowing.length === 0) continue;
		if (!type.options.includes(entry.key)) mismatch(judge, options, entry, logicalType, type, knowing);
		else if (entry.key === 'format') judgeFormat(judge, entry, logicalType, type);
		else if (/^(?:exclusiveM|m)(?:in|ax)imum$/.test(entry.key)) judgeBound(judge, options, entry, logicalType, type);
		else if (entry.key === 'required') judgeRequiredNames(judge, entry);
	}
	const missing = type.requiredOptions?.filter((key) => options.get(key) === undefined) ?? [];
	if (missing.length > 0)
		judge.add('contract.missing-key', holder.keyRange, `A ${logicalType} needs "${missing.join('", "')}" among its logicalTypeOptions`);
}

function mismatch(
	judge: Judge,
	options: MapNode,
	entry: Entry,
	logicalType: string,
	type: LogicalTypeShape,
	knowing: readonly string[],
): void {
	const own = type.options.length === 0 ? `${logicalType} has no options` : `it belongs to ${oneOf(knowing, 4)}`;
	judge.add('contract.option-mismatch', entry.keyRange, `"${entry.key}" does not fit logicalType ${logicalType}: ${own}`, {
		// The schema lets these two types have anything.
		severity: type.options.length === 0 ? 'warning' : 'error',
		fixes: asGuess(removeKey(judge.text, options, entry.key)),
	});
}

function judgeFormat(judge: Judge, entry: Entry, logicalType: string, type: LogicalTypeShape): void {
	const node = entry.value;
	if (type.formats === undefined || node.kind !== 'scalar' || typeof node.value !== 'string' || isVariable(node)) return;
	if (type.formats.includes(node.value)) return;
	const meant = synonymOfValue('logicalTypeOptions', 'format', node.value, type.formats) ?? nearest(node.value, type.formats);
	judge.add(
		'contract.unknown-value',
		node.range,
		`Unknown format "${clip(node.text, 30)}" of ${logicalType}; use ${oneOf(type.formats, 10)}`,
		{
			fixes: meant === undefined ? [] : replaceValue(node, meant),
		},
	);
}

function judgeBound(judge: Judge, options: MapNode, entry: Entry, logicalType: string, type: LogicalTypeShape): void {
	const node = entry.value;
	if (node.kind !== 'scalar' || node.value === null || isVariable(node)) return;
	if (typeof node.value === 'boolean') {
		if (entry.key.startsWith('exclusive')) judgeBooleanBound(judge, options, entry, node.value);
		return;
	}
	if (entry.key.startsWith('exclusive') && judge.isBefore('3.1.0'))
		judge.addNewer(entry.keyRange, `"${entry.key}" with a value of its own`, '3.1.0');
	const isText = typeof node.value === 'string';
	if (isText === (type.bounds === 'string')) return;
	if (isText) {
		const number = /^-?\d+(?:\.\d+)?$/.test(node.text);
		const fixes: Fix[] =
			number && node.alias === undefined ? [{ title: 'Take the quotes away', edits: [{ range: node.range, newText: node.text }] }] : [];
		judge.add(
			'contract.wrong-type',
			node.range,
			`"${entry.key}" of ${logicalType} must be a number, but "${clip(node.text, 30)}" is text`,
			{ fixes },
		);
		return;
	}
	const fixes: Fix[] =
		node.alias === undefined ? [{ title: 'Put it in quotes', edits: [{ range: node.range, newText: JSON.stringify(node.text) }] }] : [];
	judge.add('contract.wrong-type', node.range, `"${entry.key}" of ${logicalType} must be text, but ${clip(node.text, 30)} is a number`, {
		fixes,
	});
}

/** `minimum: 5` with `exclusiveMinimum: true` of 3.0 is `exclusiveMinimum: 5` since 3.1. */
function judgeBooleanBound(judge: Judge, options: MapNode, entry: Entry, exclusive: boolean): void {
	if (judge.isBefore('3.1.0')) return;
	const inclusiveKey = entry.key === 'exclusiveMinimum' ? 'minimum' : 'maximum';
	const bound = options.get(inclusiveKey);
	const message = `Since v3.1.0 "${entry.key}" holds the bound itself, not true or false`;
	judge.add('contract.deprecated', entry.value.range, message, {
		tags: ['deprecated'],
		fixes: exclusive ? rewrite(judge, options, entry, bound) : removeKey(judge.text, options, entry.key),
	});
}

function rewrite(judge: Judge, options: MapNode, entry: Entry, bound: Entry | undefined): Fix[] {
	if (bound === undefined) return removeKey(judge.text, options, entry.key);
	if (bound.value.alias !== undefined || bound.merged === true) return [];
	const removal = removeKey(judge.text, options, entry.key)[0]?.edits[0];
	if (removal === undefined) return [];
	const rename = { range: bound.keyRange, newText: entry.key };
	const edits = [rename, removal].sort((a, b) => a.range.start - b.range.start);
	return [{ title: `Write ${entry.key}: ${judge.text.slice(bound.value.range.start, bound.value.range.end)}`, edits }];
}

function judgeRequiredNames(judge: Judge, entry: Entry): void {
	if (entry.value.kind !== 'seq') return;
	const seen = new Set<string>();
	for (const item of entry.value.items) {
		if (item.kind !== 'scalar') continue;
		if (seen.has(item.text)) judge.add('contract.duplicate-item', item.range, `"${clip(item.text, 30)}" stands twice in "required"`);
		seen.add(item.text);
	}
}
