import type { Finding } from '../finding.ts';
import type { Node } from '../yaml/node.ts';
import { checkCron } from './cron.ts';
import { clip, finding } from './finding.ts';
import { nearest } from './nearest.ts';
import { entryOf, rangeWithin, textOf } from './place.ts';
import { metricOf } from './qualityRule.ts';
import type { Rule, RuleContext } from './rule.ts';
import { qualityOf } from './walk.ts';
import { removeKey, replaceValue } from './write.ts';

/** Free words of a quality rule that only some values of are understood: unit, severity, schedule. */
export const qualityWords: Rule = function* (context) {
	for (const { rule } of qualityOf(context.contract)) {
		const metric = metricOf(rule.node);
		if (metric !== undefined) yield* unit(context, rule.node, metric.name);
		yield* severity(rule.node);
		yield* schedule(context, rule.node);
	}
	for (const { node } of context.contract.slaProperties ?? []) yield* schedule(context, node);
};

const unitsMeant: { readonly [written: string]: string } = {
	'%': 'percent',
	pct: 'percent',
	percentage: 'percent',
	percents: 'percent',
	row: 'rows',
	count: 'rows',
	counts: 'rows',
	record: 'rows',
	records: 'rows',
};

function* unit({ text }: RuleContext, rule: Node, metric: string): Iterable<Finding> {
	const node = entryOf(rule, 'unit')?.value;
	const written = textOf(node);
	if (node === undefined || written === undefined || written.includes('${')) return;
	if (written === 'rows') return;
	if (written === 'percent') {
		if (metric !== 'rowCount') return;
		yield finding('contract.quality-unit', 'rowCount counts rows; percent of what? Remove the unit', node.range, {
			fixes: removeKey(text, rule, 'unit'),
		});
		return;
	}
	const word = written.trim().toLowerCase();
	const known = Object.hasOwn(unitsMeant, word) ? unitsMeant[word] : undefined;
	const meant = known ?? nearest(word, ['rows', 'percent']);
	const hint = meant === undefined ? 'write rows or percent' : `write ${meant}`;
	yield finding('contract.quality-unit', `A metric counts rows or percent, not "${clip(written, 30)}"; ${hint}`, node.range, {
		fixes: meant === undefined ? [] : replaceValue(node, meant),
	});
}

const severities = ['error', 'warning', 'info'];

const severitiesMeant: { readonly [written: string]: string } = {
	warn: 'warning',
	medium: 'warning',
	moderate: 'warning',
	minor: 'warning',
	critical: 'error',
	blocker: 'error',
	fatal: 'error',
	high: 'error',
	major: 'error',
	information: 'info',
	informational: 'info',
	low: 'info',
};

function* severity(rule: Node): Iterable<Finding> {
	const node = entryOf(rule, 'severity')?.value;
	const written = textOf(node);
	if (node === undefined || written === undefined || written.includes('${') || severities.includes(written.toLowerCase())) return;
	const word = written.trim().toLowerCase();
	const meant = (Object.hasOwn(severitiesMeant, word) ? severitiesMeant[word] : undefined) ?? nearest(written, severities);
	const hint = meant === undefined ? 'error, warning and info are understood everywhere' : `write ${meant}`;
	yield finding('contract.quality-severity', `Severity "${clip(written, 30)}" is a word of your own; ${hint}`, node.range, {
		fixes: meant === undefined ? [] : replaceValue(node, meant),
	});
}

function* schedule({ text }: RuleContext, node: Node): Iterable<Finding> {
	const scheduler = textOf(entryOf(node, 'scheduler')?.value);
	const written = entryOf(node, 'schedule')?.value;
	const expression = textOf(written);
	if (scheduler?.trim().toLowerCase() !== 'cron' || written === undefined || expression === undefined || expression.includes('${')) return;
	const problem = checkCron(expression);
	if (problem === undefined) return;
	yield finding('contract.schedule', problem.message, rangeWithin(text, written, problem.start, problem.end));
}
