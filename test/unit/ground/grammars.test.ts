import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';
import { shapes } from '../../../server/src/spec/contract/shapes.ts';

const root = join(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
const { contributes } = require('../../../package.json');

/** An editor as it comes (with grammars for YAML and SQL), and one with ours alone. */
const editors = { 'with YAML and SQL': true, 'with ours alone': false };

beforeAll(() => oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))));

describe.for(Object.entries(editors))('%s', ([, complete]) => {
	let odcs: IGrammar;
	let trainingSpec: IGrammar;

	beforeAll(async () => {
		odcs = await load('source.yaml.odcs', complete);
		trainingSpec = await load('source.yaml.training-spec', complete);
	});

	test('keys of the format, operators and closed words have scopes of their own', () => {
		const text = [
			'apiVersion: v3.1.0',
			'kind: DataContract',
			'schema:',
			'  - name: flights # three million',
			'    properties:',
			'      - logicalType: integer',
			'        quality:',
			'          - metric: nullValues',
			'            mustBeLessThan: 1',
			'            severity: warning',
		].join('\n');
		expect(scopeOf(odcs, text, 'v3.1.0')).toContain('constant.other.version.odcs');
		expect(scopeOf(odcs, text, 'DataContract')).toContain('constant.language.kind.odcs');
		expect(scopeOf(odcs, text, 'properties')).toContain('support.type.property-name.odcs');
		expect(scopeOf(odcs, text, 'integer')).toContain('storage.type.odcs');
		expect(scopeOf(odcs, text, 'nullValues')).toContain('support.function.metric.odcs');
		expect(scopeOf(odcs, text, 'mustBeLessThan')).toContain('keyword.operator.comparison.odcs');
		expect(scopeOf(odcs, text, 'warning')).toContain('constant.language.severity.odcs');
		expect(scopeOf(odcs, text, 'three million')).toMatch(/comment\.line/);
	});

	test('a key of nobody is a YAML key and no key of ours', () => {
		const scope = scopeOf(odcs, 'nmae: flights', 'nmae');
		expect(scope).toContain('entity.name.tag.yaml');
		expect(scope).not.toContain('support.type.property-name');
	});

	test.for([
		['in a mapping', '        type: sql\n        query: |\n          SELECT count(*)\n\n          FROM {object}\n        mustBe: 0'],
		['behind a dash', '      - query: |\n          SELECT count(*)\n\n          FROM {object}\n        mustBe: 0'],
		['folded', 'query: >-\n  SELECT count(*)\n  FROM {object}\nmustBe: 0'],
		['on one line', '  query: SELECT count(*) FROM {object}\n  mustBe: 0'],
		['with a string left open', "  query: |\n    SELECT count(*) FROM {object} WHERE a = 'b\n  mustBe: 0"],
	])('SQL is SQL %s, and ends where the query ends', ([, text]) => {
		expect(scopeOf(odcs, text!, 'SELECT')).toMatch(/meta\.embedded\.(block|inline)\.sql.*\.sql/);
		expect(scopeOf(odcs, text!, 'FROM')).toMatch(/meta\.embedded/);
		expect(scopeOf(odcs, text!, 'object')).toContain('variable.language.placeholder.odcs');
		expect(scopeOf(odcs, text!, 'mustBe')).toContain('keyword.operator.comparison.odcs');
		expect(scopeOf(odcs, text!, 'mustBe')).not.toContain('meta.embedded');
	});

	test('variables of the environment are seen in plain and quoted text', () => {
		for (const text of ['path: ${DATA:-./data}/a.csv', 'path: "${DATA:-./data}/a.csv"', 'path: in/${DATA:-./data}/a.csv']) {
			if (complete || !text.includes('in/')) {
				expect(scopeOf(odcs, text, 'DATA'), text).toContain('variable.other.environment.odcs');
				expect(scopeOf(odcs, text, './data'), text).toContain('string.unquoted.default.odcs');
			}
		}
	});

	test('a pattern is a regular expression', () => {
		expect(scopeOf(odcs, 'pattern: "^[A-Z]{3}$"', '^[A-Z]{3}$')).toContain('string.regexp.odcs');
		expect(scopeOf(odcs, "pattern: '^[A-Z]{3}$'", '^[A-Z]{3}$')).toContain('string.regexp.odcs');
	});

	test('a training spec has its own keys and words', () => {
		const text = 'kind: TrainingSpec\ntask: binary-classification\nsplit:\n  strategy: time\ntrainer:\n  builtin: xgboost';
		expect(scopeOf(trainingSpec, text, 'TrainingSpec')).toContain('constant.language.kind.training-spec');
		expect(scopeOf(trainingSpec, text, 'binary-classification')).toContain('storage.type.training-spec');
		expect(scopeOf(trainingSpec, text, 'split')).toContain('support.type.property-name.training-spec');
		expect(scopeOf(trainingSpec, text, 'xgboost')).toContain('support.function.trainer.training-spec');
	});

	test('every example is read to its end without a scope left open', () => {
		for (const name of readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.odcs.yaml'))) {
			const text = `${readFileSync(join(root, 'examples', name), 'utf8')}\nkind: DataContract`;
			expect(scopesOf(odcs, text).at(-1)?.scopes, name).toBe('source.yaml.odcs constant.language.kind.odcs');
		}
	});
});

test('the grammar knows every key of the model, and no other', () => {
	const modelled = Object.values(shapes.objects).flatMap((object) => Object.keys(object.keys));
	const { repository } = require('../../../syntaxes/odcs.tmLanguage.json');
	const keys = [repository.key, repository.operator].flatMap(({ match }) => /\(([\w|$]+)\)\(\?=/.exec(match)?.[1]?.split('|') ?? []);
	expect([...new Set(keys)].sort()).toEqual([...new Set(modelled)].sort());
});

/** Loads a grammar by the manifest, as an editor does. */
async function load(scopeName: string, complete: boolean): Promise<IGrammar> {
	const registry = new textmate.Registry({
		onigLib: Promise.resolve({
			createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
			createOnigString: (text) => new oniguruma.OnigString(text),
		}),
		loadGrammar: async (wanted): Promise<IRawGrammar | null> => {
			const ours = contributes.grammars.find((grammar: { scopeName: string }) => grammar.scopeName === wanted);
			if (ours) {
				return textmate.parseRawGrammar(readFileSync(join(root, ours.path), 'utf8'), ours.path);
			}
			const theirs = /^source\.(yaml|sql)$/.exec(wanted)?.[1];
			return theirs !== undefined && complete ? require(`tm-grammars/grammars/${theirs}.json`) : null;
		},
	});
	const grammar = await registry.loadGrammar(scopeName);
	expect(grammar).not.toBeNull();
	return grammar!;
}

/** Scopes of the first token that holds, or is part of, the first place of `part` in `text`. */
function scopeOf(grammar: IGrammar, text: string, part: string): string {
	const offset = text.indexOf(part);
	return scopesOf(grammar, text).find(({ start, end }) => start <= offset && offset < end)!.scopes;
}

function scopesOf(grammar: IGrammar, text: string): { start: number; end: number; scopes: string }[] {
	let stack = textmate.INITIAL;
	let offset = 0;
	return text.split('\n').flatMap((line) => {
		const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
		const start = offset;
		stack = ruleStack;
		offset += line.length + 1;
		return tokens.map((token) => ({ start: start + token.startIndex, end: start + token.endIndex, scopes: token.scopes.join(' ') }));
	});
}
