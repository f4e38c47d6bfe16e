import { entryOf, textOf } from '../../spec/rules/place.ts';
import { sqlPlaceholders } from '../../spec/rules/sqlText.ts';
import { clip } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import { rangeOf, type Subject } from './draft.ts';
import { comparisonOf } from './operator.ts';
import { type RuleDraft, unreadable } from './ruleDraft.ts';
import { objectName } from './scope.ts';

/** A query that a contract wrote, with its placeholders filled; it answers one figure. */
export function sqlRule(subject: Subject, rule: Node): RuleDraft {
	const query = textOf(entryOf(rule, 'query')?.value);
	if (query === undefined || query.trim() === '') return unreadable('data.sql', 'query', 'it has no query');
	const comparison = comparisonOf(rule, 'any');
	const called = calledBy(rule, 40);
	if ('reason' in comparison) return unreadable('data.sql', called ?? 'query', comparison.reason);
	const filled = fillPlaceholders(query, subject);
	if ('reason' in filled) return unreadable('data.sql', called ?? 'query', filled.reason);
	const operator = comparison.value.range;
	return {
		rule: 'data.sql',
		expected: nameOf(rule, comparison.words),
		range: comparison.value.kind === 'seq' && !comparison.value.flow ? rangeOf(rule, 'query') : operator,
		bound: comparison.bound,
		unit: 'value',
		needs: [],
		measure: { kind: 'sql', query: filled.text, relations: relationsFor(subject, filled.text) },
	};
}

/** A finding is told apart by what its author calls the rule: `no orphans: must be 0`. */
function nameOf(rule: Node, words: string): string {
	const called = calledBy(rule, Math.max(16, 54 - words.length));
	return called === undefined ? `query ${words}` : `${called}: ${words}`;
}

/** The name, else what is short of the description and the id. */
function calledBy(rule: Node, most: number): string | undefined {
	const [name, description, id] = ['name', 'description', 'id'].map((key) => textOf(entryOf(rule, key)?.value)?.trim() || undefined);
	const called = name ?? [description, id].find((text) => text !== undefined && text.length <= most) ?? description ?? id;
	return called === undefined ? undefined : clip(called.replace(/[.:]$/, ''), most);
}

const OF_OBJECT = new Set(['object', 'table', 'schema', 'model']);
const OF_PROPERTY = new Set(['property', 'column', 'field']);

/**
 * Puts quoted names for `{object}`, `{property}`, `${table}`, `${column}` … outside of quotes and comments. Inside of
 * double quotes (`"{object}"`) the bare name goes, since the author quoted it already.
 */
export function fillPlaceholders(query: string, subject: Subject): { readonly text: string } | { readonly reason: string } {
	const unset = unsetVariable(query);
	if (unset !== undefined) return { reason: unset };
	let text = '';
	let at = 0;
	for (const { name, dollar, start, end } of sqlPlaceholders(query)) {
		const written = dollar ? `\${${name}}` : `{${name}}`;
		const key = name.toLowerCase();
		const isProperty = OF_PROPERTY.has(key);
		if (!OF_OBJECT.has(key) && !isProperty) return { reason: `nothing stands for ${written}` };
		if (isProperty && !subject.property) return { reason: `${written} names no property: the rule is one of the object ${subject.name}` };
		text +=
			fillQuoted(query.slice(at, start), subject) + (isProperty && subject.property ? columnSql(subject) : quoteName(subject.scope.name));
		at = end;
	}
	return { text: text + fillQuoted(query.slice(at), subject) };
}

/** Of the first `${NAME}` that is neither a placeholder nor, by now, filled from the environment; in quotes as well. */
function unsetVariable(query: string): string | undefined {
	for (const [, name = ''] of query.matchAll(/\$\{\s*([A-Za-z_]\w*)\s*\}/g)) {
		if (!OF_OBJECT.has(name.toLowerCase()) && !OF_PROPERTY.has(name.toLowerCase()))
			return `\${${name}} is not set; set it, or write a default: \${${name}:-…}`;
	}
	return undefined;
}

/** `"{object}"` and `` `${column}` ``: already quoted by their author. In a text, `'{object}'`, the bare name stands. */
function fillQuoted(text: string, subject: Subject): string {
	return text.replace(/(["'`])\$?\{\s*([A-Za-z]+)\s*\}\1/g, (written, quote: string, name: string) => {
		const key = name.toLowerCase();
		const isProperty = OF_PROPERTY.has(key) && subject.property !== undefined;
		if (!OF_OBJECT.has(key) && !isProperty) return written;
		if (quote === "'") return `'${(isProperty ? subject.name : subject.scope.name).replaceAll("'", "''")}'`;
		return isProperty ? columnSql(subject) : quoteName(subject.scope.name);
	});
}

function columnSql({ property, place }: Subject): string {
	if (!property || !place) return '';
	const steps = place.path.filter((step) => typeof step === 'string');
	return [place.column, ...steps].map(quoteName).join('.');
}

function quoteName(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** The rule's own object, and every other object of the contract that the text may name. */
function relationsFor({ scope }: Subject, query: string): string[] {
	const named = (scope.contract.schema ?? []).flatMap((object, index) => {
		const names = [objectName(object, index), object.physicalName?.value].filter((name) => name !== undefined);
		return names.filter((name) => says(query, name));
	});
	return [...new Set([scope.name, ...named])];
}

/** True where a name stands in a text as a word of its own. */
function says(text: string, name: string): boolean {
	const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}
