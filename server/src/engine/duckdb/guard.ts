import { EngineError, type EngineProblem } from '../engine.ts';
import type { Query } from './boundRelation.ts';
import { textLiteral } from './compile/text.ts';
import { allowedFunctions, allowedTableFunctions } from './guardFunctions.ts';
import { placeIn } from './placeIn.ts';

/**
 * Holds a contract's SQL against an allow-list: one SELECT over the relations it may see, its own CTEs and
 * subqueries, calling functions that only compute. Reads the tree that DuckDB's own parser makes
 * (`json_serialize_sql`, which parses and does nothing else); whatever is not known to be harmless is refused.
 *
 * @param query runs in the sandbox: a text may be made to crash a parser
 * @param allowed names of relations, compared as SQL does, without case
 * @returns why it may not run: `refused`, or `query` where it does not parse; undefined where it may
 */
export async function guardSql(query: Query, text: string, allowed: readonly string[]): Promise<EngineProblem | undefined> {
	try {
		measureText(text);
		const tree = await parse(query, text);
		const statements = tree.statements;
		if (!Array.isArray(statements) || statements.length !== 1) refuse(`one SELECT is wanted, found ${count(statements)} statements`, text);
		visit(statements, { text, allowed: new Set(allowed.map(fold)), tables: new Set() }, 0);
		return undefined;
	} catch (error) {
		if (error instanceof EngineError) return error.problem;
		throw error;
	}
}

/** Bounds within which the parser is known to hold. */
const limits = { characters: 100_000, nesting: 200, treeDepth: 4_000 };

interface Scope {
	readonly text: string;
	readonly allowed: ReadonlySet<string>;
	/** CTEs in sight. */
	readonly tables: ReadonlySet<string>;
}

type TreeObject = { readonly [key: string]: unknown };

function visit(value: unknown, scope: Scope, depth: number): void {
	if (depth > limits.treeDepth) refuse('it is nested too deeply', scope.text);
	if (Array.isArray(value)) {
		for (const item of value) visit(item, scope, depth + 1);
		return;
	}
	if (!isObject(value)) return;
	if (typeof value.class === 'string') checkExpression(value.class, value, scope);
	else if (typeof value.type === 'string') checkNode(value.type, value, scope);
	const inner = isObject(value.cte_map) ? visitCtes(value.cte_map, scope, depth) : scope;
	for (const [key, child] of Object.entries(value)) {
		if (key !== 'cte_map') visit(child, inner, depth + 1);
	}
}

/** A CTE sees those before it, and itself where it is recursive: a name out of sight would be looked up as a file. */
function visitCtes(cteMap: TreeObject, outer: Scope, depth: number): Scope {
	let scope = outer;
	for (const entry of Array.isArray(cteMap.map) ? cteMap.map : []) {
		if (!isObject(entry) || typeof entry.key !== 'string') refuse('its WITH clause is of an unknown shape', outer.text);
		const { key, value } = entry;
		const inner: Scope = { ...scope, tables: new Set([...scope.tables, fold(key)]) };
		visit(value, isRecursive(value) ? inner : scope, depth + 1);
		scope = inner;
	}
	return scope;
}

function isRecursive(cte: unknown): boolean {
	const query = isObject(cte) ? cte.query : undefined;
	const node = isObject(query) ? query.node : undefined;
	return isObject(node) && node.type === 'RECURSIVE_CTE_NODE';
}

const expressionClasses = new Set([
	'BETWEEN',
	'CASE',
	'CAST',
	'COLLATE',
	'COLUMN_REF',
	'COMPARISON',
	'CONJUNCTION',
	'CONSTANT',
	'FUNCTION',
	'LAMBDA',
	'LAMBDA_REF',
	'OPERATOR',
	'POSITIONAL_REFERENCE',
	'STAR',
	'SUBQUERY',
	'TYPE',
	'WINDOW',
]);

function checkExpression(kind: string, node: TreeObject, scope: Scope): void {
	if (kind === 'PARAMETER') refuse('it has a placeholder that nothing fills', scope.text, node);
	if (!expressionClasses.has(kind)) refuse(`it uses ${words(kind)}, which is not allowed`, scope.text, node);
	if (kind !== 'FUNCTION' && kind !== 'WINDOW') return;
	const name = node.function_name;
	if (typeof name !== 'string' || !allowedFunctions.has(fold(name))) {
		refuse(`function ${String(name)} is not allowed in a contract's SQL`, scope.text, node);
	}
}

/** Query nodes, FROM items, modifiers and the particulars of types that only compute. */
const harmlessNodes = new Set([
	'SELECT_NODE',
	'SET_OPERATION_NODE',
	'RECURSIVE_CTE_NODE',
	'CTE_NODE',
	'SUBQUERY',
	'JOIN',
	'EXPRESSION_LIST',
	'EMPTY',
	'ORDER_MODIFIER',
	'LIMIT_MODIFIER',
	'LIMIT_PERCENT_MODIFIER',
	'DISTINCT_MODIFIER',
	'ORDER_DEFAULT',
	'ASCENDING',
	'DESCENDING',
]);

function checkNode(kind: string, node: TreeObject, scope: Scope): void {
	if (kind === 'BASE_TABLE') checkTable(node, scope);
	else if (kind === 'TABLE_FUNCTION') checkTableFunction(node, scope);
	else if (!harmlessNodes.has(kind) && !kind.endsWith('_TYPE_INFO'))
		refuse(`it uses ${words(kind)}, which is not allowed`, scope.text, node);
}

function checkTable(node: TreeObject, scope: Scope): void {
	const { table_name: name, schema_name: schema, catalog_name: catalog } = node;
	if (typeof name !== 'string') refuse('a table in it has no name', scope.text, node);
	const qualified = [catalog, schema].filter((part) => typeof part === 'string' && part !== '');
	if (qualified.length === 0 && scope.tables.has(fold(name))) return;
	const local = fold(String(schema ?? '')) === 'main' && ['', 'memory'].includes(fold(String(catalog ?? '')));
	if ((qualified.length === 0 || local) && scope.allowed.has(fold(name))) return;
	const full = [...qualified, name].join('.');
	refuse(`table ${full} is none of the contract's objects`, scope.text, node);
}

function checkTableFunction(node: TreeObject, scope: Scope): void {
	const call = node.function;
	const name = isObject(call) ? call.function_name : undefined;
	if (typeof name === 'string' && allowedTableFunctions.has(fold(name))) return;
	refuse(`table function ${String(name ?? 'without a name')} is not allowed in a contract's SQL`, scope.text, node);
}

async function parse(query: Query, text: string): Promise<TreeObject> {
	const table = await query(`SELECT json_serialize_sql(${textLiteral(text)})`);
	const tree: unknown = JSON.parse(String(table.rows[0]?.[0] ?? 'null'));
	if (!isObject(tree)) throw new Error('json_serialize_sql answered no object');
	if (tree.error !== true) return tree;
	const message = String(tree.error_message ?? 'it cannot be parsed');
	if (tree.error_type === 'not implemented') refuse('only one SELECT is allowed in a contract', text);
	const offset = Number(tree.position ?? Number.NaN);
	throw new EngineError({ kind: 'query', message: `The query does not parse: ${message}${placeIn(text, offset)}` });
}

function measureText(text: string): void {
	if (text.length > limits.characters) refuse(`it is longer than ${limits.characters.toLocaleString('en-US')} characters`, text);
	if (text.includes('\0')) refuse('it holds a NUL character', text);
	let depth = 0;
	for (const character of text) {
		if ('([{'.includes(character)) depth++;
		else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
		if (depth > limits.nesting) refuse(`its brackets are nested deeper than ${limits.nesting}`, text);
	}
}

function refuse(why: string, text: string, node?: TreeObject): never {
	const offset = node?.query_location;
	throw new EngineError({
		kind: 'refused',
		message: `The query was not run: ${why}${placeIn(text, typeof offset === 'number' ? offset : Number.NaN)}`,
	});
}

function count(value: unknown): number {
	return Array.isArray(value) ? value.length : 0;
}

function words(kind: string): string {
	if (kind === 'SHOW_REF') return 'SHOW, DESCRIBE or SUMMARIZE';
	return kind.replace(/_(REF|NODE|MODIFIER)$/, '').replaceAll('_', ' ');
}

/** Case as DuckDB folds it: ASCII only, so that a look-alike letter is another name. */
function fold(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function isObject(value: unknown): value is TreeObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
