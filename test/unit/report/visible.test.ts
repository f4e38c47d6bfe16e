import { describe, expect, it } from 'vitest';
import { cellText, shorten, visible } from '../../../server/src/report/visible.ts';
import { cut, padEnd, width } from '../../../server/src/report/width.ts';

describe('text that is shown', () => {
	it.each([
		['plain é 日本 👩‍🚀', 'plain é 日本 👩‍🚀'],
		['\u001b[31mred', '\\e[31mred'],
		['a\r\nb\tc\0', 'a\\r\\nb\\tc\\0'],
		['\u009b31m', '\\u{9B}31m'],
		['\u202Etxt.exe', '\\u{202E}txt.exe'],
		['a\u200Bb\uFEFF', 'a\\u{200B}b\\u{FEFF}'],
		['\uD800x', '\\u{D800}x'],
	])('escapes what a terminal would obey or hide: %j', (raw, shown) => {
		expect(visible(raw)).toBe(shown);
	});

	it('tells null, empty text and the text null apart from nothing', () => {
		expect([cellText(null), cellText(''), cellText(undefined), cellText({ a: ['\n'] })]).toEqual(['null', '""', '', '{"a":["\\n"]}']);
	});

	it('cuts whole characters', () => {
		expect(shorten('ab😀cd', 4)).toBe('ab…');
		expect(cut('日本語テキスト', 6)).toBe('日本…');
	});

	it('counts terminal cells, not code units', () => {
		expect([width('abc'), width('日本'), width('e\u0301'), width('😀')]).toEqual([3, 4, 1, 2]);
		expect(padEnd('日', 4)).toBe('日  ');
	});
});
