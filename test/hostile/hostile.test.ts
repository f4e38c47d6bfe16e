import { afterAll, describe, expect, it } from 'vitest';
import type { HostileCase, Reading, Refusal } from './case.ts';
import { release } from './cases/binary.ts';
import { groups } from './cases/index.ts';
import { inFolder, type Outcome, readCase } from './read.ts';

afterAll(release);

describe('hostile files are read as what they are, or refused with a reason', () => {
	it('are at least sixty', () => {
		expect(Object.values(groups).flat().length).toBeGreaterThanOrEqual(60);
	});

	for (const [group, cases] of Object.entries(groups)) {
		describe(group, () => {
			for (const hostile of cases) {
				const reason = hostile.skip?.();
				it.skipIf(reason !== undefined)(reason === undefined ? hostile.name : `${hostile.name} (skipped: ${reason})`, async () => {
					const start = performance.now();
					const outcome = await inFolder(hostile, (folder) => readCase(hostile, folder));
					judge(hostile, outcome);
					expect(performance.now() - start).toBeLessThan(120_000);
				});
			}
		});
	}
});

function judge({ expect: wanted, properties }: HostileCase, outcome: Outcome): void {
	if ('problem' in wanted) judgeRefusal(wanted, outcome);
	else if (!outcome.ok) throw new Error(`should have been read: ${JSON.stringify(outcome.problem)}`);
	else judgeReading(wanted, outcome, Object.keys(properties ?? { id: 0, name: 0, amount: 0, day: 0 }));
}

function judgeRefusal(wanted: Refusal, outcome: Outcome): void {
	if (outcome.ok)
		throw new Error(`should have been refused, but gave ${JSON.stringify(outcome.values)} ${JSON.stringify(outcome.scan.readErrors)}`);
	expect(outcome.problem.message).toMatch(wanted.says);
	expect(outcome.problem.kind).toBe(wanted.problem);
	// One sentence for a person: no SQL, no stack, no folder of the test.
	expect(outcome.problem.message).not.toMatch(/SELECT|read_csv|\n|plumbline-hostile/);
	if (wanted.line !== undefined) expect(outcome.problem.line).toBe(wanted.line);
}

function judgeReading(wanted: Reading, outcome: Extract<Outcome, { ok: true }>, declared: readonly string[]): void {
	const { values, scan, columns, bad } = outcome;
	const there = declared.filter((name) => columns.includes(name));
	expect({ rows: values.rows, broken: scan.readErrors?.brokenRows ?? 0 }).toEqual({ rows: wanted.rows, broken: wanted.broken ?? 0 });
	expect(declared.filter((name) => !columns.includes(name))).toEqual(wanted.missing ?? []);
	for (const name of there) {
		expect({ [`misfits of ${name}`]: values[`misfit ${name}`] ?? 0 }).toEqual({ [`misfits of ${name}`]: wanted.misfits?.[name] ?? 0 });
		expect({ [`nulls of ${name}`]: values[`null ${name}`] ?? 0 }).toEqual({ [`nulls of ${name}`]: wanted.nulls?.[name] ?? 0 });
	}
	const [error] = scan.readErrors?.first ?? [];
	if (wanted.kind !== undefined) expect(error?.kind).toBe(wanted.kind);
	if (wanted.line !== undefined) expect(error?.line).toBe(wanted.line);
	if (wanted.says !== undefined) expect(error?.message).toMatch(wanted.says);
	if (wanted.notes !== undefined) expect(outcome.notes.map((note) => note.message).join('\n')).toMatch(wanted.notes);
	if (wanted.first)
		expect(outcome.first).toMatchObject(
			Object.fromEntries(Object.entries(wanted.first).map(([name, text]) => [name, expect.toSatisfy((cell) => String(cell) === text)])),
		);
	if (wanted.misfitLine !== undefined && bad?.answer.kind === 'rows') expect(bad.answer.rows[0]?.line).toBe(wanted.misfitLine);
}
