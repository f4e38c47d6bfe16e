import type { Contract, Property, SchemaObject } from '../spec/contract/model.ts';
import type { Cell, CheckResult } from '../spec/result.ts';

/** Words of a property's `classification` that keep its values out of reports. */
const sensitive = /(?<!\b(?:non|not)[-_ ]?)\b(?:restricted|confidential|sensitive|secret|private|personal|pii|phi|pci|spi)\b/i;

/** Hides the values of sensitive columns in failing rows and distributions; counts and verdicts stay. */
export function maskSensitive(results: readonly CheckResult[], contract: Contract): readonly CheckResult[] {
	const byObject = new Map<string, ReadonlyMap<string, string>>();
	for (const object of contract.schema ?? []) {
		const columns = sensitiveColumns(object);
		const name = object.name?.value ?? object.physicalName?.value;
		if (columns.size > 0 && name !== undefined) {
			byObject.set(name, columns);
		}
	}
	return byObject.size === 0 ? results : results.map((result) => masked(result, byObject.get(result.object ?? '')));
}

/** Columns of an object whose values are not for every eye, by their names and physical names, each with its classification. */
export function sensitiveColumns({ properties = [] }: Pick<SchemaObject, 'properties'>): ReadonlyMap<string, string> {
	return new Map(
		properties.flatMap((property) => {
			const classification = classificationOf(property);
			const names = [property.name?.value, property.physicalName?.value].filter((name) => name !== undefined);
			return classification === undefined ? [] : names.map((name) => [name, classification] as const);
		}),
	);
}

/** Its own, or that of anything inside it: a struct is shown whole or not at all. */
function classificationOf(property: Property): string | undefined {
	const own = property.classification?.value;
	if (own !== undefined && sensitive.test(own)) {
		return own;
	}
	const inner = [...(property.properties ?? []), ...(property.items ? [property.items] : [])];
	return inner.map(classificationOf).find((each) => each !== undefined);
}

function masked(result: CheckResult, columns: ReadonlyMap<string, string> | undefined): CheckResult {
	if (!columns) {
		return result;
	}
	const { samples, histogram, ...rest } = result;
	const property = result.property?.split('.')[0];
	// What belongs to the whole object may speak of any of its columns.
	const speaksOfThem = property === undefined || columns.has(property);
	return {
		...rest,
		...(speaksOfThem ? { message: withoutNote(result.message) } : {}),
		...(samples ? { samples: samples.map((row) => ({ ...row, cells: maskedCells(row.cells, columns) })) } : {}),
		...(histogram && !speaksOfThem ? { histogram } : {}),
	};
}

/** A finding's note quotes cells: `(minimum 0); smallest -12`. */
function withoutNote(message: string): string {
	const end = message.lastIndexOf('); ');
	return end < 0 ? message : message.slice(0, end + 1);
}

function maskedCells(
	cells: { readonly [column: string]: Cell },
	columns: ReadonlyMap<string, string>,
): { readonly [column: string]: Cell } {
	return Object.fromEntries(
		Object.entries(cells).map(([name, cell]) => {
			const classification = columns.get(name);
			// That a cell is null says nothing about anybody, and is often the finding itself.
			return [name, classification === undefined || cell === null ? cell : `masked (${classification})`];
		}),
	);
}
