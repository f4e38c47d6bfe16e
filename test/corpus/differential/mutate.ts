/** A contract as plain data. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Random = () => number;

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** Parts that stand under each key somewhere in the corpus: what mutations put elsewhere. */
export type Pool = ReadonlyMap<string, readonly Json[]>;

export function poolOf(documents: readonly Json[]): Pool {
	const pool = new Map<string, Json[]>();
	for (const document of documents) {
		for (const { holder } of places(document)) {
			for (const [key, value] of Object.entries(holder)) {
				const values = pool.get(key) ?? [];
				pool.set(key, values);
				if (values.length < 40) values.push(value);
			}
		}
	}
	return pool;
}

/** A copy of the document with one to three mistakes (or harmless changes) in it. */
export function mutate(document: Json, pool: Pool, random: Random): Json {
	const copy = structuredClone(document);
	const times = 1 + Math.floor(random() * random() * 3);
	for (let count = 0; count < times; count++) mutateOnce(copy, pool, random);
	return copy;
}

type Holder = Record<string, Json> | Json[];

function mutateOnce(document: Json, pool: Pool, random: Random): void {
	const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
	const place = pick([...places(document)]);
	if (place === undefined) return;
	const { holder } = place;
	const keys = Object.keys(holder);
	const key = pick(keys);
	const change = pick([
		'delete',
		'rename',
		'retype',
		'retype',
		'word',
		'duplicate',
		'move',
		'insert',
		'insert',
		'version',
		'swap',
	] as const);
	if (change === 'insert' && !Array.isArray(holder)) {
		const name = pick([...pool.keys()]);
		if (name !== undefined) holder[name] = structuredClone(pick(pool.get(name) ?? []) ?? null);
		return;
	}
	if (change === 'version') {
		if (document !== null && typeof document === 'object' && !Array.isArray(document)) {
			document.apiVersion = pick(['v3.0.0', 'v3.0.1', 'v3.0.2', 'v3.1.0', 'v3.2.0']) ?? null;
		}
		return;
	}
	if (key === undefined) return;
	const value = read(holder, key) ?? null;
	switch (change) {
		case 'delete':
			if (Array.isArray(holder)) holder.splice(Number(key), 1);
			else delete holder[key];
			return;
		case 'rename':
			if (!Array.isArray(holder)) {
				delete holder[key];
				holder[random() < 0.5 ? misspelt(key, random) : (pick([...pool.keys()]) ?? key)] = value;
			}
			return;
		case 'retype':
			write(
				holder,
				key,
				structuredClone(
					pick<Json>([null, true, false, 0, 1, 1.5, -3, 'x', '', '12', 'true', 'a b', [], ['x'], {}, { a: 1 }, [value], [1, 2]]) ?? null,
				),
			);
			return;
		case 'word':
			if (typeof value === 'string') write(holder, key, structuredClone(pick(pool.get(key) ?? []) ?? misspelt(value, random)));
			return;
		case 'duplicate':
			if (Array.isArray(holder)) holder.push(structuredClone(value));
			else if (Array.isArray(value)) value.push(...structuredClone(value));
			return;
		case 'move': {
			const target = pick([...places(document)])?.holder;
			if (target !== undefined && !Array.isArray(target) && !Array.isArray(holder)) {
				delete holder[key];
				// A copy, or a document could come to hold itself.
				target[key] = structuredClone(value);
			}
			return;
		}
		case 'swap': {
			const other = pick(keys);
			if (other !== undefined) {
				const second = read(holder, other) ?? null;
				write(holder, key, second);
				write(holder, other, value);
			}
		}
	}
}

function read(holder: Holder, key: string): Json | undefined {
	return Array.isArray(holder) ? holder[Number(key)] : holder[key];
}

function write(holder: Holder, key: string, value: Json): void {
	if (Array.isArray(holder)) holder[Number(key)] = value;
	else holder[key] = value;
}

function misspelt(word: string, random: Random): string {
	const at = Math.floor(random() * word.length);
	return random() < 0.5 ? word.slice(0, at) + word.slice(at + 1) : `${word.slice(0, at)}x${word.slice(at)}`;
}

/** Every list and map of a document. */
function* places(document: Json): Generator<{ readonly holder: Holder }> {
	if (document === null || typeof document !== 'object') return;
	yield { holder: document };
	for (const child of Object.values(document)) yield* places(child);
}
