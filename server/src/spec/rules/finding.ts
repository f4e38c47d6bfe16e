import type { Finding } from '../finding.ts';
import type { Range } from '../range.ts';
import { type SemanticCode, semanticCodes } from './codes.ts';

const longestMessage = 119;

/** A finding of a code, with that code's severity unless `extra` says otherwise. The message is kept under 120 characters. */
export function finding(
	code: SemanticCode,
	message: string,
	range: Range,
	extra: Partial<Pick<Finding, 'severity' | 'tags' | 'related' | 'fixes'>> = {},
): Finding {
	const { fixes, ...rest } = extra;
	return {
		code,
		severity: semanticCodes[code].severity,
		message: clip(message, longestMessage),
		range,
		...rest,
		...(fixes !== undefined && fixes.length > 0 ? { fixes } : {}),
	};
}

/** Somebody's text inside a message: one line, at most `limit` characters. */
export function clip(text: string, limit = 40): string {
	const line = text.replace(/\s+/g, ' ');
	return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `a, b or c`; at most `limit` of them. */
export function oneOf(words: readonly string[], limit = 8): string {
	const shown = words.slice(0, limit);
	const last = shown.pop();
	if (last === undefined) return '';
	return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`;
}
