import type { ObjectShape } from '../contract/shape.ts';
import { isBefore, newestVersion, type OdcsVersion, odcsVersions } from '../contract/versions.ts';
import type { Finding, Fix } from '../finding.ts';
import { addKey, asGuess } from '../rules/write.ts';
import type { MapNode } from '../yaml/node.ts';
import { headOf, type Judge, type Place, withArticle } from './judge.ts';
import type { ObjectRules } from './objectRules.ts';

/** Reports the keys that an object must have and has not: one finding an object, however many keys it lacks. `meant` are keys that are there under another name. */
export function judgeMissing(
	judge: Judge,
	map: MapNode,
	shape: ObjectShape,
	rules: ObjectRules,
	meant: ReadonlySet<string>,
	place: Place,
): void {
	const isThere = (key: string) => map.get(key) !== undefined || meant.has(key);
	const name = rules.name ?? shape.name;
	const missing: string[] = [];
	const lenient: string[] = [];
	for (const { key, since, until } of demandsOf(shape)) {
		if (isThere(key) || rules.allows?.(key) === false) continue;
		if (until !== undefined) judgeOnceRequired(judge, map, key, name, until, place);
		else (since !== undefined && judge.isBefore(since) ? lenient : missing).push(key);
	}
	for (const key of rules.required ?? []) if (!isThere(key) && !missing.includes(key)) missing.push(key);
	for (const [key, until] of Object.entries(rules.requiredUntil ?? {})) {
		if (!isThere(key)) judgeOnceRequired(judge, map, key, name, until, place);
	}
	report(judge, map, missing, name, place, 'error');
	report(judge, map, lenient, name, place, 'warning');
}

/** A mend that adds each missing key whose value is the same for most. */
function fixesFor(judge: Judge, map: MapNode, keys: readonly string[], name: string): Fix[] {
	return keys.flatMap((key) => {
		const value = usualValues[`${name}.${key}`];
		const fixes = value === undefined ? [] : addKey(judge.text, map, key, value, `Add ${key}: ${value}`);
		return ['kind', 'apiVersion'].includes(key) ? fixes : asGuess(fixes);
	});
}

/** A key without a usual value gets no mend, since nobody but the author knows. */
const usualValues: { readonly [place: string]: string } = {
	'contract.apiVersion': `v${newestVersion}`,
	'contract.kind': 'DataContract',
	'contract.version': '1.0.0',
	'contract.status': 'draft',
	'vector property.logicalTypeOptions': '{ dimensions: 768 }',
};

function report(judge: Judge, map: MapNode, keys: readonly string[], name: string, place: Place, severity: Finding['severity']): void {
	const words = keys.map((key) => `"${key}"`);
	const last = words.pop();
	if (last === undefined) return;
	const all = words.length > 0 ? `${words.join(', ')} and ${last}` : last;
	const subject = withArticle(name);
	judge.add('contract.missing-key', headOf(map, place), `${subject.charAt(0).toUpperCase()}${subject.slice(1)} needs ${all}`, {
		severity,
		fixes: fixesFor(judge, map, keys, name),
	});
}

/** A key that newer versions let one leave out. */
function judgeOnceRequired(judge: Judge, map: MapNode, key: string, name: string, until: OdcsVersion, place: Place): void {
	if (isBefore(until, judge.version)) return;
	const next = odcsVersions[odcsVersions.indexOf(until) + 1] ?? newestVersion;
	const message = `v${judge.version} needs "${key}" in ${withArticle(name)}; from v${next} it can be left out`;
	judge.add('contract.newer-construct', headOf(map, place), message, {
		fixes: [...judge.raiseTo(next), ...fixesFor(judge, map, [key], name)],
	});
}

interface Demand {
	readonly key: string;
	readonly since?: OdcsVersion;
	readonly until?: OdcsVersion;
}

const demands = new Map<ObjectShape, readonly Demand[]>();

/** The keys that a shape asks for by itself. */
function demandsOf(shape: ObjectShape): readonly Demand[] {
	const known = demands.get(shape);
	if (known !== undefined) return known;
	const found: Demand[] = [];
	for (const [key, { required, requiredSince, requiredUntil }] of Object.entries(shape.keys)) {
		if (required) found.push({ key, ...(requiredSince && { since: requiredSince }) });
		else if (requiredUntil) found.push({ key, until: requiredUntil });
	}
	demands.set(shape, found);
	return found;
}
