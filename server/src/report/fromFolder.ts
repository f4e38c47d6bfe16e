import { posix } from 'node:path';
import type { Report } from './report.ts';

/** The same report with its paths seen from a folder above: `a.yaml` of a run in `data/` → `data/a.yaml`. Absolute paths stay. */
export function fromFolder(report: Report, folder: string): Report {
	const moved = (file: string) => (/^(?:\/|[A-Za-z]:|<)/.test(file) ? file : posix.join(folder, file));
	return {
		...report,
		results: report.results.map((result) => ({
			...result,
			contract: moved(result.contract),
			location: { ...result.location, file: moved(result.location.file) },
		})),
		sources: new Map([...report.sources].map(([file, text]) => [moved(file), text])),
		problems: report.problems.map((problem) => (problem.file === undefined ? problem : { ...problem, file: moved(problem.file) })),
	};
}
