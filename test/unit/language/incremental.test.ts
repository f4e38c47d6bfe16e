import { expect, test } from 'vitest';
import { finished } from '../../../server/src/spec/steps.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';
import { readInPieces } from '../../../server/src/spec/yaml/pieces.ts';
import { seeded } from '../../corpus/differential/mutate.ts';
import { expectSame, freshlyLinted, Incremental, theLongWay } from '../../fuzz/incrementalPromises.ts';
import { workOn } from '../../fuzz/work.ts';
import { yaml } from './support.ts';

const contract = yaml`
	apiVersion: v3.1.0
	kind: DataContract
	id: shop
	version: 1.0.0
	status: active
	schema:
	  - name: orders
	    description: >-
	      One row
	      an order.
	    properties:
	      - name: id
	        logicalType: integer
	        description: Counts up, never down.
	      - name: amount
	        logicalType: number
	        description: "In euros: with cents."
	  - name: customers
	    properties:
	      - name: id
	        logicalType: integer
	        description: Counts up, never down.
`;

test.each([
	['a key is begun', 'logicalType: number', 'logicalType: number\n        lo'],
	['a quote is not closed yet', '"In euros: with cents."', '"In euros'],
	['a value holds a colon', '"In euros: with cents."', 'euros: cents'],
	['a comma is too much', 'logicalType: number', 'tags: [,a]'],
	['an item is begun', 'cents."', 'cents."\n      - '],
	['a tab indents a line', '        logicalType: number', '      \tlogicalType: number'],
	['a key is written twice', 'logicalType: number', 'name: amount'],
])('where %s, the other blocks are read by themselves', (_, before, after) => {
	const text = contract.replace(before, after);
	expect(text).not.toBe(contract);

	const read = finished(readInPieces(text));

	expect(read).toBeDefined();
	const { documents, problems } = theLongWay(text);
	expect(read?.problems).toEqual(problems);
	expect(read?.node).toEqual(documents[0]?.root);
});

test.each([
	['a bracket that is not closed yet', 'logicalType: number', 'logicalType: [number'],
	['a brace that is not closed yet', 'logicalType: number', 'logicalType: { a: 1'],
	['a bracket that a brace closes', 'logicalType: number', 'logicalType: [number}'],
	['a bracket that nothing opened', 'logicalType: number', 'logicalType: ]'],
	['an anchor', 'name: amount', 'name: &amount amount'],
	['an alias', 'name: amount', 'name: *amount'],
	['a second document', 'schema:', '---\nschema:'],
	['a line that is outside of everything', '    properties:', ' properties:'],
])('%s sends the whole text the long way', (_, before, after) => {
	const text = contract.replace(before, after);
	expect(finished(readInPieces(text))).toBeUndefined();
	const { documents, problems } = parseYaml(text);
	expect({ documents, problems }).toEqual(theLongWay(text));
});

test('a text that is edited some hundred times is read and judged as if it were new each time', () => {
	const random = seeded(20260102);
	for (let round = 0; round < 4; round++) {
		const incremental = new Incremental();
		for (const step of workOn(36, random, 100)) {
			const { text } = step;
			expectSame(incremental.yaml(text), theLongWay(text), step);
			expectSame(incremental.linted(text).findings, freshlyLinted(text).findings, step);
		}
	}
}, 300_000);
