import { describe, expect, it } from 'vitest';
import { maskSensitive } from '../../server/src/checks/maskSensitive.ts';
import { lintText } from '../../server/src/spec/lint.ts';
import type { CheckResult } from '../../server/src/spec/result.ts';
import { result } from '../unit/report/fixture.ts';

/** The results of a contract whose column `secret` has that classification. */
function masked(classification: string, ...results: CheckResult[]) {
	const text = `kind: DataContract\napiVersion: v3.1.0\nid: a\nversion: 1.0.0\nstatus: active\nschema:\n  - name: flights\n    properties:\n      - name: secret\n        physicalName: SECRET\n        logicalType: string\n        classification: ${classification}\n      - name: open\n        logicalType: string\n`;
	const contract = lintText(text, { file: 'a.odcs.yaml', workspace: { read: () => undefined } }).contracts[0]?.contract;
	return maskSensitive(results, contract!);
}

const leaking = result({
	property: 'secret',
	outcome: 'failed',
	message: 'secret: 1 of 2 rows below 3 (minimum 3); smallest -77',
	histogram: { labels: ['hunter2', 'x'], counts: [20, 1] },
	samples: [{ row: 1, cells: { SECRET: 'hunter2', secret: 'hunter2', open: 'seen' }, violating: ['SECRET'] }],
});

describe('masking', () => {
	it.each(['restricted', 'Confidential', 'PII', 'highly sensitive', 'private'])(
		'hides the values of a column that is %s',
		(classification) => {
			const [one] = masked(classification, leaking);
			expect(JSON.stringify(one)).not.toMatch(/hunter2|-77/);
			expect(one?.samples?.[0]?.cells).toEqual({
				SECRET: `masked (${classification})`,
				secret: `masked (${classification})`,
				open: 'seen',
			});
			expect(one?.message).toBe('secret: 1 of 2 rows below 3 (minimum 3)');
		},
	);

	it.each(['public', 'internal', 'unrestricted', 'non-sensitive', 'not_sensitive'])(
		'shows those of a column that is %s',
		(classification) => {
			expect(masked(classification, leaking)).toEqual([leaking]);
		},
	);

	it('hides the column in the rows of other rules too, and keeps what those say of their own', () => {
		const other = { ...leaking, property: 'open' };
		const [one] = masked('restricted', other);
		expect(one?.samples?.[0]?.cells.SECRET).toBe('masked (restricted)');
		expect(one?.histogram).toEqual(other.histogram);
		expect(one?.message).toBe(other.message);
	});

	it('shows that a cell is null: that is no value of anybody', () => {
		const [one] = masked('restricted', { ...leaking, samples: [{ cells: { SECRET: null } }] });
		expect(one?.samples?.[0]?.cells.SECRET).toBe(null);
	});
});
