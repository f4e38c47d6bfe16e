/** Whether a file is a data contract: by its name, or by `kind: DataContract` at its root. `name` may be a path or an address. */
export function isContractFile(name: string, text: string): boolean {
	return isContractName(name) || (/\.ya?ml$/i.test(name) && /^["']?kind["']?[ \t]*:[ \t]*["']?DataContract\b/m.test(text));
}

/** Names that say by themselves that they hold a contract, whatever stands in them. */
export function isContractName(name: string): boolean {
	return /\.odcs\.ya?ml$/i.test(name);
}
