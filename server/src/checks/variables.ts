import { type Environment, expandVariables, hideSecrets, type Secret } from '../data/environment.ts';
import type { CheckResult } from '../spec/result.ts';
import type { Entry, MapNode, Node, ScalarNode, ScalarValue } from '../spec/yaml/node.ts';

/**
 * A contract whose rules have their `${VAR}` and `${VAR:-default}` put in, at the same places in the text. What is not set
 * stays as it is written. Servers keep theirs: whoever opens them resolves them. In a query, `${table}` and `${column}`
 * stand for names, whatever the environment says.
 */
export function withVariables(root: Node, environment: Environment): { readonly root: Node; readonly secrets: readonly Secret[] } {
	const secrets: Secret[] = [];
	return { root: expand(root, environment, secrets), secrets };
}

/** A result without the values of variables that look secret. */
export function withoutSecrets(result: CheckResult, secrets: readonly Secret[]): CheckResult {
	if (secrets.length === 0) return result;
	const { message, expected, reason, sql } = result;
	return {
		...result,
		message: hideSecrets(message, secrets),
		...(expected === undefined ? {} : { expected: hideSecrets(expected, secrets) }),
		...(reason === undefined ? {} : { reason: hideSecrets(reason, secrets) }),
		...(sql === undefined ? {} : { sql: hideSecrets(sql, secrets) }),
	};
}

function expand(node: Node, environment: Environment, secrets: Secret[]): Node {
	switch (node.kind) {
		case 'scalar':
			return node.text.includes('${') ? expandScalar(node, environment, secrets) : node;
		case 'seq':
			return { ...node, items: node.items.map((item) => expand(item, environment, secrets)) };
		case 'map':
			return mapOf(
				node,
				node.entries.map((entry) => (entry.key === 'servers' ? entry : expandEntry(entry, environment, secrets))),
			);
	}
}

function expandEntry(entry: Entry, environment: Environment, secrets: Secret[]): Entry {
	const known = entry.key === 'query' ? withoutPlaceholders(environment) : environment;
	return { ...entry, value: expand(entry.value, known, secrets) };
}

function withoutPlaceholders(environment: Environment): Environment {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !PLACEHOLDERS.has(name)));
}

const PLACEHOLDERS = new Set(['object', 'table', 'schema', 'model', 'property', 'column', 'field']);

function mapOf(node: MapNode, entries: readonly Entry[]): MapNode {
	const byKey = new Map<string, Entry>();
	for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
	return { ...node, entries, get: (key) => byKey.get(key) };
}

/**
 * Each variable on its own, so that one that is not set leaves the others. What comes out is typed anew, in quotes too:
 * flow style cannot hold a bare `${VAR}`.
 */
function expandScalar(node: ScalarNode, environment: Environment, secrets: Secret[]): ScalarNode {
	const text = node.text.replace(/\$\{[^}]*\}/g, (written) => {
		const expanded = expandVariables(written, environment);
		if (!expanded.ok) return written;
		secrets.push(...expanded.secrets);
		return expanded.text;
	});
	return text === node.text ? node : { ...node, text, value: typed(text) };
}

/** A scalar by the core schema. */
function typed(text: string): ScalarValue {
	if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
	if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return /^t/i.test(text);
	return text === '' || /^(?:null|Null|NULL|~)$/.test(text) ? null : text;
}
