import type { Check } from '../checks/check.ts';
import { nearest } from '../spec/rules/nearest.ts';
import { meant } from './arguments.ts';
import type { DataOptions } from './dataOptions.ts';
import { nearestRule, ruleFilter } from './ruleFilter.ts';
import { UsageError } from './usageError.ts';

type What = Pick<Check, 'id' | 'rule' | 'tags' | 'dimension'>;

/**
 * Which rules are wanted, by code or id, tag and dimension: a rule must fit every kind of word given, and one word of
 * each. Remembers what it was shown, so that a word that fits nothing is an error and not a silence.
 */
export class Selection {
	readonly #kinds: readonly Kind[];
	#matched = 0;

	constructor({ rules, tags, dimensions }: Pick<DataOptions, 'rules' | 'tags' | 'dimensions'>) {
		this.#kinds = [
			kind(
				'rule',
				rules,
				(check) => [check.rule],
				(word, check) => ruleFilter([word])(check.rule, check.id),
			),
			kind(
				'tag',
				tags,
				(check) => check.tags,
				(word, check) => check.tags.some((tag) => same(tag, word)),
			),
			kind(
				'dimension',
				dimensions,
				(check) => (check.dimension === undefined ? [] : [check.dimension]),
				(word, check) => same(check.dimension ?? '', word),
			),
		].filter(({ words }) => words.length > 0);
	}

	/** True where nothing narrows the choice. */
	get isAll(): boolean {
		return this.#kinds.length === 0;
	}

	readonly includes = (check: What): boolean => {
		let wanted = true;
		for (const { words, choices, matched, choicesOf, fits } of this.#kinds) {
			for (const choice of choicesOf(check)) {
				choices.add(choice);
			}
			const fitting = words.filter((word) => fits(word, check));
			for (const word of fitting) {
				matched.add(word);
			}
			wanted &&= fitting.length > 0;
		}
		this.#matched += wanted ? 1 : 0;
		return wanted;
	};

	/** @throws UsageError where a word fitted no rule of any contract, or no rule fitted all the words */
	verify(): void {
		for (const { option, words, matched, choices } of this.#kinds) {
			const lost = words.find((word) => !matched.has(word));
			if (lost !== undefined) {
				const all = [...choices].sort();
				throw new UsageError(
					`--${option} ${lost}: no rule fits.${meant(option === 'rule' ? nearestRule(lost, all) : nearest(lost, all), '')}`,
					all.length === 0 ? `No rule here has a ${option}.` : `There are: ${all.join(', ')}.`,
				);
			}
		}
		if (!this.isAll && this.#matched === 0) {
			throw new UsageError(
				`No rule fits ${this.#kinds.map(({ option, words }) => `--${option} ${words.join(',')}`).join(' and ')} at once.`,
				'Give fewer of them.',
			);
		}
	}
}

interface Kind {
	readonly option: 'rule' | 'tag' | 'dimension';
	readonly words: readonly string[];
	/** Words that fitted at least one rule. */
	readonly matched: Set<string>;
	/** What there would have been to choose. */
	readonly choices: Set<string>;
	readonly choicesOf: (check: What) => readonly string[];
	readonly fits: (word: string, check: What) => boolean;
}

function kind(option: Kind['option'], words: readonly string[], choicesOf: Kind['choicesOf'], fits: Kind['fits']): Kind {
	return { option, words, matched: new Set(), choices: new Set(), choicesOf, fits };
}

function same(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}
