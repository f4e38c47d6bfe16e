import { type ServerType, serverTypes } from '../contract/serverTypes.ts';
import { shapes } from '../contract/shapes.ts';
import { oneOf } from '../rules/finding.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import type { Judge } from './judge.ts';
import { moveToCustomProperties, renameKey } from './moves.ts';
import type { ObjectRules } from './objectRules.ts';

const types: { readonly [type: string]: ServerType } = serverTypes;
const typedFields: ReadonlySet<string> = new Set(Object.values(types).flatMap((type) => [...type.required, ...type.optional]));
const otherName: { readonly [field: string]: string } = { location: 'path', path: 'location' };

/** The fields of a server hang on its `type`; where that is not known, every field is welcome and none is missed. */
export function serverRules(judge: Judge, map: MapNode): ObjectRules {
	const node = map.get('type')?.value;
	const name = node?.kind === 'scalar' ? node.text : '';
	const type = Object.hasOwn(types, name) ? types[name] : undefined;
	if (type === undefined) return {};
	const fields = new Set([...type.required, ...type.optional]);
	const serverName = `${name} server`;
	return {
		name: serverName,
		required: type.required,
		...(type.requiredUntil && { requiredUntil: type.requiredUntil }),
		allows: (key) => fields.has(key) || !typedFields.has(key),
		disallowed(entry) {
			if (name === 'local' && entry.key === 'delimiter') {
				localDelimiter(judge, map, entry);
				return;
			}
			const other = otherName[entry.key];
			if (other !== undefined && fields.has(other) && map.get(other) === undefined) {
				judge.add('contract.unknown-key', entry.keyRange, `A ${serverName} has no "${entry.key}"; did you mean "${other}"?`, {
					fixes: renameKey(entry, other),
				});
				return;
			}
			const own = fields.size === 0 ? '' : `; its fields are ${oneOf([...fields]).replace(/ or (?=[^ ]+$)/, ' and ')}`;
			judge.add('contract.unknown-key', entry.keyRange, `A ${serverName} has no "${entry.key}"${own}`, {
				fixes: moveToCustomProperties(judge.text, map, entry),
			});
		},
	};
}

/** Read all the same: the standard forgot it, and a CSV file with another delimiter cannot be described without it. */
function localDelimiter(judge: Judge, map: MapNode, entry: Entry): void {
	const message = 'The standard has no "delimiter" on a local server: it is read here, but other tools refuse it';
	judge.add('contract.unknown-key', entry.keyRange, message, {
		severity: 'warning',
		fixes: moveToCustomProperties(judge.text, map, entry),
	});
}

/** The fields that a server of a type may have, for completion. */
export function fieldsOfServer(type: string): readonly string[] {
	const known = Object.hasOwn(types, type) ? types[type] : undefined;
	return known === undefined ? Object.keys(shapes.objects.server?.keys ?? {}) : [...known.required, ...known.optional];
}
