import { columnNamed } from '../../engine/columnNamed.ts';
import type { Connection } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { Check } from '../check.ts';
import type { Measured } from '../measured.ts';
import { typeAt } from '../types/typeFit.ts';

export type Connections = ReadonlyMap<string, Connection>;

/** What can be said of a check before any data is read; undefined where it is to be measured. */
export function settle(check: Check, connections: Connections): Measured | undefined {
	const { measure } = check;
	if (measure.kind === 'settled') return { kind: 'notRun', reason: measure.reason };
	for (const name of relationsOf(check)) {
		const connection = connections.get(name);
		if (!connection) return problem(`${name} has no data to read: no server of this contract serves it`);
		if (!connection.ok) return { kind: 'problem', problem: connection.problem, durationMs: 0 };
	}
	if (measure.kind === 'presence') return presence(measure, connections);
	const missing = missingColumn(check, connections);
	return missing === undefined ? undefined : { kind: 'notRun', reason: `column missing: ${missing}` };
}

/** Relations that a check reads. */
export function relationsOf({ measure }: Check): readonly string[] {
	if (measure.kind === 'settled') return [];
	if (measure.kind === 'sql') return measure.relations;
	return measure.kind === 'orphans' ? [measure.relation, measure.target] : [measure.relation];
}

function presence(measure: Extract<Check['measure'], { readonly kind: 'presence' }>, connections: Connections): Measured {
	const there = hasPlace(connections.get(measure.relation), measure.column, measure.path ?? []);
	const like = there || measure.path !== undefined ? undefined : lookAlike(connections.get(measure.relation), measure.column);
	return { kind: 'measured', observed: there ? 0 : 1, proof: 'connection', durationMs: 0, ...(like === undefined ? {} : { note: like }) };
}

/** A column that is called so but for case, blanks and underscores. */
function lookAlike(connection: Connection | undefined, name: string): string | undefined {
	const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
	return connection?.ok ? connection.columns.find((column) => plain(column.name) === plain(name))?.name : undefined;
}

function missingColumn(check: Check, connections: Connections): string | undefined {
	const { measure } = check;
	const own = measure.kind === 'settled' || measure.kind === 'sql' ? undefined : connections.get(measure.relation);
	const needed = measure.kind === 'type' ? [...check.needs, measure.column] : check.needs;
	const missing = own && needed.find((column) => !hasPlace(own, column, []));
	if (missing !== undefined) return missing;
	const field = own && (check.needsFields ?? []).find(({ column, path }) => !hasPlace(own, column, path));
	if (field) return [field.column, ...field.path.map((step) => (typeof step === 'string' ? step : `[${step.each}]`))].join('.');
	if (measure.kind !== 'orphans') return undefined;
	const target = connections.get(measure.target);
	const other = measure.targetKeys.flatMap(columnsOf).find((column) => !hasPlace(target, column, []));
	return other === undefined ? undefined : `${measure.target}.${other}`;
}

function hasPlace(connection: Connection | undefined, name: string, path: Parameters<typeof typeAt>[1]): boolean {
	const column = connection?.ok ? columnNamed(connection.columns, name) : undefined;
	return column !== undefined && typeAt(column.type, path) !== undefined;
}

/** Names of the columns that an expression reads. */
export function columnsOf(expression: Expression): readonly string[] {
	switch (expression.kind) {
		case 'column':
			return [expression.name];
		case 'misfit':
		case 'text':
			return [expression.column];
		case 'literal':
		case 'item':
			return [];
		case 'and':
		case 'or':
			return expression.of.flatMap(columnsOf);
		case 'compare':
			return [...columnsOf(expression.left), ...columnsOf(expression.right)];
		case 'call':
			return expression.args.flatMap(columnsOf);
		case 'anyItem':
			return [...columnsOf(expression.of), ...columnsOf(expression.where)];
		default:
			return columnsOf(expression.of);
	}
}

function problem(message: string): Measured {
	return { kind: 'problem', problem: { kind: 'query', message }, durationMs: 0 };
}
