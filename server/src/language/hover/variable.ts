import type { Range } from '../../spec/range.ts';
import type { ScalarNode } from '../../spec/yaml/node.ts';
import { code } from './markdown.ts';

export interface VariableHover {
	readonly range: Range;
	readonly markdown: string;
}

/** `${VAR}` and `${VAR:-default}` under the cursor; its value is never shown. */
export function variableAt(text: string, node: ScalarNode, offset: number): VariableHover | undefined {
	const written = text.slice(node.range.start, node.range.end);
	for (const match of written.matchAll(/(\$?)\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^{}]*))?\}/g)) {
		const [whole, escaping = '', name = '', fallback] = match;
		const range = { start: node.range.start + match.index, end: node.range.start + match.index + whole.length };
		if (offset < range.start || offset > range.end || escaping !== '') continue;
		const otherwise = fallback === undefined ? 'There is no default: a check says so where it is not set.' : `Default: ${code(fallback)}.`;
		return { range, markdown: `**Variable ${code(name)}**\n\nRead from the environment when data is checked. ${otherwise}` };
	}
	return undefined;
}
