import type { Relation } from '../relation.ts';

/** The files that a relation reads, as real paths. */
export function pathsOf(relation: Relation): readonly string[] {
	return relation.kind === 'table' ? [relation.database] : relation.files.map((file) => file.path);
}
