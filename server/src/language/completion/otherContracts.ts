import { readContract } from '../../spec/contract/read.ts';
import { addressOf } from '../address.ts';
import type { CancellationToken } from '../cancellation.ts';
import type { LanguageWorkspace } from '../workspace.ts';
import { readOutline } from './outline/read.ts';

/** A column of another contract, as a reference would name it. */
export interface OtherColumn {
	readonly object: string;
	readonly property: string;
	/** Of the object and of the property, where both have one. */
	readonly ids?: readonly [string, string];
	readonly isKey: boolean;
	readonly type: string | undefined;
}

export interface OtherColumns {
	readonly files: readonly { readonly uri: string; readonly columns: readonly OtherColumn[] }[];
	/** Where there was more than one answer can wait for; the next one goes on from here. */
	readonly isIncomplete: boolean;
}

/** Characters that one answer may have to read: some ten milliseconds. */
const mostCharacters = 400_000;

const known = new WeakMap<LanguageWorkspace, Map<string, { readonly text: string; readonly columns: readonly OtherColumn[] }>>();

/** The columns of every other contract that is known. A text is read once for as long as it stays the same. */
export function otherColumns(uri: string, workspace: LanguageWorkspace, token: CancellationToken): OtherColumns {
	const read = known.get(workspace) ?? new Map();
	known.set(workspace, read);
	const own = addressOf(uri);
	const files: { uri: string; columns: readonly OtherColumn[] }[] = [];
	let left = mostCharacters;
	for (const file of workspace.contracts()) {
		if (addressOf(file) === own) continue;
		if (left <= 0 || token.isCancellationRequested) return { files, isIncomplete: true };
		const text = workspace.read(file);
		if (text === undefined) {
			read.delete(file);
			continue;
		}
		let contract = read.get(file);
		if (contract?.text !== text) {
			left -= text.length;
			contract = { text, columns: columnsIn(text) };
			read.set(file, contract);
		}
		files.push({ uri: file, columns: contract.columns });
	}
	return { files, isIncomplete: false };
}

function columnsIn(text: string): OtherColumn[] {
	const contract = readContract(readOutline(text, text.length + 1).root);
	return (contract.schema ?? []).flatMap((object) =>
		(object.properties ?? []).flatMap((property): OtherColumn[] => {
			if (object.name === undefined || property.name === undefined) return [];
			return [
				{
					object: object.name.value,
					property: property.name.value,
					...(object.id === undefined || property.id === undefined ? {} : { ids: [object.id.value, property.id.value] }),
					isKey: property.primaryKey?.value === true || property.unique?.value === true,
					type: property.logicalType?.value ?? property.physicalType?.value,
				},
			];
		}),
	);
}
