import { expect, test } from 'vitest';
import { findings, fixed, places, withProperties } from './findings.ts';

function server(path: string): string {
	return withProperties('- name: a', `servers:\n  - { server: s, type: local, path: ${path} }\n`);
}

test('a variable without a default is read from the environment', () => {
	expect(findings(server('"${DATA_DIR}/x.csv"'))).toEqual([
		'info contract.variable-unset @12 "${DATA_DIR}" ${DATA_DIR} is read from the environment when data is checked; ${NAME:-value} gives a default',
	]);
	expect(findings(server('"${DATA_DIR}/x.csv"'), { environment: { DATA_DIR: '/x' } })).toEqual([]);
	expect(findings(server('"${DATA_DIR}/x.csv"'), { environment: { DATA_DIRS: '/x' } })).toEqual([
		'warning contract.variable-unset @12 "${DATA_DIR}" The environment has no DATA_DIR; did you mean ${DATA_DIRS}?',
	]);
	expect(findings(server('"${NOPE}"'), { environment: {} })).toEqual([
		'warning contract.variable-unset @12 "${NOPE}" The environment has no NOPE; set it, or write ${NOPE:-default}',
	]);
	expect(findings(server('"${DATA_DIR:-data}/x.csv"'), { environment: {} })).toEqual([]);
	expect(findings(server('"${DATA_DIR:-}/$${x}"'), { environment: {} })).toEqual([]);
});

test('what looks like a variable and is none', () => {
	expect(findings(server('"${DATA_DIR"'))).toEqual([
		'error contract.variable-syntax @12 "${DATA_DIR" "${DATA_DIR" is no variable; close it with }',
	]);
	expect(fixed(server('"${DATA_DIR-data}"'), 'contract.variable-syntax')).toContain('${DATA_DIR:-data}');
	expect(fixed(server('"${ DATA }"'), 'contract.variable-syntax')).toContain('"${DATA}"');
	expect(findings(server('"${1X}"'))).toEqual([
		'error contract.variable-syntax @12 "${1X}" "${1X}" is no variable; write ${NAME} or ${NAME:-default}',
	]);
});

test('what stands in words, in SQL and in patterns is theirs', () => {
	const text = withProperties(
		'- name: a\n  description: costs ${AMOUNT} ${\n  logicalType: string\n  logicalTypeOptions: { pattern: "^x${2}" }\n  quality:\n    - { type: sql, query: "SELECT ${column} FROM ${table}", mustBe: 1 }',
	);
	expect(places(text, { environment: {} })).toEqual([]);
});
