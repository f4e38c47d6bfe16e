import type { Finding } from '../finding.ts';
import type { Node, ScalarNode } from '../yaml/node.ts';
import { clip, finding } from './finding.ts';
import { nearest } from './nearest.ts';
import { rangeWithin } from './place.ts';
import type { Environment, Rule, RuleContext } from './rule.ts';
import { asGuess, replaceRange } from './write.ts';

/**
 * Keys whose text is for people or for other engines: `${…}` in there is theirs. SQL has placeholders of its own, which
 * look the same.
 */
const foreign = new Set([
	'description',
	'purpose',
	'usage',
	'limitations',
	'businessName',
	'businessImpact',
	'dataGranularityDescription',
	'transformLogic',
	'transformDescription',
	'query',
	'implementation',
	'pattern',
	'examples',
	'context',
	'customProperties',
]);
const mostNodes = 200_000;

/** `${VAR}` that nothing sets, and what looks like a variable and is none. */
export const variables: Rule = function* (context) {
	if (!context.text.includes('${')) return;
	const stack: { readonly node: Node; readonly server: boolean }[] = [{ node: context.root, server: false }];
	for (let left = mostNodes; left > 0; left--) {
		const next = stack.pop();
		if (next === undefined) return;
		const { node, server } = next;
		if (node.kind === 'scalar') {
			if (node.text.includes('${')) yield* inText(context, node, server);
		} else if (node.kind === 'seq') {
			for (let index = node.items.length - 1; index >= 0; index--) {
				const item = node.items[index];
				if (item !== undefined && mayHold(item)) stack.push({ node: item, server });
			}
		} else {
			for (let index = node.entries.length - 1; index >= 0; index--) {
				const entry = node.entries[index];
				if (entry === undefined || !mayHold(entry.value) || foreign.has(entry.key)) continue;
				stack.push({ node: entry.value, server: server || (node === context.root && entry.key === 'servers') });
			}
		}
	}
};

/** Most of a text is scalars without a variable. */
function mayHold(node: Node): boolean {
	return node.kind !== 'scalar' || node.text.includes('${');
}

function* inText({ text, environment }: RuleContext, node: ScalarNode, server: boolean): Iterable<Finding> {
	for (const match of node.text.matchAll(/(\$?)\$\{([^{}]*)(\}?)/g)) {
		const [whole, escaped = '', inner = '', close] = match;
		if (escaped === '$') continue;
		const range = rangeWithin(text, node, match.index, match.index + whole.length);
		const variable = /^([A-Za-z_][A-Za-z0-9_]*)(:-[\s\S]*)?$/.exec(inner);
		if (close !== '' && variable !== null) {
			if (variable[2] === undefined) yield* unset(variable[1] ?? '', range, environment);
			continue;
		}
		// Only a server's text is resolved for sure; elsewhere it may be anything.
		if (server) yield malformed(whole, inner, close !== '', range);
	}
}

function* unset(name: string, range: ScalarNode['range'], environment: Environment | undefined): Iterable<Finding> {
	if (environment === undefined) {
		const message = `\${${clip(name)}} is read from the environment when data is checked; \${NAME:-value} gives a default`;
		yield finding('contract.variable-unset', message, range, { severity: 'info' });
		return;
	}
	if (environment[name] !== undefined) return;
	const meant = nearest(name, Object.keys(environment));
	const fixes = meant === undefined ? [] : asGuess([replaceRange(range, `\${${meant}}`, `Write \${${meant}}`)]);
	const hint = meant === undefined ? `set it, or write \${${clip(name, 30)}:-default}` : `did you mean \${${clip(meant, 30)}}?`;
	yield finding('contract.variable-unset', `The environment has no ${clip(name, 30)}; ${hint}`, range, { fixes });
}

function malformed(whole: string, inner: string, closed: boolean, range: ScalarNode['range']): Finding {
	const name = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(:?[-=?+:]\s*[\s\S]*)?$/.exec(inner);
	const fallback = name?.[2]?.replace(/^:?[-=?+:]\s*/, '');
	const corrected = closed && name !== null ? `\${${name[1]}${fallback === undefined ? '' : `:-${fallback}`}}` : undefined;
	const hint = !closed
		? 'close it with }'
		: corrected !== undefined
			? `write ${clip(corrected, 50)}`
			: 'write \u0024{NAME} or \u0024{NAME:-default}';
	const fixes = corrected === undefined ? [] : [replaceRange(range, corrected, `Write ${corrected}`)];
	return finding('contract.variable-syntax', `"${clip(whole)}" is no variable; ${hint}`, range, { fixes });
}
