import { shapes } from '../contract/shapes.ts';
import { isRetiredVersion, newestVersion, type OdcsVersion, odcsVersions, parseApiVersion } from '../contract/versions.ts';
import type { Finding } from '../finding.ts';
import { clip, oneOf } from '../rules/finding.ts';
import { replaceValue } from '../rules/write.ts';
import type { MapNode, Node, ScalarNode } from '../yaml/node.ts';
import { Judge } from './judge.ts';
import { judgeObject } from './objects.ts';

export interface Structure {
	/** Undefined where the document is not to be judged any further: no map at its root, or a version of the standard that is no longer read. */
	readonly version: OdcsVersion | undefined;
	readonly findings: readonly Finding[];
}

/**
 * Judges a document by what each of its objects says by itself: keys, types, enumerations, what one value asks of
 * another in the same object, and the versions of the standard. Never throws. Linear in the document.
 *
 * @param judged objects of the schema that are known already, and left out
 */
export function judgeStructure(text: string, root: Node, judged: Iterable<MapNode> = []): Structure {
	if (root.kind !== 'map') {
		const judge = new Judge(text, newestVersion, undefined);
		const range = { start: root.range.start, end: Math.min(root.range.end, root.range.start + 1) };
		judge.add(
			'contract.not-a-contract',
			range,
			`A contract is a map of keys such as "apiVersion" and "schema", but this is ${root.kind === 'seq' ? 'a list' : 'text'}`,
		);
		return { version: undefined, findings: judge.findings };
	}
	const declared = root.get('apiVersion')?.value;
	const written = declared?.kind === 'scalar' && declared.value !== null ? declared.text : undefined;
	if (declared !== undefined && written !== undefined && isRetiredVersion(written)) {
		const judge = new Judge(text, newestVersion, declared);
		const message = `The contract follows ODCS ${clip(written, 12)}, which is no longer read; rewrite it to v${newestVersion}`;
		judge.add('contract.retired-version', declared.range, message);
		return { version: undefined, findings: judge.findings };
	}
	const version = written === undefined ? undefined : parseApiVersion(written);
	const judge = new Judge(text, version ?? newestVersion, version === undefined ? undefined : declared, judged);
	if (declared !== undefined && version === undefined) judgeApiVersion(judge, root, declared);
	judgeObject(judge, root, shapes.root, { key: '', keyRange: headOfDocument(root), required: true });
	return { version: version ?? newestVersion, findings: judge.findings };
}

function judgeApiVersion(judge: Judge, root: MapNode, node: Node): void {
	const entry = root.get('apiVersion');
	// A list, a map or nothing at all is reported as any key's would be.
	if (node.kind !== 'scalar' || node.value === null || entry === undefined) return;
	const meant = nearVersion(node);
	const known = oneOf(odcsVersions.map((version) => `v${version}`).reverse());
	judge.add('contract.api-version', node.range, `Unknown apiVersion ${clip(node.text, 20)}; use ${known}`, {
		fixes: replaceValue(node, meant),
	});
}

/** The newest version that begins like the one that is written. */
function nearVersion(node: ScalarNode): string {
	const numbers = /\d+(?:\.\d+)*/.exec(node.text)?.[0] ?? '';
	const parts = numbers.split('.').slice(0, 3);
	for (let length = parts.length; length > 1; length--) {
		const start = parts.slice(0, length).join('.');
		const version = odcsVersions.findLast((candidate) => candidate === start || candidate.startsWith(`${start}.`));
		if (version !== undefined) return `v${version}`;
	}
	return `v${newestVersion}`;
}

function headOfDocument(root: MapNode) {
	return root.entries[0]?.keyRange ?? { start: root.range.start, end: root.range.start };
}
