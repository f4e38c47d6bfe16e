import { type ServerType, serverTypes } from '../contract/serverTypes.ts';
import type { OdcsVersion } from '../contract/versions.ts';
import { clip, oneOf } from '../rules/finding.ts';
import type { Entry, MapNode, ScalarValue } from '../yaml/node.ts';
import { type Judge, withArticle } from './judge.ts';
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
		also: () => judgeEarlierLimits(judge, map, name),
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
				judge.add(
					'contract.unknown-key',
					entry.keyRange,
					`${capital(withArticle(serverName))} has no "${entry.key}"; did you mean "${other}"?`,
					{
						fixes: renameKey(entry, other),
					},
				);
				return;
			}
			const own = fields.size === 0 ? '' : `; its fields are ${oneOf([...fields]).replace(/ or (?=[^ ]+$)/, ' and ')}`;
			judge.add('contract.unknown-key', entry.keyRange, `${capital(withArticle(serverName))} has no "${entry.key}"${own}`, {
				fixes: moveToCustomProperties(judge.text, map, entry),
			});
		},
	};
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What later versions loosened. */
function judgeEarlierLimits(judge: Judge, map: MapNode, type: string): void {
	const newer = (key: string, since: OdcsVersion, isOld: (value: ScalarValue) => boolean): void => {
		const node = map.get(key)?.value;
		if (node?.kind !== 'scalar' || node.value === null || !judge.isBefore(since) || isOld(node.value)) return;
		judge.addNewer(node.range, `${key}: ${clip(node.text, 20)}`, since);
	};
	newer('port', '3.2.0', (value) => typeof value !== 'string');
	if (!['azure', 's3', 'sftp'].includes(type)) return;
	newer('format', '3.1.0', (value) => ['parquet', 'delta', 'json', 'csv'].includes(String(value)));
	newer('delimiter', '3.1.0', (value) => ['new_line', 'array'].includes(String(value)));
}

/** Read all the same: the standard forgot it, and a CSV file with another delimiter cannot be described without it. */
function localDelimiter(judge: Judge, map: MapNode, entry: Entry): void {
	const message = 'The standard has no "delimiter" on a local server: it is read here, but other tools refuse it';
	judge.add('contract.unknown-key', entry.keyRange, message, {
		severity: 'warning',
		fixes: moveToCustomProperties(judge.text, map, entry),
	});
}
