import { renderCompact } from '../../../server/src/report/compact.ts';
import { renderGithub } from '../../../server/src/report/github.ts';
import { renderHtml } from '../../../server/src/report/html/page.ts';
import { renderJson } from '../../../server/src/report/json.ts';
import { renderJunit } from '../../../server/src/report/junit.ts';
import { renderMarkdown } from '../../../server/src/report/markdown.ts';
import { renderPretty } from '../../../server/src/report/pretty.ts';
import type { Format, RenderOptions, Report } from '../../../server/src/report/report.ts';
import { renderSarif } from '../../../server/src/report/sarif.ts';

const renderers = {
	pretty: renderPretty,
	json: renderJson,
	sarif: renderSarif,
	junit: renderJunit,
	markdown: renderMarkdown,
	html: renderHtml,
	github: renderGithub,
	compact: renderCompact,
};

/** As `report/index.ts` does it, without loading each format on demand. */
export function render(format: Format, report: Report, options: RenderOptions = {}): string {
	const text = renderers[format](report, options);
	return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
