/**
 * Whether a pattern can be tried on a short text in good time. JavaScript's engine backtracks: a repeated group that
 * itself repeats or chooses can take longer than the sun has left. Careful rather than clever: some harmless patterns
 * are refused, no harmful one is let through (texts of at most 200 characters).
 */
export function runsInGoodTime(pattern: string): boolean {
	if (pattern.length > 500 || /\\[1-9k]|\(\?[=!<]/.test(pattern.replace(/\(\?<\w+>/g, '('))) return false;
	let unbounded = 0;
	const open: number[] = [];
	for (let position = 0; position < pattern.length; position++) {
		const sign = pattern[position];
		if (sign === '\\') position++;
		else if (sign === '[') position = endOfClass(pattern, position);
		else if (sign === '(') open.push(position);
		else if (sign === ')') {
			const start = open.pop() ?? 0;
			const repeated = /^(?:[*+]|\{\d+,?\d*\})/.test(pattern.slice(position + 1));
			if (repeated && varies(pattern.slice(start + 1, position))) return false;
		} else if (sign === '*' || sign === '+' || sign === '{') {
			const counted = /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(position));
			if (sign !== '{' || (counted?.[2] === ',' && (counted[3] === '' || Number(counted[3]) > 20))) unbounded++;
			if (Number(counted?.[1] ?? 0) > 1000 || Number(counted?.[3] ?? 0) > 1000) return false;
		}
	}
	return unbounded <= 3;
}

/** Whether a group's text can match in more than one way. */
function varies(group: string): boolean {
	const bare = group
		.replace(/^\?(?::|<\w+>)/, '')
		.replace(/\\[\s\S]/g, 'x')
		.replace(/\[[^\]]*\]/g, 'x')
		.replace(/\{\d+\}/g, '');
	return /[*+?|{]/.test(bare);
}

function endOfClass(pattern: string, start: number): number {
	for (let position = start + 1; position < pattern.length; position++) {
		if (pattern[position] === '\\') position++;
		else if (pattern[position] === ']') return position;
	}
	return pattern.length;
}
