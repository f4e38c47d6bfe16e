import type { StoredResult } from '../shared/messages.ts';
import type { LineIndex } from '../spec/lineIndex.ts';
import type { LintedContract, LintedFile } from '../spec/lint.ts';
import type { PositionRange, Range } from '../spec/range.ts';
import { entryOf, headRange } from '../spec/rules/place.ts';
import { propertiesOfObject } from '../spec/rules/walk.ts';
import type { Node } from '../spec/yaml/node.ts';
import { contractOf } from '../workspace/fileIds.ts';
import { ruleHash } from '../workspace/ruleHash.ts';
import type { DeclaredRule } from './declaredRules.ts';

/** Where a result belongs in a text, and the hash of what stands there now. */
export interface ResultPlace {
	readonly range: Range;
	readonly hash: string;
}

/** By the rule that it is of; what nobody declared as a rule (a source that cannot be read) by what it speaks of. Undefined where that is gone. */
export function placeOfResult(
	{ result }: StoredResult,
	{ contracts, lines }: LintedFile,
	rules: ReadonlyMap<string, DeclaredRule>,
): ResultPlace | undefined {
	const rule = rules.get(result.id);
	if (rule !== undefined) return { range: rule.range, hash: rule.hash() };
	const linted = contracts[contractOf(result.id)];
	if (linted === undefined || !undeclaredRules.has(result.rule)) return undefined;
	const range =
		(result.rule === 'data.source' ? serverWords(linted, result.location.range, lines) : undefined) ??
		subjectWords(linted, result.object, result.property);
	return range && { range, hash: ruleHash(linted.root, range.start) };
}

/** Of data as a whole; all other rules are declared, so one that is not found is gone. */
const undeclaredRules: ReadonlySet<string> = new Set(['data.source', 'data.readable', 'data.undeclared-column', 'data.absent-in-files']);

/** Name of the object, or of the property. */
function subjectWords({ contract }: LintedContract, object: string | undefined, property: string | undefined): Range | undefined {
	const found = contract.schema?.find(({ name, physicalName }) => (name ?? physicalName)?.value === object);
	if (found === undefined) return undefined;
	if (property === undefined) return nameRange(found.node);
	for (const place of propertiesOfObject(found)) {
		if (place.path.join('.').replaceAll('.[]', '[]') === property) return nameRange(place.property.node);
	}
	return undefined;
}

function nameRange(node: Node): Range {
	return entryOf(node, 'name')?.value.range ?? headRange(node);
}

/** The words of a server that were to blame: as long, and in the same column, as they were when the source was tried. */
function serverWords({ root }: LintedContract, { start, end }: PositionRange, lines: LineIndex): Range | undefined {
	const servers = entryOf(root, 'servers')?.value;
	if (servers?.kind !== 'seq' || start.line !== end.line) return undefined;
	const length = end.character - start.character;
	for (const server of servers.items) {
		if (server.kind !== 'map') continue;
		for (const { value } of server.entries) {
			const isAsLong = value.kind === 'scalar' && value.range.end - value.range.start === length;
			if (isAsLong && lines.positionAt(value.range.start).character === start.character) return value.range;
		}
	}
	return undefined;
}
