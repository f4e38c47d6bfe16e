import type { Format, RenderOptions, Report } from './report.ts';

/** The report in one of the eight formats, ending with a line feed where it is not empty. Only that format's code is loaded. */
export async function render(format: Format, report: Report, options: RenderOptions = {}): Promise<string> {
	const renderer = await renderers[format]();
	const text = renderer(report, options);
	return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

const renderers: Readonly<Record<Format, () => Promise<(report: Report, options: RenderOptions) => string>>> = {
	pretty: async () => (await import('./pretty.ts')).renderPretty,
	compact: async () => (await import('./compact.ts')).renderCompact,
	json: async () => (await import('./json.ts')).renderJson,
	sarif: async () => (await import('./sarif.ts')).renderSarif,
	junit: async () => (await import('./junit.ts')).renderJunit,
	markdown: async () => (await import('./markdown.ts')).renderMarkdown,
	html: async () => (await import('./html/page.ts')).renderHtml,
	github: async () => (await import('./github.ts')).renderGithub,
};
