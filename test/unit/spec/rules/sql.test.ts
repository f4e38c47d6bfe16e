import { expect, test } from 'vitest';
import { checkSql } from '../../../../server/src/spec/rules/sqlText.ts';
import { findings, fixed, indent, withProperties } from './findings.ts';

function rule(query: string, level: 'property' | 'object' = 'property'): string {
	const text = `quality:\n  - type: sql\n    mustBe: 0\n    query: ${query}`;
	return level === 'property' ? withProperties(`- name: a\n${indent(text, 2)}`) : withProperties('- name: a', indent(text, 4));
}

test.each([
	"select count(*) from t where a = 'it''s' -- don't",
	"SELECT COUNT(*) FROM t WHERE a = 'it\\'s'",
	'SELECT count(*) FROM `a"b` WHERE "c;d" > 0;',
	'/* a /* nested */ comment; */ WITH x AS (SELECT 1) SELECT * FROM x',
	'FROM t SELECT count(*)',
	'(SELECT 1) UNION ALL (SELECT 2)',
	'VALUES (1)',
	'select $$ don"t ; ( $$',
	"select e'\\''",
	"SELECT {'a': 1}['a'], [1, 2][1]",
	'{object}',
	"{{ config() }} SELECT * FROM {{ ref('x') }}",
	"SELECT q'[it's]', q'!don't!' FROM dual",
	'SELECT """a"b"""',
	'SELECT extract(year FROM d) FROM t',
	"SELECT # don't\n 1",
	'SELECT "from" FROM t WHERE x.from > 0 ;;',
	'SELECT count(*) FROM ${table} WHERE ${column} IS NULL',
])('%s is a query', (sql) => {
	expect(checkSql(sql)).toBeUndefined();
});

test.each([
	['SELECT count(* FROM t', '"(" is never closed', '('],
	['SELECT count(*)) FROM t', '")" closes nothing', ')'],
	['SELECT (1]', '"]" closes "("', ']'],
	["SELECT 'abc", "The quote ' is never closed", "'"],
	['SELECT 1 /* abc', 'The comment "/*" is never closed', '/'],
	['SELECT 1; SELECT 2', 'more than one statement; a rule is exactly one query', 'SELECT'],
	['DROP TABLE t', 'DROP is no query; a rule may only ask, with SELECT', 'DROP'],
	['COPY t TO "x"', 'COPY is no query; a rule may only ask, with SELECT', 'COPY'],
	['SELCT 1', 'a query does not start with "SELCT"; did you mean SELECT?', 'SELCT'],
	['count(*) from t', 'a query does not start with "count"; start with SELECT', 'count'],
	['SELECT count(*) FROM', 'nothing follows FROM', 'FROM'],
	['SELECT a FROM t WHERE a > 1 AND', 'nothing follows AND', 'AND'],
	['SELECT a FROM WHERE a > 1', 'nothing stands between FROM and WHERE', 'FROM'],
	['-- only a comment', 'the query is empty; write a SELECT that gives one number', '-- only a comment'],
])('%s: %s', (sql, message, at) => {
	const problem = checkSql(sql);
	expect(problem?.message).toBe(message);
	expect(sql.slice(problem?.start, problem?.end)).toBe(at);
});

test('a finding stands on the very word of the query, and mends it', () => {
	expect(findings(rule('SELCT count(*) FROM {object}'))).toEqual([
		'error contract.sql-syntax @14 "SELCT" SQL does not parse: a query does not start with "SELCT"; did you mean SELECT?',
	]);
	expect(fixed(rule('SELCT 1'), 'contract.sql-syntax')).toContain('query: SELECT 1');
	expect(findings(rule('"SELECT (1"'))).toEqual(['error contract.sql-syntax @14 "(" SQL does not parse: "(" is never closed']);
});

test('in a block of lines the finding stands on one line', () => {
	const text = withProperties(
		'- name: a\n  quality:\n    - type: sql\n      mustBe: 0\n      query: |\n        SELECT count(*)\n        FROM t\n        WHERE (a > 1\n',
	);
	expect(findings(text)).toEqual(['error contract.sql-syntax @17 "(" SQL does not parse: "(" is never closed']);
});

test('placeholders are those that something stands for', () => {
	expect(findings(rule('SELECT count({colunm}) FROM {object}'))).toEqual([
		'warning contract.sql-placeholder @14 "{colunm}" Nothing stands for {colunm}; did you mean {column}?',
	]);
	expect(findings(rule('SELECT ${colum} FROM ${tabel}'))).toEqual([
		'warning contract.sql-placeholder @14 "${colum}" Nothing stands for ${colum}; did you mean ${column}?',
		'warning contract.sql-placeholder @14 "${tabel}" Nothing stands for ${tabel}; did you mean ${table}?',
	]);
	expect(findings(rule('SELECT {property} FROM {object}', 'object'))).toEqual([
		'warning contract.sql-placeholder @14 "{property}" {property} names no property here: this rule is on orders',
	]);
	expect(findings(rule("SELECT '{whatever}' FROM {object} WHERE ${COLUMN} > 0 AND x = ${THRESHOLD}"))).toEqual([]);
});
