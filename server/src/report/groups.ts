/** Items by key, keys in the order of their first item; `first` are keys that are there even without items. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K, first: Iterable<K> = []): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const key of first) {
		groups.set(key, []);
	}
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) {
			group.push(item);
		} else {
			groups.set(key, [item]);
		}
	}
	return groups;
}
