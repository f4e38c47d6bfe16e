import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, CompletionList, Position } from 'vscode-languageserver-types';
import { shapes } from '../spec/contract/shapes.ts';
import type { CancellationToken } from './cancellation.ts';
import { constructOffers } from './completion/constructs.ts';
import { columnNameOffers, columnOffers, DataFacts, observedOffers } from './completion/dataFacts.ts';
import { keyOffers } from './completion/keys.ts';
import { nameOffers } from './completion/names.ts';
import { type CompletionClient, type Offer, OfferWriter } from './completion/offer.ts';
import { type Place, placeAt, wantsList } from './completion/place.ts';
import { sqlOffers } from './completion/sql.ts';
import { usedOffers } from './completion/usedElsewhere.ts';
import { type ValuePlace, valueOffers } from './completion/values.ts';
import { argumentDocs } from './glossary.ts';
import { keyDocumentation } from './keyDocs.ts';
import type { LanguageWorkspace } from './workspace.ts';

export type { CompletionClient } from './completion/offer.ts';

/** Characters that ask for completions when they are typed; letters do so by themselves. */
export const completionTriggers: readonly string[] = [' ', ':', '-', '{', '[', ',', '"', "'", '.', '/', '#'];

/**
 * What may be written at a position. Needs no parse of the document: the text as it stands, in whatever state, is enough.
 * Documentation of keys is left to `resolveCompletion`.
 *
 * @param typed the character that asked, where it was one of `completionTriggers`
 */
export function completionsAt(
	document: TextDocument,
	position: Position,
	workspace: LanguageWorkspace,
	client: CompletionClient,
	token: CancellationToken,
	typed?: string,
): CompletionList {
	const place = token.isCancellationRequested ? undefined : placeAt(document.getText(), document.offsetAt(position));
	// Between the words of a query nobody wants a list that the next line break takes from.
	if (place === undefined || (typed === ' ' && place.wanted.kind === 'text')) return { isIncomplete: false, items: [] };
	const { offers, isIncomplete } = offersFor(place, document.uri, workspace, token);
	const start = place.wanted.kind === 'text' ? 'inline' : place.wanted.start;
	const writer = new OfferWriter(place.word, start, document, client);
	return { isIncomplete, items: offers.map((offer, order) => writer.item(offer, order)) };
}

/** The item with its documentation. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
	const about: unknown = item.data;
	if (typeof about !== 'object' || about === null || !('object' in about) || !('key' in about)) return item;
	const [object, key] = [String(about.object), String(about.key)];
	const shape = shapes.objects[object]?.keys[key];
	const value = shape === undefined ? argumentDocs[key] : keyDocumentation(object, key, shape);
	return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
}

interface Offers {
	readonly offers: readonly Offer[];
	/** Where other files are still to be read. */
	readonly isIncomplete: boolean;
}

function offersFor(place: Place, uri: string, workspace: LanguageWorkspace, token: CancellationToken): Offers {
	const facts = new DataFacts(workspace, uri, place);
	const all = (...offers: readonly Offer[][]): Offers => ({ offers: unique(offers.flat()), isIncomplete: false });
	if (place.wanted.kind === 'text') return all(sqlOffers(place, facts));
	if (place.wanted.kind === 'key') return all(keyOffers(place), columnOffers(place, facts), constructOffers(place));
	const value = valuePlace(place);
	if (value === undefined) return all();
	const offersOf = (at: ValuePlace): Offers =>
		nameOffers({ place: at, uri, workspace, token }) ??
		all(sqlOffers(place, facts), observedOffers(at, facts), columnNameOffers(at, facts), valueOffers(at), usedOffers(at));
	return isListToCome(value) ? inBrackets(offersOf({ ...value, word: { ...value.word, flow: true } })) : offersOf(value);
}

/** Whether the key wants a list, of which nothing is there yet. */
function isListToCome({ wanted, steps, word }: ValuePlace): boolean {
	if (wanted.kind !== 'value' || wanted.start !== 'inline' || word.quote !== '') return false;
	const step = steps.at(-1);
	return typeof step?.by === 'string' && step.node.kind === 'scalar' && wantsList(step);
}

function inBrackets({ offers, isIncomplete }: Offers): Offers {
	return { offers: offers.map((offer) => ({ ...offer, insert: `[${offer.insert}]` })), isIncomplete };
}

/** The key that a value, or an item of a list of values, belongs to. */
function valuePlace(place: Place): ValuePlace | undefined {
	const { steps } = place;
	for (let index = steps.length - 1; index > 0; index--) {
		const by = steps[index]?.by;
		const holder = steps[index - 1];
		if (typeof by !== 'string' || holder === undefined) continue;
		const object = holder.shape?.kind === 'object' ? holder.shape.name : undefined;
		return object === undefined ? undefined : { ...place, object, key: by, holder };
	}
	return undefined;
}

/** What the data and the standard both know is offered once. */
function unique(offers: readonly Offer[]): Offer[] {
	const seen = new Set<string>();
	return offers.filter(({ label, insert }) => !seen.has(`${label}\n${insert}`) && seen.add(`${label}\n${insert}`));
}
