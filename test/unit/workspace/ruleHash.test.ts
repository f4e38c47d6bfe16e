import { expect, test } from 'vitest';
import { lintText } from '../../../server/src/spec/lint.ts';
import { ruleHash } from '../../../server/src/workspace/ruleHash.ts';

const contract = `kind: DataContract
servers:
  - server: local
    path: ./a.csv
schema:
  - name: orders
    properties:
      - name: amount
        logicalType: number
        description: How much.
        logicalTypeOptions:
          minimum: 0
          maximum: 9
        quality:
          - metric: nullValues
            mustBe: 0
      - name: state
        enum: [paid, open]
slaProperties:
  - property: latency
    value: 4
    unit: d
`;

/** Hash of the rule that stands at the first such words. */
function hashAt(words: string, text: string): string {
	const { contracts } = lintText(text, { file: 'a.odcs.yaml', workspace: { read: () => undefined } });
	return ruleHash(contracts[0]!.root, text.indexOf(words));
}

const rules = ['0\n          maximum', '9', 'nullValues', 'paid', 'latency', 'amount'];

test.each(rules)('the rule at %j is another where its own words, its subject or the servers change', (words) => {
	const same = hashAt(words, contract);
	for (const [from, to] of [
		['How much.', 'What it costs.'],
		['kind: DataContract\n', 'kind: DataContract\n# Moved.\n\n'],
		['servers:', 'description:\n  purpose: x\nservers:'],
	] as const) {
		expect(hashAt(words, contract.replace(from, to)), `${from} → ${to}`).toBe(same);
	}
	expect(hashAt(words, contract.replace('./a.csv', './b.csv'))).not.toBe(same);
});

test.each([
	['0\n          maximum', 'minimum: 0', 'exclusiveMinimum: 0'],
	['9', 'logicalType: number', 'logicalType: integer'],
	['nullValues', 'mustBe: 0', 'mustBe: 1'],
	['paid', 'open', 'lost'],
	['paid', 'name: orders', 'name: order'],
	['latency', 'value: 4', 'value: 5'],
])('the rule at %j hangs on %j', (words, from, to) => {
	expect(hashAt(words, contract.replace(from, to))).not.toBe(hashAt(words, contract));
});

test.each([
	['9', 'minimum: 0', 'minimum: 1'],
	['0\n          maximum', 'mustBe: 0', 'mustBe: 1'],
	['nullValues', 'maximum: 9', 'maximum: 8'],
	['paid', 'name: amount', 'name: price'],
])('the rule at %j does not hang on %j', (words, from, to) => {
	expect(hashAt(words, contract.replace(from, to))).toBe(hashAt(words, contract));
});
