import type { Finding } from './finding.ts';
import type { Range } from './range.ts';
import type { MapNode, Node } from './yaml/node.ts';
import { PieceCache } from './yaml/pieces.ts';
import { movedFinding } from './yaml/skeleton.ts';

/** A finding, and which of several at one place it is: the lower comes first. */
export interface Ordered {
	readonly finding: Finding;
	readonly order: number;
}

/**
 * What was found in the objects of one document, so that after an edit only the object that was edited is judged anew.
 * Good for as long as an object's own lines stay the same, and what all objects hang on: the version and the servers.
 */
export class LintMemory {
	readonly pieces = new PieceCache();
	#shared = '';
	#objects = new Map<string, readonly Ordered[]>();

	/** What is known of the objects of a text whose blocks were read apart; undefined where its parts may hang together in other ways. */
	recall(text: string, root: Node): Recollection | undefined {
		const schema = root.kind === 'map' ? root.get('schema')?.value : undefined;
		if (root.kind !== 'map' || schema?.kind !== 'seq' || schema.flow || mayHaveAliases.test(text)) return undefined;
		// Mends are written with the line breaks that the text has.
		const breaks = text.includes('\r\n') ? '\r\n' : '\n';
		const shared = [breaks, ...['apiVersion', 'servers'].map((key) => written(root.get(key)?.value, text))].join('\u0000');
		const known = shared === this.#shared ? this.#objects : undefined;
		const behind = root.entries.find(({ range }) => range.start >= schema.range.end)?.range.start ?? text.length;
		const starts = [...schema.items.map(({ range }) => lineStart(text, range.start)), lineStart(text, behind)];
		const objects: RecalledObject[] = [];
		for (const [index, map] of schema.items.entries()) {
			const span = { start: starts[index] ?? 0, end: starts[index + 1] ?? 0 };
			if (map.kind !== 'map') continue;
			if (span.end <= span.start) return undefined;
			const findings = known?.get(text.slice(span.start, span.end));
			objects.push({ map, span, ...(findings && { findings }) });
		}
		return new Recollection(text, shared, objects);
	}

	/** Forgets all that was not recalled. */
	keep(recollection: Recollection): void {
		this.#shared = copied(recollection.shared);
		this.#objects = new Map(recollection.toKeep());
	}
}

interface RecalledObject {
	readonly map: MapNode;
	/** Its lines. */
	readonly span: Range;
	/** Places counted from the start of the span; absent where the object has to be judged. */
	readonly findings?: readonly Ordered[];
}

/** What is known of one text, and what is learned of it. */
export class Recollection {
	/** What all objects hang on. */
	readonly shared: string;
	readonly #text: string;
	readonly #objects: readonly RecalledObject[];
	readonly #judged: ReadonlySet<Node>;
	readonly #learned = new Map<RecalledObject, Ordered[]>();
	/** False once an object was seen to say something of what is not its own. */
	#isSound = true;

	constructor(text: string, shared: string, objects: readonly RecalledObject[]) {
		this.#text = text;
		this.shared = shared;
		this.#objects = objects;
		this.#judged = new Set(objects.filter(({ findings }) => findings !== undefined).map(({ map }) => map));
		for (const object of objects) if (object.findings === undefined) this.#learned.set(object, []);
	}

	get objects(): readonly MapNode[] {
		return this.#objects.map(({ map }) => map);
	}

	/** Objects that need not be judged. */
	get judged(): readonly MapNode[] {
		return this.objects.filter((map) => this.#judged.has(map));
	}

	isJudged(node: Node): boolean {
		return this.#judged.has(node);
	}

	/** Findings in the objects that need not be judged, where those are now. */
	findings(): Ordered[] {
		return this.#objects.flatMap(({ span, findings = [] }) =>
			findings.map(({ finding, order }) => ({ finding: movedFinding(finding, (offset) => offset + span.start), order })),
		);
	}

	/**
	 * Takes what one rule found in the objects that had to be judged, and elsewhere.
	 *
	 * @param elsewhere how many findings the rule has of a contract without objects
	 */
	learn(order: number, findings: readonly Finding[], elsewhere: number): void {
		let outside = 0;
		for (const finding of findings) {
			const object = this.#objectAt(finding.range);
			const learned = object && this.#learned.get(object);
			if (object === undefined || learned === undefined) outside++;
			else learned.push({ finding: movedFinding(finding, (offset) => offset - object.span.start), order });
		}
		if (outside !== elsewhere) this.#isSound = false;
	}

	*toKeep(): Iterable<readonly [string, readonly Ordered[]]> {
		for (const object of this.#objects) {
			const { span, findings } = object;
			const lines = this.#text.slice(span.start, span.end);
			if (findings !== undefined) yield [lines, findings];
			else if (this.#isSound) {
				const learned = this.#learned.get(object) ?? [];
				if (learned.every(({ finding }) => staysInside(finding, span.end - span.start))) yield [copied(lines), learned];
			}
		}
	}

	#objectAt({ start, end }: Range): RecalledObject | undefined {
		let low = 0;
		let high = this.#objects.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#objects[middle]?.span.start ?? 0) <= start) low = middle + 1;
			else high = middle;
		}
		const object = this.#objects[low - 1];
		return object !== undefined && end <= object.span.end ? object : undefined;
	}
}

/** What ties the parts of a text together, whatever their lines say. */
const mayHaveAliases = /(?:^|[\s[{,:])[&*][^\s&*]/m;

function staysInside({ range, related = [], fixes = [] }: Finding, length: number): boolean {
	const isInside = ({ start, end }: Range) => start >= 0 && end <= length;
	return (
		isInside(range) &&
		related.every((place) => place.file === undefined && isInside(place.range)) &&
		fixes.every(({ edits }) => edits.every((edit) => isInside(edit.range)))
	);
}

function written(node: Node | undefined, text: string): string {
	return node === undefined ? '' : text.slice(node.range.start, node.range.end);
}

function lineStart(text: string, offset: number): number {
	return text.lastIndexOf('\n', offset - 1) + 1;
}

/** A part of a text keeps all of the text; a copy does not. */
function copied(text: string): string {
	return JSON.parse(JSON.stringify(text));
}
