import type { Contract } from '../spec/contract/model.ts';
import { headRange } from '../spec/rules/place.ts';
import type { Check } from './check.ts';
import type { DataCode } from './codes.ts';
import { tagsOf } from './declare/scope.ts';
import type { NamedObject, SourceProblem } from './rows.ts';

/** What nobody wrote as a rule and every reader expects of data: the shape that such results share. */
export function impliedCheck(
	contract: Contract,
	{ object, name }: NamedObject,
	rule: DataCode,
	draft: Partial<Check> & Pick<Check, 'measure' | 'expected'>,
): Check {
	return {
		id: `schema.${name}.${rule.slice('data.'.length)}`,
		rule,
		family: 'schema',
		object: name,
		severity: 'error',
		tags: [...new Set([...tagsOf(contract), ...tagsOf(object)])],
		range: object.name?.node.range ?? headRange(object.node),
		subject: name,
		needs: [],
		bound: { kind: 'zero' },
		unit: 'rows',
		...draft,
	};
}

/** A source that cannot be read, on the words of the contract that name it. */
export function sourceCheck(contract: Contract, { node, ...named }: SourceProblem): Check {
	const range = node && (node.kind === 'scalar' ? node.range : headRange(node));
	return impliedCheck(contract, named, 'data.source', {
		expected: 'data',
		measure: { kind: 'rowCount', relation: named.name },
		...(range ? { range } : {}),
	});
}
