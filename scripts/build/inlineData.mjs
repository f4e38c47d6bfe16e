import { isDeepStrictEqual } from 'node:util';
import { evaluateModule } from './evaluate.mjs';

/**
 * Replaces a module by the value of its exports, computed now: what computed it (zod, for the shapes of the standard)
 * is then no part of the bundle, and starting costs parsing one literal.
 * @param {RegExp} filter paths of modules whose exports are all plain data
 */
export function inlineData(filter) {
	return {
		name: 'inline-data',
		setup(build) {
			build.onLoad({ filter }, async ({ path }) => {
				const exports = Object.entries(await evaluateModule(path));
				const lines = exports.map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(asJson(path, name, value))});`);
				return { contents: lines.join('\n'), loader: 'js' };
			});
		},
	};
}

function asJson(path, name, value) {
	const text = JSON.stringify(value);
	if (text === undefined || !isDeepStrictEqual(JSON.parse(text), value)) {
		throw new Error(`${path}: the build inlines this module as data, but its export '${name}' does not survive JSON`);
	}
	return text;
}
