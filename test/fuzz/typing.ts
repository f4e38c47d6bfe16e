import type { Edit } from './edits.ts';
import type { Random } from './yamlInputs.ts';

/** What people type into a contract; a line break is followed by the indentation of the line, as editors do it, and by what stands behind it here. */
const sayings: readonly string[] = [
	'logicalType: integer',
	'description: "In euros: with cents"',
	"description: it's got an apostrophe",
	'description: first: second',
	'description: >-\n  one\n  two',
	'description: été 🎉 — “so”',
	'required: true # always',
	'tags: [a, "b", { c: d }]',
	'tags: [\n  a,\n  b\n]',
	'examples:\n- 1\n- "2"',
	'quality:\n  - metric: nullValues\n    mustBe: 0',
	'quality:\n  - type: sql\n    query: |\n      SELECT 1\n      WHERE x: y',
	'logicalTypeOptions: { minimum: 1, maximum: 2 }',
	'logicalTypeOptions: &o\n  minLength: 1',
	'<<: *o',
	'- name: next\n  logicalType: date',
	'# a remark: with a colon',
	'pattern: ^[a-z]{2}$',
	'!!str x: 1',
	'? odd\n: key',
	'---\nid: second',
	'\tunique: true',
];

/** A line that is typed below another, letter by letter, with a slip now and then that is taken back. */
export function* typed(text: string, random: Random): Iterable<Edit> {
	const saying = sayings[Math.floor(random() * sayings.length)] ?? '';
	const line = text.lastIndexOf('\n', Math.floor(random() * (text.length + 1)) - 1) + 1;
	const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
	const [indent = ''] = /^ *(?:- )?/.exec(text.slice(line, line + 80)) ?? [];
	const column = ' '.repeat(Math.max(0, indent.length - (saying.startsWith('- ') ? 2 : 0)));
	const feed = text.indexOf('\n', line);
	let at = feed === -1 ? text.length : feed - (text[feed - 1] === '\r' ? 1 : 0);
	const put = (newText: string): Edit => {
		const edit = { start: at, end: at, newText, what: 'type' };
		at += newText.length;
		return edit;
	};
	yield put(lineBreak + column);
	const letters = [...saying];
	while (letters.length > 0) {
		if (random() < 0.04) {
			yield put('x');
			yield { start: --at, end: at + 1, newText: '', what: 'take a letter back' };
		}
		// Completion puts in more than a letter.
		const some = random() < 0.3 ? letters.splice(0, 1 + Math.floor(random() * 8)).join('') : (letters.shift() ?? '');
		yield put(some.replaceAll('\n', lineBreak + column));
	}
}
