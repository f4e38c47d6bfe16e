import { afterAll, describe, it as test } from 'vitest';
import { type Ended, plumbline } from '../cli/command.ts';
import type { HostileCase } from './case.ts';
import { release } from './cases/binary.ts';
import { groups } from './cases/index.ts';
import { inFolder } from './read.ts';

afterAll(release);

/** The same files through the command, as a process: it ends, with the right code, and says what the reading says. */
describe('the command ends well on hostile files', () => {
	for (const [group, cases] of Object.entries(groups)) {
		describe(group, () => {
			for (const hostile of cases) {
				test.skipIf(hostile.skip?.() !== undefined).concurrent(hostile.name, async ({ expect }) => {
					const ended = await inFolder(hostile, (folder) => plumbline(['check', 'hostile.odcs.yaml', '--format', 'json'], { cwd: folder }));
					expect({ signal: ended.signal, stack: /\n\s+at .*:\d+:\d+/.test(ended.stderr) }, ended.stderr).toEqual({
						signal: null,
						stack: false,
					});
					const results = resultsOf(ended);
					const errored = results.filter((result) => result.outcome === 'errored');
					if ('problem' in hostile.expect && hostile.unread !== true) {
						expect({ code: ended.code, errored: errored.length > 0 }, ended.stderr).toEqual({ code: 2, errored: true });
						expect(errored.map((result) => `${result.message} ${result.reason ?? ''}`).join('\n')).toMatch(hostile.expect.says);
					} else {
						expect(errored).toEqual([]);
						expect(ended.code, JSON.stringify(results.filter((result) => result.outcome !== 'passed'))).toBe(fails(hostile) ? 1 : 0);
					}
				});
			}
		});
	}
});

interface Result {
	readonly outcome: string;
	readonly message: string;
	readonly reason?: string;
}

function resultsOf({ stdout, stderr }: Ended): readonly Result[] {
	const report: unknown = stdout === '' ? undefined : JSON.parse(stdout);
	if (typeof report !== 'object' || report === null || !('results' in report) || !Array.isArray(report.results))
		throw new Error(`no report: ${stdout.slice(0, 500)} ${stderr.slice(0, 500)}`);
	return report.results;
}

function fails({ expect: wanted }: HostileCase): boolean {
	if ('problem' in wanted) return false;
	return (wanted.broken ?? 0) > 0 || (wanted.missing ?? []).length > 0 || Object.keys(wanted.misfits ?? {}).length > 0;
}
