import { Ajv2019, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { stringify } from 'yaml';
import type { Finding } from '../../../server/src/spec/finding.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { schemaOf } from './corpus.ts';
import type { Json } from './mutate.ts';

/** What both judges say of one document. */
export interface Comparison {
	readonly document: Json;
	readonly text: string;
	/** Our findings; a document is rejected where one is an error. */
	readonly findings: readonly Finding[];
	/** What the standard's schema says, by the version that the document declares (3.0.x by 3.0.2) and by the newest. */
	readonly declared: readonly ErrorObject[];
	readonly newest: readonly ErrorObject[];
	/** Version whose schema judged for `declared`. */
	readonly version: '3.0.2' | '3.1.0' | '3.2.0';
}

export function comparer(): (document: Json) => Comparison {
	const judges = { '3.0.2': judge('3.0.2'), '3.1.0': judge('3.1.0'), '3.2.0': judge('3.2.0') };
	return (document) => {
		const text = stringify(document);
		const version = declaredVersion(document);
		const declared = judges[version](document);
		return {
			document,
			text,
			findings: lintText(text, { file: 'contract.odcs.yaml', workspace: { read: () => undefined } }).findings,
			declared,
			newest: version === '3.2.0' ? declared : judges['3.2.0'](document),
			version,
		};
	};
}

/** All errors of a document; looked for only where there are any, since looking for all takes ten times as long. */
function judge(version: Comparison['version']): (document: Json) => readonly ErrorObject[] {
	const schema = schemaOf(version);
	const isValid = compiled(schema, false);
	const explain = compiled(schema, true);
	return (document) => (isValid(document) || explain(document) ? [] : [...(explain.errors ?? [])]);
}

function compiled(schema: object, allErrors: boolean): ValidateFunction {
	const ajv = new Ajv2019({ strict: false, allErrors });
	addFormats.default(ajv);
	return ajv.compile(schema);
}

function declaredVersion(document: Json): Comparison['version'] {
	const declared = document !== null && typeof document === 'object' && !Array.isArray(document) ? document.apiVersion : undefined;
	if (declared === 'v3.1.0') return '3.1.0';
	return typeof declared === 'string' && declared.startsWith('v3.0.') ? '3.0.2' : '3.2.0';
}
