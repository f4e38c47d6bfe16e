import type { CheckResult } from '../spec/result.ts';
import { visible } from './visible.ts';

/** `contracts/flights.odcs.yaml:42:7`, one-based: what terminals and editors turn into a link. */
export function place(result: CheckResult): string {
	const { line, character } = result.location.range.start;
	return `${visible(result.location.file)}:${line + 1}:${character + 1}`;
}

/**
 * A path as the reference part of a URI (RFC 3986), relative where the path is: `data files/é.yaml` →
 * `data%20files/%C3%A9.yaml`, `C:\a.yaml` → `file:///C:/a.yaml`.
 */
export function uriOf(path: string): string {
	const slashed = path.replaceAll('\\', '/');
	const encoded = slashed.split('/').map(encodeSegment).join('/');
	if (/^[A-Za-z]:\//.test(slashed)) {
		return `file:///${slashed.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
	}
	return slashed.startsWith('/') ? `file://${encoded}` : encoded;
}

function encodeSegment(segment: string): string {
	return encodeURIComponent(segment.toWellFormed()).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
