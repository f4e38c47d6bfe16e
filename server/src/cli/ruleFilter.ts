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
