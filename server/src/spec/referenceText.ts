import { nearest } from './rules/nearest.ts';

/** A reference taken apart; nothing is looked up. */
export interface ReferencePath {
	readonly file?: NamedPart;
	/** `names`: `object.property`; `ids`: `schema/id/properties/id`. */
	readonly style: 'names' | 'ids';
	/** The object, then the properties down. */
	readonly parts: readonly NamedPart[];
}

export interface NamedPart {
	readonly text: string;
	/** Place in the reference's text, quotes included. */
	readonly start: number;
	readonly end: number;
}

export interface ReferenceProblem {
	readonly kind: 'syntax' | 'file' | 'object' | 'property';
	/** One sentence, under 120 characters, with what was meant where that can be guessed. */
	readonly message: string;
	/** The part that is wrong, in the reference's text. */
	readonly start: number;
	readonly end: number;
	/** What to write for that part. */
	readonly replacement?: string;
}

export type ParsedReference =
	| { readonly ok: true; readonly path: ReferencePath }
	| { readonly ok: false; readonly problem: ReferenceProblem };

/** Takes a reference apart. */
export function parseReference(reference: string): ParsedReference {
	const hash = reference.indexOf('#');
	const start = hash + 1;
	const rest = reference.slice(start);
	const written = reference.slice(0, Math.max(hash, 0)).trim();
	const file = written === '' ? {} : { file: { text: written, start: reference.indexOf(written), end: hash } };
	if (rest.trim() === '') return wrong('Empty reference; write object.property', 0, reference.length);
	if (!isPath(rest)) {
		const names = splitNames(rest, start);
		return names.ok ? { ok: true, path: { ...file, style: 'names', parts: names.parts } } : names;
	}
	const ids = readIds(rest, start);
	return ids.ok ? { ok: true, path: { ...file, style: 'ids', parts: ids.parts } } : ids;
}

/** The same text read as names only: a name may hold a slash. */
export function parseAsNames(reference: string): ParsedReference {
	const names = splitNames(reference, 0);
	return names.ok ? { ok: true, path: { style: 'names', parts: names.parts } } : names;
}

type Parts = { readonly ok: true; readonly parts: readonly NamedPart[] } | Extract<ParsedReference, { ok: false }>;

function wrong(message: string, start: number, end: number, replacement?: string): Extract<ParsedReference, { ok: false }> {
	return { ok: false, problem: { kind: 'syntax', message, start, end, ...(replacement === undefined ? {} : { replacement }) } };
}

/** A slash outside quotes. */
function isPath(text: string): boolean {
	return text.replace(/"[^"]*"|`[^`]*`/g, '').includes('/');
}

/** `a.b.c`; a part in quotes may hold dots. */
function splitNames(text: string, offset: number): Parts {
	const parts: NamedPart[] = [];
	let position = 0;
	while (position <= text.length) {
		const quoted = /^\s*(?:"([^"]+)"|`([^`]+)`)\s*(?=\.|$)/.exec(text.slice(position));
		const dot = quoted === null ? text.indexOf('.', position) : position + quoted[0].length;
		const end = dot < 0 || dot > text.length ? text.length : dot;
		const raw = text.slice(position, end);
		const name = quoted?.[1] ?? quoted?.[2] ?? raw.trim();
		if (name === '') {
			return wrong('A part between dots is empty; write object.property', offset, offset + text.length);
		}
		const lead = raw.length - raw.trimStart().length;
		parts.push({ text: name, start: offset + position + lead, end: offset + position + raw.trimEnd().length });
		position = end + 1;
	}
	return { ok: true, parts };
}

/** `[/]schema/id/properties/id…`; `items`, `map/key` and `map/value` are steps without an id. */
function readIds(text: string, offset: number): Parts {
	const steps: NamedPart[] = [];
	for (const match of text.matchAll(/[^/]+/g)) {
		const word = match[0].trim();
		const start = offset + match.index + match[0].indexOf(word);
		steps.push({ text: word, start, end: start + word.length });
	}
	const [first, ...rest] = steps;
	if (first === undefined) return wrong('Empty reference; write schema/id/properties/id', offset, offset + text.length);
	if (first.text !== 'schema') {
		if (/\.ya?ml$/i.test(first.text) || rest.some((step) => /\.ya?ml$/i.test(step.text))) return missingHash(steps);
		const meant = nearest(first.text, ['schema']);
		return wrong(
			`A path starts with "schema", not "${first.text.slice(0, 40)}"; write schema/id/properties/id`,
			first.start,
			first.end,
			meant,
		);
	}
	const object = rest[0];
	if (object === undefined) return wrong('Name an object after "schema/", by its id', first.start, first.end);
	const parts: NamedPart[] = [object];
	for (let index = 1; index < rest.length; index++) {
		const step = rest[index];
		if (step === undefined || step.text === 'items') continue;
		const next = rest[index + 1];
		if (step.text === 'map' && (next?.text === 'key' || next?.text === 'value')) {
			index++;
			continue;
		}
		if (step.text !== 'properties') {
			const message = `Write "properties" between ids, not "${step.text.slice(0, 40)}"`;
			return wrong(message, step.start, step.end, nearest(step.text, ['properties']));
		}
		if (next === undefined) return wrong('Name a property after "properties/", by its id', step.start, step.end);
		parts.push(next);
		index++;
	}
	return { ok: true, parts };
}

/** `file.yaml/schema/…`: the file wants a `#` behind it. */
function missingHash(steps: readonly NamedPart[]): Parts {
	const file = steps.find((step) => /\.ya?ml$/i.test(step.text));
	const start = steps[0]?.start ?? 0;
	const end = file?.end ?? start;
	const follows = file !== undefined && file !== steps.at(-1);
	return wrong(
		'Write "#" between the file and the path: file.yaml#/schema/id',
		follows ? end : start,
		follows ? end + 1 : end,
		follows ? '#/' : undefined,
	);
}
