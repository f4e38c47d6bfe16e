import { renderGithub } from './github.ts';
import { renderHtml } from './html/page.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPretty } from './pretty.ts';
import type { Format, RenderOptions, Report } from './report.ts';
import { renderSarif } from './sarif.ts';

/** The report in one of the seven formats, ending with a line feed where it is not empty. */
export function render(format: Format, report: Report, options: RenderOptions = {}): string {
	const text = renderers[format](report, options);
	return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

const renderers: Readonly<Record<Format, (report: Report, options: RenderOptions) => string>> = {
	pretty: renderPretty,
	json: renderJson,
	sarif: renderSarif,
	junit: renderJunit,
	markdown: renderMarkdown,
	html: renderHtml,
	github: renderGithub,
};
