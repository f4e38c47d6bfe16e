import { typesWithOption } from '../../spec/contract/logicalTypes.ts';
import type { Shape } from '../../spec/contract/shape.ts';
import { parseJavaPattern } from '../../spec/rules/temporal/javaPattern.ts';
import type { Cursor } from '../cursor.ts';
import {
	classifications,
	delimiters,
	drivers,
	engines,
	fileFormats,
	type Glossary,
	meaningOf,
	numberFormats,
	ruleUnits,
	severities,
	statistics,
	statuses,
	textFormats,
} from '../glossary.ts';

/** What a value means: of an enumeration of the standard, or a word that its readers agree on. Undefined for any other. */
export function meaningOfValue(cursor: Cursor, object: string, key: string, word: string): string | undefined {
	return ofShape(cursor.key?.shape, word) ?? ofGlossary(`${object}.${key}`, word) ?? ofDateFormat(cursor, `${object}.${key}`, word);
}

function ofShape(shape: Shape | undefined, word: string): string | undefined {
	if (shape?.kind === 'union') return shape.options.map((option) => ofShape(option, word)).find((doc) => doc !== undefined);
	if (shape?.kind !== 'choice' || !Object.hasOwn(shape.values, word)) return undefined;
	const value = shape.values[word];
	return value === undefined ? undefined : `${value.doc}${value.since === undefined ? '' : ` Since v${value.since}.`}`;
}

const glossaries: { readonly [place: string]: Glossary } = {
	'contract.status': statuses,
	'server.format': fileFormats,
	'server.delimiter': delimiters,
	'quality rule.severity': severities,
	'quality rule.unit': ruleUnits,
	'quality rule.engine': engines,
	'implementation.metric': statistics,
	'SLA property.driver': drivers,
	'property.classification': classifications,
	'element.classification': classifications,
	'logicalTypeOptions.format': { ...textFormats, ...numberFormats },
};

function ofGlossary(place: string, word: string): string | undefined {
	const glossary = Object.hasOwn(glossaries, place) ? glossaries[place] : undefined;
	return glossary === undefined ? undefined : meaningOf(glossary, word);
}

const fieldNames: { readonly [letter: string]: string } = {
	y: 'year',
	u: 'year',
	M: 'month',
	L: 'month',
	d: 'day',
	E: 'day of the week',
	H: 'hour (0–23)',
	h: 'hour (1–12)',
	a: 'AM or PM',
	m: 'minute',
	s: 'second',
	S: 'fraction of a second',
	X: 'offset (Z for UTC)',
	x: 'offset',
	Z: 'offset',
	V: 'time zone',
	z: 'time zone',
};

/** A date pattern, field by field. */
function ofDateFormat({ enclosing }: Cursor, place: string, word: string): string | undefined {
	const type = enclosing.properties.at(-1)?.logicalType?.value ?? '';
	if (place !== 'logicalTypeOptions.format' || !typesWithOption('format').includes(type) || !/^(?:date|timestamp|time)$/.test(type))
		return undefined;
	const parsed = parseJavaPattern(word);
	if (!parsed.ok) return undefined;
	const fields = parsed.parts.flatMap((part) =>
		part.kind === 'field' ? [`\`${part.letter.repeat(part.count)}\` ${fieldNames[part.letter] ?? 'field'}`] : [],
	);
	return fields.length === 0 ? undefined : `A date pattern (JDK DateTimeFormatter): ${fields.join(', ')}.`;
}
