/** Random numbers that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
	};
}

/** YAML as people do not write it but may: any indentation, compact lists, comments anywhere, every style of scalar. */
export function looseYaml(random: (below: number) => number): string {
	const lines: string[] = [];
	let anchors = 0;
	const blanks = (most: number) => ' '.repeat(1 + random(most));
	const comment = (column: number) => {
		if (random(5) === 0)
			lines.push(`${' '.repeat(random(3) === 0 ? random(column + 1) : column)}# c${random(100)}${random(2) ? '  ' : ''}`);
		if (random(8) === 0) lines.push(random(2) ? '' : '   '.slice(random(3)));
	};
	const tail = () => (random(6) === 0 ? `${blanks(3)}# t` : random(6) === 0 ? '  ' : '');
	const flow = (depth: number): string => {
		const parts = Array.from({ length: random(3) + 1 }, () =>
			depth > 0 && random(3) === 0 ? flow(depth - 1) : ['a', '"b c"', "'d'", '1', 'x y'][random(5)],
		);
		const gap = () => ' '.repeat(random(2));
		if (random(2)) return `[${gap()}${parts.join(`${gap()},${gap()}`)}${gap()}]`;
		return `{${gap()}${parts.map((part, index) => (random(2) ? `k${index}: ${part}` : `"k${index}"${gap()}:${gap()}${part}`)).join(`${gap()},${gap()}`)}${gap()}}`;
	};
	/** Lines below the first one; `column` is that of the parent. */
	const scalar = (column: number): string => {
		const deep = ' '.repeat(column + 1 + random(4));
		switch (random(10)) {
			case 0:
				return `|${['', '-', '+'][random(3)]}${random(4) ? '' : ' # h'}\n${Array.from({ length: 1 + random(3) }, (_, index) => (index > 0 && random(4) === 0 ? '' : `${deep}${index > 0 ? ' '.repeat(random(3)) : ''}w${random(9)}  `.slice(0, random(2) ? undefined : -2))).join('\n')}`;
			case 1:
				return `>${['', '-'][random(2)]}\n${deep}one\n${deep}two # no comment\n\n${deep}three`;
			case 2:
				return `"one\n${deep}two  \n\n${' '.repeat(column + 1 + random(3))}three"`;
			case 3:
				return `plain\n${deep}more\n${' '.repeat(column + 1)}still`;
			case 4:
				return `'it''s'`;
			case 5:
				return flow(2);
			case 6:
				return `[a,\n${deep}b ,  # in\n\n${deep}{c: d}\n${' '.repeat(column + 1)}]`;
			case 7:
				return anchors > 0 && random(2) ? `*a${random(anchors)}` : `&a${anchors++}${blanks(2)}v`;
			case 8:
				return `|2\n${' '.repeat(column + 2)} lead\n${' '.repeat(column + 2)}end`;
			default:
				return ['1', 'true', 'word', 'two words', '~', "''", 'a#b', 'http://x'][random(8)]!;
		}
	};
	const value = (prefix: string, parent: number, depth: number, inMap: boolean): void => {
		const kind = depth === 0 ? 2 : random(4);
		if (kind === 0 && depth > 0) {
			lines.push(prefix + (random(6) ? '' : ' !!map') + tail());
			map(parent + 1 + random(4), depth - 1);
		} else if (kind === 1 && depth > 0) {
			lines.push(prefix + (random(6) ? '' : ` &a${anchors++}`) + tail());
			list(inMap && random(2) ? parent : parent + 1 + random(4), depth - 1);
		} else if (random(12) === 0) lines.push(prefix + tail());
		else {
			const written = scalar(parent);
			const text = `${prefix}${blanks(3)}${written}`;
			if (/^[|>]/.test(written) || written.includes('\n')) lines.push(...text.split('\n'));
			else lines.push(text + tail());
		}
	};
	const map = (column: number, depth: number, firstPrefix?: string): void => {
		const size = 1 + random(3);
		for (let index = 0; index < size; index++) {
			if (index > 0 || firstPrefix === undefined) comment(column);
			const key = `${['key', '"quoted"', 'two words', "'s'"][random(4)]!.replace(/(\w)(\W?)$/, `$1${index}$2`)}${random(8) ? '' : ' '}:`;
			value(index === 0 && firstPrefix !== undefined ? firstPrefix + key : ' '.repeat(column) + key, column, depth, true);
		}
	};
	const list = (column: number, depth: number): void => {
		const size = 1 + random(3);
		for (let index = 0; index < size; index++) {
			comment(column);
			const dash = `${' '.repeat(column)}-`;
			if (random(3) === 0 && depth > 0) {
				const gap = blanks(4);
				map(column + 1 + gap.length, depth - 1, dash + gap);
			} else value(dash, column, depth, false);
		}
	};
	if (random(6) === 0) lines.push('%YAML 1.2');
	if (random(3) === 0 || lines.length > 0) lines.push('--- # start');
	comment(0);
	map(random(5) ? 0 : random(3), 4);
	comment(2);
	return lines.join('\n') + '\n'.repeat(random(4));
}
