import { nearest } from '../spec/rules/nearest.ts';

/**
 * Test of a rule's code or id by the words after `--rule`: `data.minimum`, `minimum`, an id, or any of them with `*`.
 * No words let everything through.
 */
export function ruleFilter(words: readonly string[]): (rule: string, id?: string) => boolean {
	if (words.length === 0) {
		return () => true;
	}
	const tests = words.map((word) => new RegExp(`^(?:[a-z]+\\.)?${word.replace(/[\\^$.+?()[\]{}|]/g, '\\$&').replaceAll('*', '.*')}$`, 'i'));
	return (rule, id) => tests.some((test) => test.test(rule) || (id !== undefined && test.test(id)));
}

/** The code that a misspelt word most likely meant, whether it was written with its first part or without. */
export function nearestRule(word: string, codes: Iterable<string>): string | undefined {
	const byName = new Map<string, string>();
	for (const code of codes) {
		byName.set(code, code);
		byName.set(code.replace(/^[a-z]+\./, ''), code);
	}
	return byName.get(nearest(word, byName.keys()) ?? '');
}
