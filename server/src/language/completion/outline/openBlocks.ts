import { isAbsent, LooseSlot, type OutlineContainer, OutlineMap, OutlineSeq, type Slot } from './nodes.ts';
import type { OpenContainer } from './settle.ts';

/** The maps and lists that the next line could still add to, outermost first. */
export class OpenBlocks {
	readonly root = new LooseSlot();
	readonly #open: OutlineContainer[] = [];

	get isEmpty(): boolean {
		return this.#open.length === 0;
	}

	get innermost(): OutlineContainer | undefined {
		return this.#open.at(-1);
	}

	/** The innermost one that stands left of a column. */
	leftOf(column: number): OutlineContainer | undefined {
		return this.#open.findLast((container) => container.column < column);
	}

	/** As they are now, with the places that nothing has been found for yet. */
	snapshot(): OpenContainer[] {
		return this.#open.map((container): OpenContainer => {
			const slot = container.last;
			return slot !== undefined && isAbsent(slot.value) ? { container, free: slot } : { container };
		});
	}

	/**
	 * The list whose dashes stand in a column.
	 *
	 * @param typed place of a word that is being typed: it gives way to what stands below it
	 */
	seqAt(column: number, offset: number, typed: Slot | undefined): OutlineSeq {
		this.#close((container) => container.column > column);
		const top = this.#open.at(-1);
		if (top instanceof OutlineSeq && top.column === column) return top;
		const slot = this.#freeSlot(top, typed);
		const seq = new OutlineSeq(slot, offset, column);
		slot.fill(seq);
		this.#open.push(seq);
		return seq;
	}

	/** The map whose keys stand in a column; a new one where a dash stands before the key. */
	mapAt(column: number, offset: number, behindDash: Slot | undefined, typed: Slot | undefined): OutlineMap {
		if (behindDash === undefined) {
			this.#close((container) => container.column > column || (container instanceof OutlineSeq && container.column === column));
		}
		const top = this.#open.at(-1);
		if (behindDash === undefined && top instanceof OutlineMap && top.column === column) return top;
		const slot = behindDash ?? this.#freeSlot(top, typed);
		const map = new OutlineMap(slot, offset, column);
		slot.fill(map);
		this.#open.push(map);
		return map;
	}

	/** Where a new container goes; nowhere where its place is taken already. */
	#freeSlot(top: OutlineContainer | undefined, typed: Slot | undefined): Slot {
		const slot = top === undefined ? this.root : top.last;
		// A word behind a dash that is being typed is a key to be, like those below it.
		return slot !== undefined && (slot === typed || isAbsent(slot.value)) ? slot : new LooseSlot();
	}

	#close(isDone: (container: OutlineContainer) => boolean): void {
		for (let top = this.#open.at(-1); top !== undefined && isDone(top); top = this.#open.at(-1)) this.#open.pop();
	}

	/** All that is open reaches as far as what has been read. */
	grow(end: number): void {
		for (const container of this.#open) container.range.end = Math.max(container.range.end, end - 1);
	}
}
