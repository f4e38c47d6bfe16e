import type { SchemaObject } from '../../spec/contract/model.ts';
import { type Property, propertiesOfObject } from '../../spec/rules/walk.ts';
import { addressOf } from '../address.ts';
import type { CancellationToken } from '../cancellation.ts';
import type { LanguageWorkspace } from '../workspace.ts';
import type { Offer } from './offer.ts';
import { type OtherColumn, otherColumns } from './otherContracts.ts';
import { offer, type ValuePlace } from './values.ts';

/** What names of other things may stand at a place. */
export interface NameContext {
	readonly place: ValuePlace;
	readonly uri: string;
	readonly workspace: LanguageWorkspace;
	readonly token: CancellationToken;
}

/** Names of objects, properties and columns where the standard wants one; undefined where it wants none. */
export function nameOffers(context: NameContext): { readonly offers: readonly Offer[]; readonly isIncomplete: boolean } | undefined {
	if (`${context.place.object}.${context.place.key}` === 'relationship.to') {
		const { offers, isIncomplete } = elsewhere(context);
		return { offers: [...references(context.place), ...offers], isIncomplete };
	}
	const offers = namesHere(context.place);
	return offers === undefined ? undefined : { offers, isIncomplete: false };
}

function namesHere(place: ValuePlace): Offer[] | undefined {
	const { object: here, properties } = place.enclosing;
	switch (`${place.object}.${place.key}`) {
		case 'relationship.from':
			return here === undefined ? [] : columnReferences(place, here, 1);
		case 'SLA property.element':
		case 'contract.slaDefaultElement':
			return elements(place);
		case 'arguments.properties':
			return here === undefined ? [] : columns(place, here, taken(place));
		case 'logicalTypeOptions.required':
			return (properties.at(-1)?.properties ?? [])
				.flatMap((property) => property.name?.value ?? [])
				.map((name) => offer(place, name, { kind: 'name' }));
		case 'property.transformSourceObjects':
			return (place.of.contract.schema ?? [])
				.flatMap((object) => object.name?.value ?? [])
				.map((name) => offer(place, name, { kind: 'name' }));
		default:
			return undefined;
	}
}

/** Columns of other objects first: keys before the rest. */
function references(place: ValuePlace): Offer[] {
	const isOther = (object: SchemaObject) => object !== place.enclosing.object;
	const objects = place.of.contract.schema ?? [];
	return [...objects.filter(isOther), ...objects.filter((object) => !isOther(object))].flatMap((object) =>
		columnReferences(place, object, isOther(object) ? 1 : 3),
	);
}

function columnReferences(place: ValuePlace, object: SchemaObject, rank: number): Offer[] {
	const name = object.name?.value;
	if (name === undefined) return [];
	return [...propertiesOfObject(object)].flatMap(({ property, path, depth }) => {
		if (property.name === undefined || path.some((step) => step === '' || /^[[{]/.test(step))) return [];
		const text = [name, ...path].map(quotedName).join('.');
		return [offer(place, text, { kind: 'name', rank: rank + (isKey(property) ? 0 : depth === 0 ? 1 : 2), ...typeOf(property) })];
	});
}

/** Latency, frequency and retention are counted from instants: those first. Of several elements, the one at the cursor. */
function elements(place: ValuePlace): Offer[] {
	const before = listedBefore(place);
	const element = (names: readonly string[], rank: number, more: Partial<Offer>): Offer => {
		const label = names.map(quotedName).join('.');
		return offer(place, before + label, { kind: 'name', label, filter: before + label, rank, ...more });
	};
	return (place.of.contract.schema ?? []).flatMap((object) => {
		const name = object.name?.value;
		if (name === undefined) return [];
		const columns = (object.properties ?? []).flatMap((property) => {
			if (property.name === undefined) return [];
			const isInstant = property.logicalType?.value === 'date' || property.logicalType?.value === 'timestamp';
			return [element([name, property.name.value], isInstant ? 0 : 2, typeOf(property))];
		});
		return [...columns, element([name], 1, { detail: 'object' })];
	});
}

/** `orders.a, ` where another element follows in the same text. */
function listedBefore(place: ValuePlace): string {
	return /^.*,\s*/.exec(typedText(place))?.[0] ?? '';
}

/** What stands before the cursor. */
function typedText({ steps, word }: ValuePlace): string {
	const node = steps.at(-1)?.node;
	return node?.kind === 'scalar' ? node.text.slice(0, Math.max(0, word.cursor - word.range.start)) : '';
}

function columns(place: ValuePlace, object: SchemaObject, without: ReadonlySet<string>): Offer[] {
	return (object.properties ?? []).flatMap((property) => {
		const name = property.name?.value;
		return name === undefined || without.has(name) ? [] : [offer(place, name, { kind: 'name', rank: 1, ...typeOf(property) })];
	});
}

/** What the list that is being written holds already, but for the item at the cursor. */
export function taken({ steps, word }: ValuePlace): ReadonlySet<string> {
	const list = steps.findLast(({ node }) => node.kind === 'seq')?.node;
	const others = list?.kind === 'seq' ? list.items.filter(({ range }) => word.cursor < range.start || word.cursor > range.end) : [];
	return new Set(others.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])));
}

/** Columns of other contracts, by ids where there are any. */
function elsewhere({ place, uri, workspace, token }: NameContext): { readonly offers: readonly Offer[]; readonly isIncomplete: boolean } {
	const { files, isIncomplete } = otherColumns(uri, workspace, token);
	const offers = files.flatMap((file) => {
		const path = relativePath(uri, file.uri);
		return path === undefined ? [] : file.columns.map((column) => referenceInto(place, path, column));
	});
	if (offers.length <= mostElsewhere) return { offers, isIncomplete };
	const typed = typedText(place).toLowerCase();
	const fitting = offers.filter(({ filter }) => filter?.toLowerCase().includes(typed)).sort((a, b) => a.rank - b.rank);
	return { offers: fitting.slice(0, mostElsewhere), isIncomplete: true };
}

/** As many as somebody may look through: of more, those that hold what is typed, keys first. */
const mostElsewhere = 1000;

function referenceInto(place: ValuePlace, path: string, { object, property, ids, isKey: key, type }: OtherColumn): Offer {
	const target = ids === undefined ? `${quotedName(object)}.${quotedName(property)}` : `schema/${ids[0]}/properties/${ids[1]}`;
	const text = `${path}#${target}`;
	return offer(place, text, {
		kind: 'name',
		label: `${object}.${property} (${path})`,
		filter: `${text} ${object}.${property}`,
		rank: key ? 6 : 7,
		...(type === undefined ? {} : { detail: type }),
	});
}

/** Address of a file seen from the folder of another; undefined where they have no root in common. */
export function relativePath(from: string, to: string): string | undefined {
	const [source, target] = [addressOf(from).split('/'), addressOf(to).split('/')];
	source.pop();
	if (source.slice(0, 3).join('/') !== target.slice(0, 3).join('/')) return undefined;
	let shared = 3;
	while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared++;
	const path = [...source.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** A name with a dot in it stands in quotes within a reference. */
function quotedName(name: string): string {
	return /[./#]/.test(name) ? `"${name}"` : name;
}

function isKey(property: Property): boolean {
	return property.primaryKey?.value === true || property.unique?.value === true;
}

function typeOf(property: Property): { detail?: string } {
	const type = property.logicalType?.value ?? property.physicalType?.value;
	const key = property.primaryKey?.value === true ? 'primary key' : property.unique?.value === true ? 'unique' : undefined;
	const detail = [type, key].filter((part) => part !== undefined).join(', ');
	return detail === '' ? {} : { detail };
}
