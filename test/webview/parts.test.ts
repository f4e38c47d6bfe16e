import { describe, expect, it } from 'vitest';
import { moved } from '../../client/webview/components/gridKeys.ts';
import { toCsv, toJson } from '../../client/webview/components/tables.ts';
import { VirtualScroll } from '../../client/webview/components/virtual.ts';
import { parseFromResults, parseFromSample, parseKeptState, type ShownRule } from '../../client/webview/messages.ts';
import { noFilter, sortedBy } from '../../client/webview/results/filter.ts';
import { restored } from '../../client/webview/results/state.ts';
import { Marks } from '../../client/webview/sample/marks.ts';
import { Pages, pageRows } from '../../client/webview/sample/pages.ts';
import { glimpse } from '../../client/webview/sample/profile.ts';

describe('messages of a panel', () => {
	it.each([
		undefined,
		null,
		'ready',
		[],
		{ kind: 'delete' },
		{ kind: 'check', ids: 'all' },
		{ kind: 'check', ids: [1] },
		{ kind: 'reveal', range: { start: { line: -1, character: 0 }, end: { line: 0, character: 0 } } },
		{ kind: 'reveal', range: { start: { line: 0.5, character: 0 } } },
		{ kind: 'copy', text: 1, what: 'x' },
		{ kind: 'sample' },
	])('are not listened to where they are none: %j', (value) => {
		expect(parseFromResults(value)).toBeUndefined();
	});

	it.each([
		{ kind: 'page', request: 1, offset: -1, limit: 5 },
		{ kind: 'page', request: '1', offset: 0, limit: 5 },
		{ kind: 'drop' },
		{ kind: 'check', force: true },
	])('are not listened to where they are of another panel, or wrong: %j', (value) => expect(parseFromSample(value)).toBeUndefined());

	it('are taken without what is not theirs', () => {
		expect(parseFromResults({ kind: 'check', force: 1, command: 'rm' })).toEqual({ kind: 'check', force: false });
		expect(parseKeptState({ uri: 'file:///a', object: 7, filter: {} })).toEqual({ uri: 'file:///a' });
	});
});

describe('a list taller than a browser can make one', () => {
	const rows = 50_000_000;
	const scroll = () => new VirtualScroll(rows, 22, 440);

	it('moves by exactly what the wheel moves, and to the very ends by the bar', () => {
		const list = scroll();
		expect(list.height).toBeLessThan(33_000_000);
		list.scrolled(100);
		list.scrolled(200);
		expect(list.top).toBeCloseTo(200, 6);
		list.scrolled(list.height - 440);
		expect(list.rows(0)).toEqual({ first: rows - 20, last: rows });
		list.scrolled(0);
		expect(list.rows(0).first).toBe(0);
	});

	it('reaches every row by steps, though the bar has fewer pixels than there are rows', () => {
		const list = scroll();
		list.jumpTo(rows * 11);
		for (let step = 1; step <= 500; step++) {
			const before = list.top;
			list.scrolled(list.bar + 22);
			expect(list.top - before).toBeCloseTo(22, 3);
			list.settle();
		}
	});

	it('reveals a row by as little as need be, and leaves one that is in view where it is', () => {
		const list = scroll();
		list.reveal(30);
		expect(list.top).toBe(31 * 22 - 440);
		list.reveal(20);
		expect(list.top).toBe(31 * 22 - 440);
		list.reveal(3);
		expect(list.top).toBe(66);
	});
});

it('keys move within the grid and never beyond it', () => {
	const size = { rows: 100, columns: 5, page: 20, mode: 'cell' as const };
	const press = (key: string, from = { row: 50, column: 2 }, ctrlKey = false) => moved(from, { key, ctrlKey, metaKey: false }, size);
	expect(press('PageDown', { row: 95, column: 2 })).toEqual({ row: 99, column: 2 });
	expect(press('ArrowLeft', { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
	expect(press('End', undefined, true)).toEqual({ row: 99, column: 4 });
	expect(press('a')).toBeUndefined();
	expect(moved({ row: 1, column: 0 }, { key: 'ArrowRight', ctrlKey: false, metaKey: false }, { ...size, mode: 'row' })).toBeUndefined();
});

it('copies tables so that null, empty text, quotes and line breaks come through', () => {
	const table = {
		columns: ['a', 'b,c'],
		rows: [
			[null, ''],
			['say "x"', 'two\nlines'],
			[1.5, { n: [1] }],
		],
	};
	expect(toCsv(table)).toBe('a,"b,c"\r\n,""\r\n"say ""x""","two\nlines"\r\n1.5,"{""n"":[1]}"\r\n');
	expect(JSON.parse(toJson(table))[0]).toEqual({ a: null, 'b,c': '' });
});

const blank = { offset: 0, length: 1, cells: [[1]], broken: new Map(), tested: new Set<string>() };

it('believes a page about its own rows, and what the last check found about others', () => {
	const rule: ShownRule = {
		id: 'r',
		label: 'amount minimum 0',
		range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
		failingRows: 2,
		cells: [{ file: 'a.csv', line: 7, columns: ['amount'] }],
	};
	const marks = new Marks([rule], undefined);
	const page = { ...blank, lines: [7], files: ['a.csv'], tested: new Set(['r']) };
	// The data was mended since: the page says that no cell of it breaks the rule.
	expect(marks.of(page, 0, 'amount')).toEqual([]);
	expect(marks.of({ ...page, broken: new Map([[0, new Map([['amount', ['r']]])]]) }, 0, 'amount')).toEqual([rule]);
});

it('marks a row of one file and not the row with the same line of another', () => {
	const rule: ShownRule = {
		id: 'r',
		label: 'amount minimum 0',
		range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
		failingRows: 2,
		cells: [{ file: 'a.csv', line: 7, columns: ['amount'] }],
	};
	const page = (file: string) => ({ ...blank, lines: [7], files: [file] });
	const marks = new Marks([rule], undefined);
	expect(marks.of(page('a.csv'), 0, 'amount')).toEqual([rule]);
	expect(marks.of(page('a.csv'), 0, 'other')).toEqual([]);
	expect(marks.of(page('b.csv'), 0, 'amount')).toEqual([]);
	marks.addPage(rule, page('b.csv'));
	expect(marks.of(page('b.csv'), 0, 'amount')).toEqual([rule]);
});

it('asks for each page once, drops what is out of view, and keeps what was seen last', () => {
	const pages = new Pages();
	expect(pages.missing(pageRows - 10, pageRows + 30)).toEqual([0, pageRows]);
	pages.asked(0, 1);
	pages.asked(pageRows, 2);
	expect(pages.missing(0, 10)).toEqual([]);
	expect(pages.dropOthers(pageRows, pageRows + 30)).toEqual([1]);
	const page = blank;
	expect(pages.arrived(1, page)).toBe(false);
	expect(pages.arrived(2, { ...page, offset: pageRows })).toBe(true);
	expect(pages.at(pageRows)).toMatchObject({ index: 0 });
	expect(pages.at(pageRows + 1)).toBeUndefined();
	pages.asked(0, 3);
	expect(pages.dropAll()).toEqual([3]);
	expect(pages.missing(0, 10)).toEqual([]);
	pages.wantAgain();
	expect(pages.missing(0, 10)).toEqual([0]);
});

it('says of a column what its first rows say, as an estimate where there are others', () => {
	const cells = [1, 2, null, 4];
	expect(glimpse(cells, false)).toMatchObject({
		nulls: '≈ 25 % null',
		isNumber: true,
		words: '≈ 25 % null of the first 4 rows, and so the bars',
	});
	expect(glimpse(cells, true).nulls).toBe('25 % null');
	expect(glimpse(['a', 'b', 'c', 'd'], true).bars).toEqual([]);
});

it('takes of a kept state what it knows, whatever was kept', () => {
	expect(restored({ filter: { tab: 'all', sort: 'rows', find: 3, descending: true }, top: -4, split: 'x' })).toEqual({
		filter: { tab: 'all', sort: 'rows', object: '', dimension: '', find: '', descending: true },
		selected: undefined,
		top: 0,
		split: 0.5,
	});
	expect(restored({ filter: null }).filter.tab).toBe('failed');
});

it('sorts by a title that is pressed, the other way round, and then as the contract has it', () => {
	const rows = sortedBy(noFilter, 'rows');
	expect(rows).toMatchObject({ sort: 'rows', descending: true });
	const other = sortedBy(rows, 'rows');
	expect(other).toMatchObject({ sort: 'rows', descending: false });
	expect(sortedBy(other, 'rows')).toEqual(noFilter);
	expect(sortedBy(sortedBy(noFilter, 'rule'), 'subject')).toMatchObject({ sort: 'subject', descending: false });
	expect(sortedBy(noFilter, 'place')).toMatchObject({ sort: 'place', descending: true });
});
