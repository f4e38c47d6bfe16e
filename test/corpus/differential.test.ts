import { describe, expect, test } from 'vitest';
import { type Comparison, comparer } from './differential/compare.ts';
import { corpus, hasStandard, standardFolder } from './differential/corpus.ts';
import { laxer, stricter } from './differential/differences.ts';
import { type Json, mutate, poolOf, seeded } from './differential/mutate.ts';

const cases = Number(process.env.DIFFERENTIAL_CASES ?? 3_000);
const seed = Number(process.env.DIFFERENTIAL_SEED ?? 20_261_125);

if (!hasStandard) console.warn(`SKIPPED: the standard's schemas are not at ${standardFolder}; our verdicts are not compared with them`);

describe.skipIf(!hasStandard)('our verdict and the standard’s schema', () => {
	test(`agree on ${cases} mutated contracts, but for the differences that are written down`, { timeout: 600_000 }, () => {
		const documents = corpus();
		const [rich = null, ...others] = documents;
		const pool = poolOf(documents);
		const compare = comparer();
		const random = seeded(seed);
		const unexplained: string[] = [];
		const seen = { agreed: 0, differed: 0 };
		for (let index = 0; index < cases && unexplained.length < 10; index++) {
			// The rich contract and the valid examples first: a mistake in what is wrong already shows little.
			const base = random() < 0.4 ? rich : (others[Math.floor(random() * (random() < 0.7 ? 18 : others.length))] ?? null);
			const comparison = compare(mutate(base, pool, random));
			const problem = unexplainedDifference(comparison);
			if (problem === undefined) seen.agreed++;
			else if (problem === '') seen.differed++;
			else unexplained.push(`${problem}\n${excerpt(comparison)}`);
		}
		expect(unexplained.join('\n\n')).toBe('');
		// Neither a comparison that never differs nor one that never agrees compares anything.
		expect(seen.agreed).toBeGreaterThan(cases / 4);
		expect(seen.differed).toBeGreaterThan(0);
	});

	test('the unmutated corpus is judged the same', () => {
		const compare = comparer();
		for (const document of corpus()) expect(unexplainedDifference(compare(document)) || '').toBe('');
	});
});

/** Undefined where the judges agree, empty where they differ for a reason that is written down, else the difference. */
function unexplainedDifference(comparison: Comparison): string | undefined {
	const { declared, newest, findings } = comparison;
	const errors = findings.filter((finding) => finding.severity === 'error');
	const accepted = declared.length === 0 || newest.length === 0;
	if (errors.length > 0) {
		if (!accepted) return undefined;
		const left = errors.filter(({ code, message }) => !stricter.some((difference) => difference.explains(code, comparison, message)));
		return left.length === 0
			? ''
			: `rejected, but accepted by a schema: ${left.map(({ code, message }) => `${code}: ${message}`).join('; ')}`;
	}
	if (!accepted)
		return laxer.some((difference) => difference.explains(comparison)) ? '' : `accepted, but rejected by both schemas: ${briefly(newest)}`;
	if (declared.length === 0) return undefined;
	// Only the newest accepts: then something is newer than the contract says, and a warning says so.
	const warned = findings.some((finding) => finding.code === 'contract.newer-construct');
	return warned || laxer.some((difference) => difference.explains(comparison))
		? ''
		: `accepted without a warning, but rejected by v${comparison.version}: ${briefly(declared)}`;
}

function briefly(errors: Comparison['newest']): string {
	return errors
		.filter((error) => !['if', 'oneOf', 'anyOf', 'allOf'].includes(error.keyword))
		.slice(0, 3)
		.map((error) => `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`)
		.join('; ');
}

/** The part of the document that the schema complains of, or all of it where that is short. */
function excerpt({ document, newest, declared, text }: Comparison): string {
	const [deepest] = [...newest, ...declared].sort((a, b) => b.instancePath.length - a.instancePath.length);
	let part: Json | undefined = document;
	for (const step of deepest?.instancePath.split('/').slice(1, -1) ?? [])
		part = part !== null && typeof part === 'object' ? Object.entries(part).find(([key]) => key === step)?.[1] : undefined;
	return deepest === undefined ? text.slice(0, 300) : (JSON.stringify(part)?.slice(0, 400) ?? '');
}
