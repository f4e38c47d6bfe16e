import type { PatternMistake, PatternPart } from './javaPattern.ts';

type Field = Extract<PatternPart, { kind: 'field' }>;

const strftime: { readonly [directive: string]: string } = {
	Y: 'yyyy',
	y: 'yy',
	m: 'MM',
	d: 'dd',
	H: 'HH',
	I: 'hh',
	M: 'mm',
	S: 'ss',
	f: 'SSSSSS',
	p: 'a',
	b: 'MMM',
	B: 'MMMM',
	a: 'EEE',
	A: 'EEEE',
	j: 'DDD',
	z: 'Z',
	Z: 'z',
	F: 'yyyy-MM-dd',
	T: 'HH:mm:ss',
};

/** `%Y-%m-%d`, of C and Python, as a pattern of the JDK; undefined where the text is none. */
export function fromStrftime(pattern: string): string | undefined {
	if (!/%[A-Za-z]/.test(pattern)) return undefined;
	let known = true;
	const converted = pattern.replace(/%([A-Za-z])|([A-Za-z]+)/g, (_, directive: string | undefined, words: string | undefined) => {
		if (words !== undefined) return `'${words}'`;
		const field = strftime[directive ?? ''];
		if (field === undefined) known = false;
		return field ?? '';
	});
	return known ? converted : undefined;
}

/** Letters that the JDK accepts, and that almost certainly mean something else than their author thinks. */
export function suspiciousFields(parts: readonly PatternPart[]): PatternMistake[] {
	const fields = parts.filter((part) => part.kind === 'field');
	const has = (letters: string) => fields.some((field) => letters.includes(field.letter));
	const mistakes: PatternMistake[] = [];
	const suspect = (field: Field, letter: string, message: string) => {
		const replacement = letter.repeat(field.count);
		mistakes.push({ message: `${message}; write ${replacement}`, start: field.start, end: field.start + field.count, replacement });
	};
	for (const [index, field] of fields.entries()) {
		const before = fields[index - 1]?.letter ?? '';
		const written = field.letter.repeat(field.count);
		if (field.letter === 'Y' && !has('wWe')) suspect(field, 'y', `"${written}" is the year of the week, wrong around New Year`);
		if (field.letter === 'D' && has('ML')) suspect(field, 'd', `"${written}" is the day of the year`);
		if (field.letter === 'm' && !has('MLDQqw') && has('yuY') && has('dD') && !'HhKk'.includes(before || '-')) {
			suspect(field, 'M', `"${written}" is minutes`);
		}
		if (field.letter === 'M' && 'HhKk'.includes(before || '-') && !has('m')) suspect(field, 'm', `"${written}" is the month`);
		if ((field.letter === 'h' || field.letter === 'K') && !has('aB'))
			suspect(field, 'H', `"${written}" is the hour before or after noon, without a`);
		if (field.letter === 'S' && (before === 'm' || (before === 'M' && has('Hh'))) && !has('sAnN'))
			suspect({ ...field, count: Math.min(field.count, 2) }, 's', `"${written}" is fractions of a second`);
	}
	return mistakes;
}
