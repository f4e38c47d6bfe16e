/** The versions of the Open Data Contract Standard that are judged, oldest first. */
export const odcsVersions = ['3.0.0', '3.0.1', '3.0.2', '3.1.0', '3.2.0'] as const;

export type OdcsVersion = (typeof odcsVersions)[number];

/** Assumed where a contract declares no version, or one that does not exist. */
export const newestVersion: OdcsVersion = '3.2.0';

/** `v3.1.0` → `3.1.0`; undefined for anything that is not a judged version written the standard's way. */
export function parseApiVersion(text: string): OdcsVersion | undefined {
	return odcsVersions.find((version) => text === `v${version}`);
}

/** Whether `apiVersion: v2…` is meant, in whatever way it is written. */
export function isRetiredVersion(text: string): boolean {
	return /^v?2(\.|$)/i.test(text.trim());
}

/** Whether version `a` came out before version `b`. */
export function isBefore(a: OdcsVersion, b: OdcsVersion): boolean {
	return odcsVersions.indexOf(a) < odcsVersions.indexOf(b);
}
