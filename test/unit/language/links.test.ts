import { describe, expect, it } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { documentLinksOf } from '../../../server/src/language/links.ts';
import { documentOf, type Files, parsedOf, workspaceOf } from './support.ts';

const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: c\nversion: 1.0.0\n';

function links(text: string, files: Files['files'] = {}): string[] {
	const workspace = workspaceOf({ files });
	const document = documentOf(head + text);
	return documentLinksOf(parsedOf(head + text, workspace), workspace, never).map(
		({ range, target }) => `${document.getText(range)} → ${target}`,
	);
}

const server = (lines: string) => `servers:\n  - server: s\n${lines.replace(/^/gm, '    ')}\n`;

describe('document links', () => {
	it('opens addresses, wherever the standard has them', () => {
		const text = `support:
  - channel: x
    url: "https://a.example/x?y=1#z"
    invitationUrl: mailto:team@a.example
schema:
  - name: o
    authoritativeDefinitions:
      - type: tutorial
        url: http://b.example
`;
		expect(links(text)).toEqual([
			'https://a.example/x?y=1#z → https://a.example/x?y=1#z',
			'mailto:team@a.example → mailto:team@a.example',
			'http://b.example → http://b.example',
		]);
	});

	it('opens definitions beside the contract', () => {
		const text = 'authoritativeDefinitions:\n  - type: x\n    url: ../docs/my%20notes.md#part\n';
		expect(links(text)).toEqual(['../docs/my%20notes.md#part → file:///docs/my%20notes.md#part']);
	});

	it('opens the files of servers', () => {
		expect(links(server('type: local\npath: data/orders.csv'))).toEqual(['data/orders.csv → file:///w/data/orders.csv']);
		expect(links(server('type: local\npath: ./data'))).toEqual(['./data → file:///w/data']);
		expect(links(server('type: duckdb\ndatabase: db/x.duckdb'))).toEqual(['db/x.duckdb → file:///w/db/x.duckdb']);
		expect(links(server('type: custom\nlocation: /srv/x.csv'))).toEqual(['/srv/x.csv → file:///srv/x.csv']);
	});

	it.each([
		['wildcards', 'type: local\npath: data/*.csv'],
		['variables', 'type: local\npath: ${DATA}/x.csv'],
		['templates', 'type: s3\nlocation: s3://b/{model}/x.csv'],
		['stores that no editor opens', 'type: s3\nlocation: s3://b/x.csv'],
		['names of databases', 'type: duckdb\ndatabase: main'],
		['schemes that run something', 'type: custom\nlocation: command:workbench.action.quit'],
	])('has no link for %s', (_, lines) => {
		expect(links(server(lines))).toEqual([]);
	});

	it('opens the contracts that references name', () => {
		const other = `${head}schema:\n  - name: p\n    properties:\n      - name: k\n`;
		const text = 'schema:\n  - name: o\n    properties:\n      - name: x\n        relationships:\n          - to: p.odcs.yaml#p.k\n';
		expect(links(text, { 'p.odcs.yaml': other })).toEqual(['p.odcs.yaml → file:///w/p.odcs.yaml']);
	});

	it('leaves values that are not of the standard alone', () => {
		expect(links('customProperties:\n  - property: x\n    value:\n      url: https://a.example\n')).toEqual([]);
	});
});
