import { expect, test } from 'vitest';
import { bytesOf, defaultSettings, durationMsOf, readSettings } from '../../../server/src/shared/settings.ts';

test.each([[undefined], [null], [7], ['text'], [[]], [{}], [{ codeLens: 7, threads: 'many', memory: 'much', timeout: -1, server: {} }]])(
	'%j gives the defaults',
	(sent) => {
		expect(readSettings(sent)).toEqual(defaultSettings);
	},
);

test('what is given and fits is taken, the rest is default', () => {
	const read = readSettings({
		codeLens: { rule: false },
		server: 'prod',
		threads: 4.7,
		memory: '2GiB',
		sampleRows: 1e9,
		staleAfter: '',
		unknown: true,
	});
	expect(read).toEqual({
		...defaultSettings,
		codeLens: { ...defaultSettings.codeLens, rule: false },
		server: 'prod',
		threads: 4,
		memory: '2GiB',
		sampleRows: 1000,
		staleAfter: '',
	});
});

test.each([
	['500ms', 500],
	['30s', 30_000],
	['1.5 h', 5_400_000],
	['7d', 604_800_000],
	['0s', undefined],
	['5', undefined],
	['soon', undefined],
])('%s is %j milliseconds', (text, ms) => {
	expect(durationMsOf(text)).toBe(ms);
});

test.each([
	['512MiB', 536_870_912],
	['2 GB', 2_000_000_000],
	['1.5g', 1_500_000_000],
	['12', undefined],
	['-1GB', undefined],
])('%s is %j bytes', (text, bytes) => {
	expect(bytesOf(text)).toBe(bytes);
});
