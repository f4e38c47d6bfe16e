import type { AST } from '@eslint-community/regexpp';
import { type CodeRange, complement, escapeLiteral, NEVER, rangesToClass, SPACE } from './characters.ts';
import { simplePattern } from './simple.ts';
import { propertyClass } from './unicodeProperty.ts';

/** An ECMA-262 pattern as RE2 runs it, or why it cannot be. `invalid` does not compile in JavaScript either. */
export type Translation =
	| { readonly ok: true; readonly re2: string }
	| { readonly ok: false; readonly kind: 'unsupported' | 'invalid'; readonly reason: string };

/**
 * Translates an ECMA-262 regular expression (as in JSON Schema: no flags, unanchored, read with the `u` flag where it
 * allows that) into RE2 syntax with the same matches over Unicode characters. Only whether it matches is kept: groups
 * do not capture and laziness is dropped. What linear time cannot do (lookaround, backreferences) is `unsupported`.
 */
export async function translatePattern(source: string): Promise<Translation> {
	const simple = simplePattern(source);
	if (simple !== undefined) return { ok: true, re2: simple };
	const { RegExpParser } = await import('@eslint-community/regexpp');
	const parser = new RegExpParser({ ecmaVersion: 2025 });
	let pattern: AST.Pattern;
	try {
		pattern = parser.parsePattern(source, 0, source.length, { unicode: true });
	} catch (strict) {
		try {
			pattern = parser.parsePattern(source, 0, source.length, {});
		} catch {
			return { ok: false, kind: 'invalid', reason: sentence(strict) };
		}
	}
	try {
		const re2 = alternatives(pattern.alternatives, 1);
		// To RE2 a place inside of the bytes of a character is a place too, and no word boundary.
		if (/\\B/.test(re2) && matchesNothing(pattern.alternatives)) throw new Unsupported('it may match nothing but \\B');
		return { ok: true, re2 };
	} catch (error) {
		if (error instanceof Unsupported) return { ok: false, kind: 'unsupported', reason: error.message };
		throw error;
	}
}

class Unsupported extends Error {}

/** True where a match may be empty. */
function matchesNothing(list: readonly AST.Alternative[]): boolean {
	return list.some(({ elements }) => elements.every(mayBeEmpty));
}

function mayBeEmpty(node: AST.Element): boolean {
	switch (node.type) {
		case 'Assertion':
			return true;
		case 'Quantifier':
			return node.min === 0 || mayBeEmpty(node.element);
		case 'Group':
		case 'CapturingGroup':
			return matchesNothing(node.alternatives);
		default:
			return false;
	}
}

/** RE2 refuses more repetitions than this, nested ones multiplied. */
const MOST_REPEATS = 1000;

function alternatives(list: readonly AST.Alternative[], repeats: number): string {
	return list.map((alternative) => sequence(alternative.elements, repeats)).join('|');
}

function sequence(elements: readonly AST.Element[], repeats: number): string {
	let text = '';
	for (let index = 0; index < elements.length; index++) {
		const [current, next] = [elements[index], elements[index + 1]];
		if (!current) continue;
		const pair = surrogatePair(current, next);
		if (pair !== undefined) index++;
		text += pair === undefined ? element(current, repeats) : escapeLiteral(pair);
	}
	return text;
}

/** Without the `u` flag a character beyond U+FFFF is two elements; to RE2 it is one. */
function surrogatePair(first: AST.Element, second: AST.Element | undefined): number | undefined {
	if (first.type !== 'Character' || second?.type !== 'Character') return undefined;
	const [high, low] = [first.value, second.value];
	if (high < 0xd800 || high > 0xdbff || low < 0xdc00 || low > 0xdfff) return undefined;
	return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
}

function element(node: AST.Element, repeats: number): string {
	switch (node.type) {
		case 'Character':
			return isSurrogate(node.value) ? NEVER : escapeLiteral(node.value);
		case 'CharacterSet':
			return characterSet(node);
		case 'CharacterClass':
			return characterClass(node);
		case 'Group':
			if (node.modifiers) throw new Unsupported('it changes flags inside a group, as (?i:…) does');
			return `(?:${alternatives(node.alternatives, repeats)})`;
		case 'CapturingGroup':
			return `(?:${alternatives(node.alternatives, repeats)})`;
		case 'Assertion':
			return assertion(node);
		case 'Quantifier':
			return quantifier(node, repeats);
		case 'Backreference':
			throw new Unsupported(`it uses the backreference ${node.raw}, which no linear-time engine can run`);
		default:
			throw new Unsupported(`it uses ${node.raw}`);
	}
}

function assertion(node: AST.Assertion): string {
	switch (node.kind) {
		case 'start':
			return '\\A';
		case 'end':
			return '\\z';
		case 'word':
			return node.negate ? '\\B' : '\\b';
		default:
			throw new Unsupported(`it uses the ${node.kind} ${clip(node.raw)}, which no linear-time engine can run`);
	}
}

function quantifier(node: AST.Quantifier, repeats: number): string {
	const most = Number.isFinite(node.max) ? node.max : node.min;
	const nested = repeats * Math.max(1, most);
	if (nested > MOST_REPEATS) throw new Unsupported(`it repeats more than ${MOST_REPEATS.toLocaleString('en-US')} times`);
	const atom = element(node.element, nested);
	if (node.min === 0 && node.max === Number.POSITIVE_INFINITY) return `${atom}*`;
	if (node.min === 1 && node.max === Number.POSITIVE_INFINITY) return `${atom}+`;
	if (node.min === 0 && node.max === 1) return `${atom}?`;
	if (node.max === 0) return '(?:)';
	if (node.min === node.max) return `${atom}{${node.min}}`;
	return Number.isFinite(node.max) ? `${atom}{${node.min},${node.max}}` : `${atom}{${node.min},}`;
}

function characterSet(node: AST.CharacterSet): string {
	if (node.kind === 'any') return '[^\\n\\r\\x{2028}\\x{2029}]';
	return `[${setBody(node)}]`;
}

function characterClass(node: AST.CharacterClass): string {
	const body = node.elements.map(classElement).join('');
	if (body === '') return node.negate ? '[\\x00-\\x{10FFFF}]' : NEVER;
	return node.negate ? `[^${body}]` : `[${body}]`;
}

function classElement(node: AST.CharacterClass['elements'][number]): string {
	switch (node.type) {
		case 'Character':
			return isSurrogate(node.value) ? '' : escapeLiteral(node.value);
		case 'CharacterClassRange':
			return range(node.min.value, node.max.value);
		case 'CharacterSet':
			return setBody(node);
		default:
			throw new Unsupported(`it uses ${clip(node.raw)}`);
	}
}

/** A range without the surrogates inside it, which no text in UTF-8 holds. */
function range(min: number, max: number): string {
	const parts: CodeRange[] = [];
	if (min < 0xd800) parts.push([min, Math.min(max, 0xd7ff)]);
	if (max > 0xdfff) parts.push([Math.max(min, 0xe000), max]);
	return rangesToClass(parts);
}

/** Inside of a class for `\d`, `\w`, `\s`, `\p{…}` and their complements. RE2's `\s` is ASCII, JavaScript's is not. */
function setBody(node: AST.CharacterSet): string {
	switch (node.kind) {
		case 'digit':
			return node.negate ? '\\D' : '\\d';
		case 'word':
			return node.negate ? '\\W' : '\\w';
		case 'space':
			return rangesToClass(node.negate ? complement(SPACE) : SPACE);
		case 'property': {
			const inside = propertyClass(node.key, node.value ?? undefined, node.negate);
			if (inside === undefined) throw new Unsupported(`it uses ${clip(node.raw)}`);
			return inside;
		}
		default:
			throw new Unsupported(`it uses ${clip(node.raw)}`);
	}
}

function isSurrogate(code: number): boolean {
	return code >= 0xd800 && code <= 0xdfff;
}

function clip(text: string): string {
	return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

/** `Invalid regular expression: /a(/u: Unterminated group` → `unterminated group`. */
function sentence(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	const last = text.slice(text.lastIndexOf(': ') + 2);
	return last.charAt(0).toLowerCase() + last.slice(1);
}
