import { someContract } from './someContract.ts';
import type { Random } from './yamlInputs.ts';

/** What a person does to a text in an editor: `[start, end)` becomes `newText`. */
export interface Edit {
	readonly start: number;
	readonly end: number;
	readonly newText: string;
	/** For the message of a test that fails. */
	readonly what: string;
}

export function applied(text: string, { start, end, newText }: Edit): string {
	return text.slice(0, start) + newText + text.slice(end);
}

/** One thing that a person might do next. */
export function nextEdit(text: string, random: Random): Edit {
	const at = Math.floor(random() * (text.length + 1));
	const line = lineAt(text, at);
	const kind = Math.floor(random() * kinds.length);
	return (kinds[kind] as Kind)(text, at, line, random);
}

type Kind = (text: string, at: number, line: Line, random: Random) => Edit;

interface Line {
	readonly start: number;
	/** Before the line break. */
	readonly end: number;
	/** Behind the line break. */
	readonly next: number;
	readonly content: number;
}

function lineAt(text: string, at: number): Line {
	const start = text.lastIndexOf('\n', at - 1) + 1;
	const feed = text.indexOf('\n', at);
	const next = feed === -1 ? text.length : feed + 1;
	const end = feed === -1 ? text.length : text[feed - 1] === '\r' ? feed - 1 : feed;
	let content = start;
	while (text[content] === ' ') content++;
	return { start, end: Math.max(start, end), next, content };
}

const words =
	'a|x1|lo|logicalType|: |:|- |-|?|"|\'|[|]|{|}|,|#| # c|&a |*a|<<: *a|!t |---\n|...\n|%YAML 1.2\n||>|>-||2||+|\t|\n|\n\n|\r\n|\r| |  |    |true|1|null|name: b|properties:\n|- name: c\n|@|`|\\|é|🎉|\u2028|\u0000|\ufeff|a: b: c|"x: y"|${V}|[a, b]|{ a: 1 }'.split(
		'|',
	);

const kinds: readonly Kind[] = [
	// Typing, a letter or a few.
	(_text, at, _line, random) => insertion(at, words[Math.floor(random() * words.length)] ?? 'x', 'type'),
	(_text, _at, { end }, random) => insertion(end, words[Math.floor(random() * words.length)] ?? 'x', 'type at the end of a line'),
	(text, at) => ({ start: Math.max(0, at - 1), end: Math.min(at, text.length), newText: '', what: 'delete a letter' }),
	(text, at, _line, random) => ({
		start: at,
		end: Math.min(text.length, at + Math.floor(random() ** 3 * 80)),
		newText: '',
		what: 'delete',
	}),
	(_text, _at, { start, next }) => ({ start, end: next, newText: '', what: 'delete a line' }),
	(text, _at, { start, next }) => insertion(next, text.slice(start, next), 'double a line'),
	(text, _at, { content, end }) =>
		insertion(end, `\n${' '.repeat(Math.max(0, content - lineAt(text, content).start))}lo`, 'begin a key below'),
	(_text, _at, { end, content, start }) => insertion(end, `\n${' '.repeat(Math.max(0, content - start - 2))}- `, 'begin an item below'),
	(_text, _at, { start }, random) => insertion(start, ' '.repeat(1 + Math.floor(random() * 3)), 'indent'),
	(_text, _at, { start, content }) => ({ start, end: Math.min(content, start + 2), newText: '', what: 'outdent' }),
	(text, _at, { content }) =>
		text.startsWith('# ', content)
			? { start: content, end: content + 2, newText: '', what: 'uncomment' }
			: insertion(content, '# ', 'comment'),
	(_text, _at, { start }) => insertion(start, '# ', 'comment at the margin'),
	// Cut or copy a block of lines, and paste it somewhere.
	(text, at, { start }, random) => {
		const other = lineAt(text, Math.floor(random() * (text.length + 1)));
		const end = lineAt(text, Math.min(text.length, other.start + Math.floor(random() * 300))).next;
		return at % 2 === 0
			? insertion(start, text.slice(other.start, end), 'paste lines')
			: { start: other.start, end, newText: '', what: 'cut lines' };
	},
	// From the middle of one line to the middle of another, across whatever ends between them.
	(text, at, _line, random) => ({
		start: at,
		end: Math.min(text.length, at + Math.floor(random() * 1_500)),
		newText: random() < 0.5 ? '' : '\n',
		what: 'delete across blocks',
	}),
	// A page from elsewhere, in its own depth and with its own line breaks.
	(_text, _at, { start }, random) => {
		const page = someContract(random, 40 + Math.floor(random() * 150));
		const other = lineAt(page, Math.floor(random() * page.length)).start;
		const depth = ' '.repeat(Math.floor(random() * 4) * 2);
		return insertion(
			start,
			page.slice(other, lineAt(page, Math.min(page.length, other + 4_000)).next).replace(/^/gm, depth),
			'paste a page',
		);
	},
	// Several lines at once: deeper, less deep, commented, in another order.
	(text, _at, { start }, random) => {
		const lines = text.slice(start, lineAt(text, Math.min(text.length, start + Math.floor(random() * 400))).next);
		const changes = [
			lines.replace(/^(?=.)/gm, '  '),
			lines.replace(/^(?=.)/gm, '\t'),
			lines.replace(/^ {1,2}/gm, ''),
			lines.replace(/^( *)(?=\S)/gm, '$1# '),
			lines.replace(/^( *)# ?/gm, '$1'),
			lines.replace(/^ +/gm, (indent) => '\t'.repeat(indent.length / 2)),
			lines.includes('\r\n') ? lines.replaceAll('\r\n', '\n') : lines.replaceAll('\n', '\r\n'),
			lines
				.split(/(?<=\n)/)
				.reverse()
				.join(''),
		];
		return { start, end: start + lines.length, newText: changes[Math.floor(random() * changes.length)] ?? '', what: 'change lines' };
	},
	(text, _at, { start, next }, random) => {
		const above = lineAt(text, Math.max(0, start - 1));
		const moved = text.slice(start, next) + text.slice(above.start, start);
		return random() < 0.5 && start > 0
			? { start: above.start, end: next, newText: moved, what: 'move a line up' }
			: insertion(
					random() < 0.5 ? 0 : start,
					['\ufeff', '---\n', '...\n', '%YAML 1.2\n', '\n', '\r\n', '# c\n'][Math.floor(random() * 7)] ?? '',
					'mark',
				);
	},
	(text, _at, { content, end }) => ({ start: content, end, newText: `"${text.slice(content, end)}`, what: 'open a quote' }),
	(text, _at, { content, end }, random) => {
		const colon = text.indexOf(': ', content);
		const from = colon === -1 || colon > end ? end : colon + 2;
		const value = [
			'|',
			'>',
			'[',
			'{',
			'"',
			"'",
			'&b ',
			'*b',
			'- ',
			'[a,',
			'[a,\n',
			'{ a: [b,\n          c] }',
			'[,]',
			'[a}',
			'"a',
			'>+\n\n\n',
			'|2\n',
			'|\n        text\n      less\n',
		];
		return { start: from, end, newText: value[Math.floor(random() * value.length)] ?? '', what: 'write another value' };
	},
];

function insertion(at: number, newText: string, what: string): Edit {
	return { start: at, end: at, newText, what };
}
