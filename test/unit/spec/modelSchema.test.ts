import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemaOf } from '../../../server/src/spec/contract/jsonSchema.ts';
import { contract } from '../../../server/src/spec/contract/model.ts';
import { odcsVersions } from '../../../server/src/spec/contract/versions.ts';
import { corpus, hasStandard, schemaOf } from '../../corpus/differential/corpus.ts';
import { mutate, poolOf, seeded } from '../../corpus/differential/mutate.ts';
import { richContract } from '../../corpus/differential/richContract.ts';

const validator = (schema: object) => new Ajv2019({ strict: false, validateFormats: false }).compile(schema);

describe('the published JSON Schema', () => {
	test.each(odcsVersions)('compiles for %s', (version) => {
		expect(() => validator(jsonSchemaOf(version))).not.toThrow();
	});

	test('accepts a contract that has every construct', () => {
		const validate = validator(jsonSchemaOf('3.2.0'));
		validate(parse(richContract));
		expect(validate.errors).toBeNull();
	});

	test('leaves out what its version does not have yet', () => {
		const validate = validator(jsonSchemaOf('3.1.0'));
		const valid = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'a', version: '1', status: 'active' };
		expect(validate(valid)).toBe(true);
		expect(validate({ ...valid, context: 'x' })).toBe(false);
		expect(validate({ ...valid, apiVersion: 'v3.2.0' })).toBe(false);
	});

	test.skipIf(!hasStandard)('says the same as the standard’s own of 3.2.0 on mutated contracts', () => {
		const documents = corpus().filter(
			(document) => document !== null && typeof document === 'object' && !Array.isArray(document) && document.apiVersion !== 'v3.0.2',
		);
		const pool = poolOf(documents);
		const random = seeded(7);
		const [ours, theirs] = [validator(jsonSchemaOf('3.2.0')), validator(schemaOf('3.2.0'))];
		const differences: string[] = [];
		let agreed = 0;
		for (let index = 0; index < 1_000; index++) {
			const document = mutate(documents[index % documents.length] ?? null, pool, random);
			if (ours(document) === theirs(document)) agreed++;
			else differences.push(JSON.stringify((ours.errors ?? theirs.errors)?.[0]));
		}
		// Forms of references, uniqueness and forbidden keys of relationships are left to lint.
		expect(agreed, differences.slice(0, 5).join('\n')).toBeGreaterThan(950);
	});
});

describe('the model', () => {
	test.skipIf(!hasStandard)('takes every valid example of the standard as it is', () => {
		// The rich contract and the 18 examples stand first.
		for (const document of corpus().slice(0, 19)) expect(contract.safeParse(document).error?.issues).toBeUndefined();
	});
});
