import type { Hover } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { DeclaredRules } from '../../../server/src/language/declaredRules.ts';
import { hoverAt } from '../../../server/src/language/hover.ts';
import type { StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';
import { addressOf, type Files, marked, parsedOf, workspaceOf } from './support.ts';

export async function hover(textWithCursor: string, world: Files = {}): Promise<Hover | undefined> {
	const { text, position } = marked(textWithCursor);
	const workspace = workspaceOf(world);
	return hoverAt(parsedOf(text, workspace), position, new DeclaredRules(), workspace, never);
}

/** The markdown of a hover; empty where there is none. */
export async function said(textWithCursor: string, world: Files = {}): Promise<string> {
	const contents = (await hover(textWithCursor, world))?.contents;
	return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** A stored run of results by their ids, of the rules as they stand in a text. */
export async function runOf(textWithCursor: string, results: { readonly [id: string]: Partial<CheckResult> }): Promise<StoredRun> {
	const text = textWithCursor.replace('‸', '');
	const rules = await new DeclaredRules().of(parsedOf(text));
	const checkedIso = '2026-01-02T11:58:00Z';
	const stored = Object.entries(results).map(([id, result]): StoredResult => {
		const rule = rules.get(id);
		if (rule === undefined) throw new Error(`No rule ${id} among ${[...rules.keys()].join(', ')}`);
		const { object, property } = rule;
		return {
			checkedIso,
			ruleHash: rule.hash(),
			result: {
				id,
				contract: addressOf('orders.odcs.yaml'),
				...(object === undefined ? {} : { object }),
				...(property === undefined ? {} : { property }),
				rule: rule.rule,
				family: 'constraint',
				severity: 'error',
				outcome: 'passed',
				message: '',
				location: { file: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
				engine: 'plumbline',
				durationMs: 0,
				...result,
			},
		};
	});
	return { uri: addressOf('orders.odcs.yaml'), startedIso: checkedIso, durationMs: 1, results: stored, history: [] };
}
