export interface PageOptions {
	readonly title: string;
	/** What the editor serves files of the extension from, as a policy names it. */
	readonly source: string;
	readonly nonce: string;
	/** Addresses. */
	readonly script: string;
	readonly styles: string;
}

/**
 * The page of a panel. Nothing may be loaded but our own script, styles and font, nothing is fetched, no text is run:
 * the script that stands here carries a nonce, those that it loads come from our folder.
 */
export function panelHtml({ title, source, nonce, script, styles }: PageOptions): string {
	const policy = [
		`default-src 'none'`,
		`script-src 'nonce-${nonce}' ${source}`,
		`style-src ${source}`,
		`font-src ${source}`,
		`base-uri 'none'`,
		`form-action 'none'`,
	].join('; ');
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${styles}">
</head>
<body>
<div id="panel"></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
