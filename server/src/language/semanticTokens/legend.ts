/**
 * Kinds of words. Those that every editor knows have its names; `unknownKey` (a key that the standard does not have) and
 * `reference` (a name of something declared elsewhere) are ours, and a client's manifest says what they look like.
 */
export const tokenTypes = [
	'property',
	'unknownKey',
	'reference',
	'keyword',
	'function',
	'string',
	'number',
	'operator',
	'comment',
	'parameter',
	'regexp',
] as const;

export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = ['deprecated'] as const;

export type TokenModifier = (typeof tokenModifiers)[number];
