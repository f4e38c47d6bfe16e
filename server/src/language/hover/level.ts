import { count } from '../../report/words.ts';
import type { SlaProperty } from '../../spec/contract/model.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { parseTimeUnit } from '../../spec/rules/slaUnits.ts';
import { meaningOf, serviceLevels } from '../glossary.ts';
import { code, words } from './markdown.ts';

/** What a service level promises: its meaning, and the target in words. */
export function levelSummary(level: SlaProperty): string[] {
	const name = level.property?.value ?? '';
	const meaning = meaningOf(serviceLevels, name) ?? meaningOf(shortNames, name);
	const target = targetOf(level, name);
	return [
		`**${words(name, 60)}**${level.element === undefined ? '' : ` of ${code(level.element.value)}`}`,
		words(level.description?.value ?? ''),
		meaning ?? '',
		target === undefined ? '' : `Target: ${target}`,
	];
}

/** The two letters that the standard has for each. */
const shortNames: typeof serviceLevels = {
	ly: serviceLevels.latency ?? '',
	fy: serviceLevels.frequency ?? '',
	re: serviceLevels.retention ?? '',
	td: serviceLevels.timeToDetect ?? '',
	tn: serviceLevels.timeToNotify ?? '',
	tr: serviceLevels.timeToRepair ?? '',
};

function targetOf(level: SlaProperty, name: string): string | undefined {
	const value = entryOf(level.node, 'value')?.value;
	const text = textOf(value);
	if (text === undefined) return undefined;
	const number = Number(text);
	const unit = level.unit?.value;
	const known = unit === undefined ? undefined : parseTimeUnit(unit);
	const figure = text.trim() !== '' && Number.isFinite(number) ? count(number) : code(text, 40);
	const unitWord =
		typeof known === 'object' ? (number === 1 ? known.name.replace(/s$/, '') : known.name) : unit === undefined ? '' : words(unit, 20);
	const most = /^(?:latency|frequency|retention|timeTo\w+|ly|fy|re|td|tn|tr)$/i.test(name) ? 'at most ' : '';
	return `${most}${figure} ${unitWord}`.trim();
}
