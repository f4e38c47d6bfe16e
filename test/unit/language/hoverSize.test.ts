import { expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { DeclaredRules } from '../../../server/src/language/declaredRules.ts';
import { hoverAt } from '../../../server/src/language/hover.ts';
import { runOf } from './storedRun.ts';
import { documentOf, parsedOf, workspaceOf, yaml } from './support.ts';

const long = 'A long text about everything that anybody may want to know of it. '.repeat(8);
const name = 'a_very_long_name_of_a_column_that_somebody_made_by_joining_all_the_words_there_were';

/** A contract in which everything is as long as it gets. */
const text = yaml`
	apiVersion: v3.2.0
	kind: DataContract
	id: c
	version: 1.0.0
	schema:
	  - name: orders
	    description: ${long}
	    properties:
	      - name: ${name}
	        description: ${long}
	        logicalType: number
	        physicalType: DECIMAL(18, 2) WITH SOMETHING THAT IS LONG
	        required: true
	        unique: true
	        primaryKey: true
	        logicalTypeOptions: { minimum: -1000000000.25, maximum: 1000000000.25, multipleOf: 0.25, format: f64 }
	        enum: [${Array.from({ length: 20 }, (_, index) => `{ value: a rather long value number ${index}, description: ${long} }`).join(', ')}]
	        quality:
	          - metric: invalidValues
	            description: ${long}
	            arguments:
	              validValues: [${Array.from({ length: 20 }, (_, index) => `a rather long value number ${index}`).join(', ')}]
	              pattern: "^(${'abc|'.repeat(60)}d)$"
	            mustBeBetween: [1000000, 2000000]
	            unit: percent
	slaProperties:
	  - property: latency
	    description: ${long}
	    value: 4
	    unit: hours
	    element: orders.${name}
`;

test('no hover needs a scroll bar at 400 by 300', async () => {
	const outcome = 'failed' as const;
	const histogram = { edges: [-1234567.891, 0, 1, 1234567.891], counts: [5, 40, 20], bounds: [-1000000000.25, 1000000000.25] };
	const everything = await runOf(text, {});
	const results = everything.results.map((stored) => ({
		...stored,
		result: { ...stored.result, outcome, histogram, message: long.slice(0, 119) },
	}));
	const workspace = workspaceOf({
		results: { 'orders.odcs.yaml': { ...everything, results } },
		columns: { orders: [{ name, type: 'DECIMAL(18,2)' }] },
		values: { [`orders.${name}`]: [1, 2, 3, 4, 5].map((rows) => ({ value: long, rows: rows * 1_000_000 })) },
	});
	const parsed = parsedOf(text, workspace);
	const document = documentOf(text);
	const tall = new Set<string>();
	let count = 0;
	for (const { index } of text.matchAll(/[A-Za-z0-9_]+/g)) {
		const hover = await hoverAt(parsed, document.positionAt(index + 1), new DeclaredRules(), workspace, never);
		const contents = hover?.contents;
		if (contents === undefined || typeof contents !== 'object' || !('value' in contents)) continue;
		count++;
		if (heightOf(contents.value) > 300) tall.add(`${heightOf(contents.value)}: ${contents.value}`);
	}
	expect(count).toBeGreaterThan(50);
	expect([...tall]).toEqual([]);
});

/** Of markdown in a hover of 400 pixels, with VS Code's letters (13 pixels high, some 6.2 wide, lines of 1.5) and margins. */
function heightOf(markdown: string): number {
	const shown = markdown.replace(/\]\([^)]*\)/g, ']').replace(/[*`\\]|\[(?=\w)/g, '');
	const blocks = shown.split('\n\n');
	const lines = blocks.flatMap((block) => block.split('\n')).reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 60)), 0);
	return Math.ceil(lines * 19.5 + blocks.length * 8 + 8);
}
