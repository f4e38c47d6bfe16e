import type { Check } from '../../checks/check.ts';
import { declareChecks, objectName } from '../../checks/declare/index.ts';
import type { ObjectNode, RuleNode, RuleTree, StoredRun } from '../../shared/messages.ts';
import type { LintedFile } from '../../spec/lint.ts';
import { headRange } from '../../spec/rules/place.ts';
import type { ContractWorkspace } from '../../spec/rules/rule.ts';
import { contractOf, inFile } from '../../workspace/fileIds.ts';

export interface RuleTreeOptions {
	readonly uri: string;
	readonly file: string;
	readonly workspace: ContractWorkspace;
	readonly nowIso: string;
}

/** Every rule that a file's contracts declare, by object. Looks at no data. */
export async function ruleTree(linted: LintedFile, { uri, file, workspace, nowIso }: RuleTreeOptions): Promise<RuleTree> {
	const objects: ObjectNode[] = [];
	const rules: RuleNode[] = [];
	for (const [index, { contract }] of linted.contracts.entries()) {
		const checks = await declareChecks(contract, {
			file,
			workspace,
			nowIso,
			sources: new Map(),
			// Whether its rows are there is for a run to find out.
			findTarget: async ({ object }) => ({
				ok: true,
				relation: { kind: 'table', name: object.name?.value ?? '', database: '', table: '', declared: [] },
			}),
		});
		const node = (check: Check): RuleNode => ({
			id: inFile(check.id, index),
			label: `${check.subject}: ${check.expected}`,
			rule: check.rule,
			...(check.property === undefined ? {} : { property: check.property }),
			range: linted.lines.rangeAt(check.range),
			...(check.measure.kind === 'settled' && check.measure.outcome === 'notEnforced' ? { notEnforced: check.measure.reason } : {}),
			tags: tagsOf(check),
		});
		const names = (contract.schema ?? []).map(objectName);
		for (const [at, object] of (contract.schema ?? []).entries()) {
			const name = names[at] ?? '';
			if (names.indexOf(name) !== at) continue;
			const range = linted.lines.rangeAt(object.name?.node.range ?? headRange(object.node));
			objects.push({
				name,
				...(index === 0 ? {} : { contract: index }),
				range,
				rules: checks.filter((check) => check.object === name).map(node),
			});
		}
		rules.push(...checks.filter((check) => check.object === undefined || !names.includes(check.object)).map(node));
	}
	return { uri, objects, rules };
}

/**
 * The same, with what checks found of data as a whole, which stands in no contract as a rule.
 * @param run the last results, each at its place in the text as it is now
 */
export function withFound({ uri, objects, rules }: RuleTree, { results }: StoredRun): RuleTree {
	const declared = new Set([...objects.flatMap((object) => object.rules), ...rules].map(({ id }) => id));
	const found = results.filter(({ result }) => result.object !== undefined && !declared.has(result.id));
	const below = ({ name, contract = 0 }: ObjectNode) =>
		found.flatMap(({ result }): RuleNode[] => {
			if (result.object !== name || contractOf(result.id) !== contract) return [];
			const { id, rule, property, expected, message } = result;
			return [
				{
					id,
					label: `${property ?? name}: ${expected ?? message}`,
					rule,
					...(property === undefined ? {} : { property }),
					range: result.location.range,
					tags: tagsOf(result),
				},
			];
		});
	return { uri, objects: objects.map((object) => ({ ...object, rules: [...object.rules, ...below(object)] })), rules };
}

function tagsOf({ dimension, tags = [] }: { readonly dimension?: string; readonly tags?: readonly string[] }): string[] {
	return [...new Set([...(dimension === undefined ? [] : [dimension]), ...tags])];
}
