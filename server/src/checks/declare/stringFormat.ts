/** A text format of JSON Schema as what a valid text matches (RE2, anchored) and the most characters it may have. */
export interface StringFormat {
	readonly pattern: string;
	readonly maxLength?: number;
}

/**
 * What `logicalTypeOptions.format` of a string demands, by the names of JSON Schema and OpenAPI (any case).
 *
 * @returns a reason for a format that excludes no text, or that we do not know
 */
export function stringFormat(name: string): StringFormat | { readonly reason: string } {
	const known = FORMATS.get(name.toLowerCase());
	if (known) return known;
	if (['password', 'binary', 'text', 'string'].includes(name.toLowerCase())) {
		return { reason: `format "${name}" says how a text is shown or kept; it excludes none` };
	}
	return { reason: `format "${name}" is not one that Plumbline knows; write a pattern` };
}

const whole = (inside: string): string => `\\A(?:${inside})\\z`;

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_\\x60{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST = `${LABEL}(?:\\.${LABEL})*`;
const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = `(?:${OCTET}\\.){3}${OCTET}`;
const IPV6 = ipv6();

/** RFC 4291, every place where `::` may stand, with an IPv4 tail. */
function ipv6(): string {
	const hex = '[0-9A-Fa-f]{1,4}';
	const tail = `(?:${hex}:${hex}|${IPV4})`;
	const forms = [`(?:${hex}:){6}${tail}`];
	for (let before = 0; before <= 5; before++) {
		const head = before === 0 ? '' : `(?:(?:${hex}:){0,${before - 1}}${hex})?`;
		forms.push(`${head}::(?:${hex}:){${5 - before}}${tail}`);
	}
	forms.push(`(?:(?:${hex}:){0,5}${hex})?::${hex}`, `(?:(?:${hex}:){0,6}${hex})?::`);
	return `(?:${forms.join('|')})`;
}

const DATE = [
	'[0-9]{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])',
	'[0-9]{4}-(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)',
	'[0-9]{4}-02-(?:0[1-9]|1[0-9]|2[0-8])',
	'(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29',
].join('|');
const TIME = '(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|23:59:60)(?:\\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])';

/** RFC 3986; `other` are characters beyond ASCII that an IRI (RFC 3987) allows too. */
function uri(other: string, reference: boolean): string {
	const escaped = '%[0-9A-Fa-f]{2}';
	const inPath = `(?:[A-Za-z0-9._~!$&'()*+,;=:@${other}-]|${escaped})`;
	const query = `(?:[A-Za-z0-9._~!$&'()*+,;=:@/?${other}-]|${escaped})*`;
	const user = `(?:(?:[A-Za-z0-9._~!$&'()*+,;=:${other}-]|${escaped})*@)?`;
	const host = `(?:\\[(?:${IPV6}|v[0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+)\\]|(?:[A-Za-z0-9._~!$&'()*+,;=${other}-]|${escaped})*)`;
	const authority = `//${user}${host}(?::[0-9]*)?(?:/${inPath}*)*`;
	const rest = `(?:\\?${query})?(?:#${query})?`;
	const hierarchy = `(?:${authority}|/(?:${inPath}+(?:/${inPath}*)*)?|${inPath}+(?:/${inPath}*)*|)`;
	const absolute = `[A-Za-z][A-Za-z0-9+.-]*:${hierarchy}${rest}`;
	if (!reference) return absolute;
	const firstSegment = `(?:[A-Za-z0-9._~!$&'()*+,;=@${other}-]|${escaped})`;
	return `${absolute}|(?:${authority}|/(?:${inPath}+(?:/${inPath}*)*)?|${firstSegment}+(?:/${inPath}*)*|)${rest}`;
}

const BEYOND_ASCII = '\\x{A0}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFEF}\\x{10000}-\\x{EFFFD}';
const IDN_LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]{0,61}[\\p{L}\\p{N}\\p{M}])?';

/** ISO 8601: at least one part, in order, any of them left out; or weeks alone. */
function duration(): string {
	const optional = (...units: readonly string[]) => units.map((unit) => `(?:[0-9]+${unit})?`).join('');
	const atLeastOne = (units: readonly string[]) =>
		`(?:${units.map((unit, index) => `[0-9]+${unit}${optional(...units.slice(index + 1))}`).join('|')})`;
	const time = `T${atLeastOne(['H', 'M', '(?:\\.[0-9]+)?S'])}`;
	return `P(?:${atLeastOne(['Y', 'M', 'D'])}(?:${time})?|${time}|[0-9]+W)`;
}

const LOCAL = `(?:${ATOM}(?:\\.${ATOM})*|"(?:[^"\\\\\\x00-\\x1F\\x7F]|\\\\[\\x20-\\x7E])*")`;

const FORMATS: ReadonlyMap<string, StringFormat> = new Map([
	['email', { pattern: whole(`${LOCAL}@(?:${HOST}|\\[${IPV4}\\]|\\[IPv6:${IPV6}\\])`), maxLength: 320 }],
	['idn-email', { pattern: whole(`[^\\s@"]+@${IDN_LABEL}(?:\\.${IDN_LABEL})*`), maxLength: 320 }],
	['uuid', { pattern: whole('[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}') }],
	['uri', { pattern: whole(uri('', false)) }],
	['url', { pattern: whole(uri('', false)) }],
	['uri-reference', { pattern: whole(uri('', true)) }],
	['iri', { pattern: whole(uri(BEYOND_ASCII, false)) }],
	['iri-reference', { pattern: whole(uri(BEYOND_ASCII, true)) }],
	['hostname', { pattern: whole(HOST), maxLength: 253 }],
	['idn-hostname', { pattern: whole(`${IDN_LABEL}(?:\\.${IDN_LABEL})*`), maxLength: 253 }],
	['ipv4', { pattern: whole(IPV4) }],
	['ipv6', { pattern: whole(IPV6) }],
	['date', { pattern: whole(DATE) }],
	['time', { pattern: whole(TIME) }],
	['date-time', { pattern: whole(`(?:${DATE})[Tt](?:${TIME})`) }],
	['duration', { pattern: whole(duration()) }],
	['json-pointer', { pattern: whole('(?:/(?:[^~/]|~[01])*)*') }],
	['byte', { pattern: whole('(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?') }],
	['base64', { pattern: whole('(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?') }],
]);
