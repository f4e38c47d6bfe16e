import type { SchemaObject } from '../../spec/contract/model.ts';
import type { NamedPart } from '../../spec/referenceText.ts';
import type { Property } from '../../spec/rules/walk.ts';

type Step = SchemaObject | Property;

export interface AlignedStep {
	readonly step: Step;
	/** Which of the step's names the reference gives. */
	readonly by: 'name' | 'id' | 'physicalName';
	/** Place in the reference's text. */
	readonly start: number;
	readonly end: number;
}

/** Which words of a reference name which step of the way to its target. A name with dots in it takes several words. */
export function align(parts: readonly NamedPart[], steps: readonly Step[], style: 'names' | 'ids'): readonly AlignedStep[] {
	return (style === 'ids' ? byId(parts, steps) : byName(parts, 0, steps, 0)) ?? [];
}

function byId(parts: readonly NamedPart[], steps: readonly Step[]): AlignedStep[] | undefined {
	if (parts.length !== steps.length) return undefined;
	return steps.flatMap((step, index) => {
		const part = parts[index];
		if (part === undefined) return [];
		const by = step.id?.value === part.text ? 'id' : 'name';
		return step[by]?.value === part.text ? [{ step, by, start: part.start, end: part.end }] : [];
	});
}

function byName(parts: readonly NamedPart[], from: number, steps: readonly Step[], at: number): AlignedStep[] | undefined {
	const step = steps[at];
	if (step === undefined) return from === parts.length ? [] : undefined;
	for (const by of ['name', 'physicalName'] as const) {
		let text = '';
		for (let to = from + 1; to <= parts.length; to++) {
			const last = parts[to - 1];
			text = to === from + 1 ? (last?.text ?? '') : `${text}.${last?.text ?? ''}`;
			if (step[by]?.value !== text) continue;
			const rest = byName(parts, to, steps, at + 1);
			if (rest !== undefined) return [{ step, by, start: parts[from]?.start ?? 0, end: last?.end ?? 0 }, ...rest];
		}
	}
	return undefined;
}
