import { textOf } from '../../spec/rules/place.ts';
import { count, counted } from '../../spec/words.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import { translatePattern } from '../pattern/translate.ts';
import { quoted } from '../words.ts';
import { errored, notEnforced, type PropertySubject } from './draft.ts';
import { literal } from './literal.ts';
import { optionCheck, settledOption, unreadableOption, wholeNumber } from './option.ts';
import { call, compare, not, or } from './place.ts';
import { stringFormat } from './stringFormat.ts';

/** `minLength`, `maxLength` (in Unicode characters), `pattern` and `format` of a string. */
export async function stringOption(subject: PropertySubject, entry: Entry): Promise<readonly Check[] | undefined> {
	switch (entry.key) {
		case 'minLength':
			return [length(subject, entry, 'data.min-length', '<')];
		case 'maxLength':
			return [length(subject, entry, 'data.max-length', '>')];
		case 'pattern':
			return [await pattern(subject, entry)];
		case 'format':
			return [format(subject, entry)];
		default:
			return undefined;
	}
}

function length(subject: PropertySubject, entry: Entry, rule: 'data.min-length' | 'data.max-length', operator: '<' | '>'): Check {
	const limit = wholeNumber(entry);
	if (limit === undefined) return unreadableOption(subject, entry, rule, 'whole number');
	return optionCheck(subject, entry, {
		rule,
		expected: `${entry.key} ${count(limit)}`,
		violation: `${operator === '<' ? 'shorter' : 'longer'} than ${counted(limit, 'character')}`,
		breaks: (value) => compare(call('length', value), operator, literal({ type: 'integer', value: BigInt(limit) })),
	});
}

async function pattern(subject: PropertySubject, entry: Entry): Promise<Check> {
	const source = textOf(entry.value);
	if (source === undefined) return unreadableOption(subject, entry, 'data.pattern', 'text');
	const translated = await translatePattern(source);
	const expected = `pattern ${quoted(source, 40)}`;
	if (!translated.ok) {
		const reason =
			translated.kind === 'invalid'
				? `the pattern does not compile: ${translated.reason}`
				: `the pattern cannot be run: ${translated.reason}`;
		return settledOption(
			subject,
			entry,
			{ rule: 'data.pattern', expected },
			translated.kind === 'invalid' ? errored(reason) : notEnforced(reason),
		);
	}
	const { re2 } = translated;
	return optionCheck(subject, entry, {
		rule: 'data.pattern',
		expected,
		violation: 'not matching the pattern',
		breaks: (value) => not({ kind: 'matches', of: value, pattern: re2 }),
	});
}

function format(subject: PropertySubject, entry: Entry): Check {
	const name = textOf(entry.value);
	if (name === undefined) return unreadableOption(subject, entry, 'data.format', 'name of a format');
	const known = stringFormat(name);
	const expected = `format ${name}`;
	if ('reason' in known) return settledOption(subject, entry, { rule: 'data.format', expected }, notEnforced(known.reason));
	const { maxLength } = known;
	return optionCheck(subject, entry, {
		rule: 'data.format',
		expected,
		violation: 'in another form',
		breaks: (value) => {
			const differs = not({ kind: 'matches', of: value, pattern: known.pattern });
			if (maxLength === undefined) return differs;
			return or(differs, compare(call('length', value), '>', literal({ type: 'integer', value: BigInt(maxLength) })));
		},
	});
}
