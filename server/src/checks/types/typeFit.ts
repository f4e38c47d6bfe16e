import type { RelationColumn } from '../../engine/engine.ts';
import type { PathStep } from '../../engine/expression.ts';
import type { ColumnType } from '../../engine/relation.ts';
import { type PhysicalType, parsePhysicalType } from '../../spec/physicalType.ts';
import type { TypeTest } from '../check.ts';

/**
 * Whether a column that carries its own type (Parquet, Arrow, a table) is of the category that `logicalType` names and
 * of the type that `physicalType` names; each absent part accepts everything. A physical type that we do not know fits
 * when it is the engine's own name for the column.
 */
export function typeFits(column: Pick<RelationColumn, 'engineType' | 'type'>, accepts: TypeTest): boolean {
	if (accepts.logicalType !== undefined && !logicalFits(column, accepts.logicalType)) return false;
	if (accepts.physicalType === undefined) return true;
	const physical = parsePhysicalType(accepts.physicalType);
	if (!physical) return sameWords(accepts.physicalType, column.engineType);
	return physicalFits(column, physical) || sameWords(accepts.physicalType, column.engineType);
}

/** The type at a place inside a column; undefined where the column's type has no such place. */
export function typeAt(type: ColumnType, path: readonly PathStep[]): ColumnType | undefined {
	const [step, ...rest] = path;
	if (step === undefined) return type;
	if (type.kind === 'unknown') return type;
	if (typeof step === 'string') {
		if (type.kind === 'map') return typeAt(type.value, rest);
		if (type.kind !== 'struct') return undefined;
		const field = type.fields.find((candidate) => candidate.name.toLowerCase() === step.toLowerCase());
		return field && typeAt(field.type, rest);
	}
	if (step.each === 'item') return type.kind === 'list' ? typeAt(type.item, rest) : undefined;
	if (type.kind === 'map') return typeAt(step.each === 'key' ? type.key : type.value, rest);
	return undefined;
}

function logicalFits({ type, engineType }: Pick<RelationColumn, 'engineType' | 'type'>, logicalType: string): boolean {
	const { kind } = type;
	if (engineType === 'JSON') return ['string', 'object', 'array', 'map', 'vector'].includes(logicalType);
	switch (logicalType) {
		case 'string':
			return kind === 'text' || /^(UUID|ENUM\b)/.test(engineType);
		case 'integer':
			return kind === 'integer' || (kind === 'decimal' && type.scale === 0);
		case 'number':
			return kind === 'integer' || kind === 'decimal' || kind === 'double';
		case 'boolean':
		case 'date':
		case 'time':
			return kind === logicalType;
		case 'timestamp':
			return kind === 'timestamp' || kind === 'timestampTz';
		case 'object':
			return kind === 'struct' || kind === 'map';
		case 'map':
			return kind === 'map' || kind === 'struct';
		case 'array':
			return kind === 'list';
		case 'vector':
			return kind === 'list' && ['integer', 'double', 'decimal', 'boolean'].includes(type.item.kind);
		default:
			return false;
	}
}

function physicalFits({ type, engineType }: Pick<RelationColumn, 'engineType' | 'type'>, physical: PhysicalType): boolean {
	switch (physical.kind) {
		case 'text':
			return (type.kind === 'text' && engineType !== 'UUID' && engineType !== 'JSON') || /^ENUM\b/.test(engineType);
		case 'binary':
			return type.kind === 'binary';
		case 'integer':
			return type.kind === 'integer' && type.signed === physical.signed && physical.bits.includes(type.bits);
		case 'decimal':
			return decimalFits(type, physical);
		case 'float':
			return type.kind === 'double' && physical.bits.includes(engineType === 'FLOAT' ? 32 : 64);
		case 'number':
			return type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'double';
		case 'timestamp':
			return (type.kind === 'timestamp' && physical.zone !== 'with') || (type.kind === 'timestampTz' && physical.zone !== 'without');
		case 'uuid':
			return engineType === 'UUID';
		case 'json':
			return engineType === 'JSON' || ['text', 'struct', 'map', 'list'].includes(type.kind);
		case 'list':
			return type.kind === 'list' && (!physical.item || physicalFits({ type: type.item, engineType: itemType(engineType) }, physical.item));
		default:
			return type.kind === physical.kind;
	}
}

/** Precision and scale must be those declared; whole decimals may be stored as integers. */
function decimalFits(type: ColumnType, { precision, scale }: { readonly precision?: number; readonly scale?: number }): boolean {
	if (type.kind === 'decimal') return precision === undefined || (type.precision === precision && type.scale === (scale ?? 0));
	return type.kind === 'integer' && precision !== undefined && scale === 0;
}

function itemType(engineType: string): string {
	return engineType.replace(/\[\d*\]$/, '');
}

function sameWords(left: string, right: string): boolean {
	const bare = (text: string) => text.toLowerCase().replace(/[\s"]/g, '');
	return bare(left) === bare(right);
}
