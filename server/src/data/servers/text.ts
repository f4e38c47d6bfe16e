import type { Server } from '../../spec/contract/model.ts';
import { expandVariables, hideSecrets } from '../environment.ts';
import { failed, type ServerText, type SourceAnswer, type SourceRequest } from '../source.ts';

type TextKey = 'path' | 'location' | 'database' | 'schema' | 'format' | 'delimiter' | 'encoding';

/**
 * A text of the server block with its variables replaced; also from `customProperties`, since the standard gives some
 * server types no field of that name. Undefined where it is absent or blank.
 */
export function serverText(
	{ server, environment }: SourceRequest,
	key: TextKey,
): { text?: ServerText; failure?: SourceAnswer & { ok: false } } {
	const part = server[key] ?? customProperty(server, key);
	if (part === undefined) return {};
	const expanded = expandVariables(part.value, environment);
	if (!expanded.ok) {
		const names = expanded.missing.map((name) => `\${${name}}`).join(' and ');
		const several = expanded.missing.length > 1;
		return {
			failure: failed(
				'unreadable',
				`${key} needs ${names}, which ${several ? 'are' : 'is'} not set; set ${several ? 'them' : 'it'} or write \${NAME:-default}`,
				{ node: part.node },
			),
		};
	}
	const { text, secrets } = expanded;
	if (text.includes('\0')) return { failure: failed('refused', `${key} holds a NUL character`, { node: part.node }) };
	return (key === 'delimiter' ? text : text.trim()) === ''
		? {}
		: { text: { text, shown: hideSecrets(text, secrets), secrets, node: part.node } };
}

function customProperty(server: Server, key: string) {
	const property = server.customProperties?.find((candidate) => candidate.property?.value === key)?.value;
	return property?.value === undefined || property.value === null ? undefined : { value: String(property.value), node: property.node };
}
