import type { Entry, MapNode, Node } from './node.ts';
import type { Problems } from './problems.ts';

/**
 * The entries of a map with those that its merge keys (`<<`) bring in behind its own. Own keys win over merged ones, an
 * earlier map of a list over a later one. What a merge key cannot merge is reported and left out.
 */
export function mergeInto(own: readonly Entry[], merges: readonly Entry[], problems: Problems): Entry[] {
	const entries = [...own];
	const known = new Set(own.map((entry) => entry.key));
	for (const merge of merges) {
		for (const map of mapsOf(merge.value, problems)) {
			for (const entry of map.entries) {
				if (known.has(entry.key)) continue;
				known.add(entry.key);
				entries.push({ ...entry, merged: true });
			}
		}
	}
	return entries;
}

function mapsOf(value: Node, problems: Problems): MapNode[] {
	if (value.kind === 'map') return [value];
	// An alias that resolves to nothing has been reported where it stands.
	if (value.kind === 'scalar' && value.alias !== undefined && value.style === 'absent') return [];
	const maps: MapNode[] = [];
	for (const item of value.kind === 'seq' ? value.items : [value]) {
		if (item.kind === 'map') maps.push(item);
		else problems.add('yaml.merge', item.range, 'A merge key (<<) takes a map, or a list of maps, usually by alias');
	}
	return maps;
}
