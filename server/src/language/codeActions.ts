import {
	type CodeAction,
	type CodeActionContext,
	CodeActionKind,
	type Diagnostic,
	type Range as PositionRange,
	type TextEdit,
} from 'vscode-languageserver-types';
import { objectName } from '../checks/declare/index.ts';
import { automaticFix } from '../spec/automaticFix.ts';
import { newestVersion } from '../spec/contract/versions.ts';
import type { Finding } from '../spec/finding.ts';
import { editsOf, together } from '../spec/mend.ts';
import type { Range } from '../spec/range.ts';
import type { CheckResult } from '../spec/result.ts';
import type { Steps } from '../spec/steps.ts';
import { contractOf, inFile } from '../workspace/fileIds.ts';
import { inTurns } from './breather.ts';
import type { CancellationToken } from './cancellation.ts';
import { createProperties, unlistedColumns } from './codeActions/createProperties.ts';
import { mendedText } from './codeActions/mend.ts';
import { isOld, migratedText } from './codeActions/migrate.ts';
import { orderSteps } from './codeActions/organize.ts';
import { textEditsBetween } from './codeActions/textEdits.ts';
import { cursorAt } from './cursor.ts';
import type { DeclaredRules } from './declaredRules.ts';
import { findingDiagnostic, source } from './findingDiagnostic.ts';
import { knownResults } from './knownResults.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.plumbline`;
export const organizeKind = `${CodeActionKind.Source}.organize.plumbline`;
/** Opens the SQL of a rule; only our own client has it. Arguments: [uri, id of the check]. */
export const showSqlCommand = 'plumbline.showSql';

/** Kinds that a client may ask for. */
export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind, organizeKind];

/** More columns than these are offered together only. */
const mostColumns = 5;

/**
 * What can be done at a range: the mends of what is wrong there and of all like it, properties for columns that the data
 * has, a newer version of the standard, and the SQL that held a rule. Source actions only where they are asked for.
 *
 * @param isOurs whether the client has our own commands
 */
export async function codeActionsOf(
	parsed: Parsed,
	range: PositionRange,
	context: Pick<CodeActionContext, 'diagnostics' | 'only'>,
	declared: DeclaredRules,
	workspace: LanguageWorkspace,
	isOurs: boolean,
	token: CancellationToken,
): Promise<CodeAction[]> {
	if (token.isCancellationRequested || parsed.linted.text === '') return [];
	const actions = new Actions(parsed, range, context, workspace);
	if (actions.wants(CodeActionKind.QuickFix)) await actions.addFixes(token);
	if (actions.wants(CodeActionKind.QuickFix) || actions.wants(CodeActionKind.RefactorRewrite)) actions.addProperties();
	if (actions.wants(CodeActionKind.RefactorRewrite)) await actions.addMigration(token);
	if (actions.asksFor(fixAllKind)) await actions.addFixAll(token);
	if (actions.asksFor(organizeKind)) await actions.addOrganize(token);
	if (isOurs && context.only === undefined) await actions.addSql(declared, token);
	return token.isCancellationRequested ? [] : actions.all();
}

class Actions {
	readonly #parsed: Parsed;
	readonly #range: Range;
	readonly #diagnostics: readonly Diagnostic[];
	readonly #only: readonly string[] | undefined;
	readonly #workspace: LanguageWorkspace;
	readonly #actions: CodeAction[] = [];

	constructor(
		parsed: Parsed,
		range: PositionRange,
		{ diagnostics, only }: Pick<CodeActionContext, 'diagnostics' | 'only'>,
		workspace: LanguageWorkspace,
	) {
		const { lines } = parsed.linted;
		this.#parsed = parsed;
		this.#range = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
		this.#diagnostics = diagnostics.filter((diagnostic) => diagnostic.source === source);
		this.#only = only;
		this.#workspace = workspace;
	}

	all(): CodeAction[] {
		return this.#actions;
	}

	wants(kind: string): boolean {
		return this.#only === undefined || this.asksFor(kind);
	}

	asksFor(kind: string): boolean {
		return this.#only?.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`)) === true;
	}

	async addFixes(token: CancellationToken): Promise<void> {
		const { findings } = this.#parsed.linted;
		const here = findings.filter(({ range }) => this.#touches(range));
		const codes = new Set<string>();
		for (const finding of here) {
			for (const [index, fix] of (finding.fixes ?? []).entries()) {
				if (index === 0 && automaticFix(finding) !== undefined) codes.add(finding.code);
				this.#add(fix.title, CodeActionKind.QuickFix, this.#textEdits(fix.edits), {
					diagnostics: [this.#diagnosticOf(finding)],
					...(index === 0 ? { isPreferred: automaticFix(finding) !== undefined } : {}),
				});
			}
		}
		const mendable = findings.filter((finding) => automaticFix(finding) !== undefined);
		for (const code of codes) {
			const like = mendable.filter((finding) => finding.code === code);
			if (like.length > 1) await this.#addTogether(`Fix all ${like.length} of ${code}`, like, token);
		}
		const isMore = codes.size > 0 && mendable.some(({ code }) => !codes.has(code));
		if (isMore || codes.size > 1) await this.#addTogether(`Fix all ${mendable.length} fixable findings`, mendable, token);
	}

	/** One round is enough, but where one mend is in the way of another: what they open the way for is for the next time. */
	async #addTogether(title: string, findings: readonly Finding[], token: CancellationToken): Promise<void> {
		const edits = await inTurns(this.#together(findings), token);
		const here = findings.filter(({ range }) => this.#touches(range));
		this.#add(title, CodeActionKind.QuickFix, edits ?? [], { diagnostics: here.map((finding) => this.#diagnosticOf(finding)) });
	}

	*#together(findings: readonly Finding[]): Steps<TextEdit[]> {
		const { uri, linted } = this.#parsed;
		const fixes = findings.flatMap((finding) => automaticFix(finding) ?? []);
		const taken = yield* together(linted.text, fixes);
		if (taken.length === fixes.length) return this.#textEdits(editsOf(taken));
		const codes = new Set(findings.map(({ code }) => code));
		return yield* rewritten(
			linted.text,
			mendedText(linted, uri, this.#workspace, ({ code }) => codes.has(code)),
		);
	}

	addProperties(): void {
		const { uri, linted } = this.#parsed;
		const cursor = cursorAt(linted, this.#range.start);
		const object = cursor?.enclosing.object;
		if (cursor === undefined || object === undefined || cursor.enclosing.properties.length > 0 || cursor.enclosing.rule !== undefined)
			return;
		const index = linted.contracts.indexOf(cursor.of);
		const name = objectName(object, cursor.of.contract.schema?.indexOf(object) ?? 0);
		const columns = unlistedColumns(object, this.#workspace.data.columns(uri, inFile(name, index)) ?? this.#reportedColumns(name, index));
		const told = this.#diagnostics.filter(({ code }) => code === 'data.undeclared-column');
		const kind = told.length > 0 ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite;
		if (columns.length === 0 || !this.wants(kind)) return;
		const add = (title: string, chosen: typeof columns) => {
			const insertion = createProperties(linted.text, object, chosen);
			if (insertion === undefined) return;
			const { offset, newText } = insertion;
			const at = { start: offset, end: offset };
			this.#add(title, kind, [{ range: linted.lines.rangeAt(at), newText }], told.length > 0 ? { diagnostics: [...told] } : {});
		};
		if (columns.length > 1) add(`Create properties for all ${columns.length} unlisted columns`, columns);
		for (const column of columns.length <= mostColumns ? columns : [])
			add(`Create property for unlisted column "${column.name}"`, [column]);
	}

	/** By the last check, where the data has not been looked at since. */
	#reportedColumns(object: string, index: number): { readonly name: string }[] {
		const results = this.#workspace.results.of(this.#parsed.uri)?.results ?? [];
		const isOf = ({ id, rule, object: of }: CheckResult) => rule === 'data.undeclared-column' && of === object && contractOf(id) === index;
		const found = results.find(({ result }) => isOf(result))?.result.observed;
		return Array.isArray(found) ? found.flatMap((name) => (typeof name === 'string' ? [{ name }] : [])) : [];
	}

	async addMigration(token: CancellationToken): Promise<void> {
		const { linted } = this.#parsed;
		const isAtVersion = linted.contracts.some(({ root }) => {
			const entry = root.kind === 'map' ? root.get('apiVersion') : undefined;
			return entry !== undefined && this.#touches(entry.range);
		});
		// On the version itself, or where refactorings are looked for.
		if (!isOld(this.#parsed) || !(isAtVersion || this.asksFor(CodeActionKind.RefactorRewrite))) return;
		const edits = await inTurns(rewritten(linted.text, migratedText(this.#parsed, this.#workspace)), token);
		this.#add(`Migrate to v${newestVersion}`, CodeActionKind.RefactorRewrite, edits ?? []);
	}

	async addFixAll(token: CancellationToken): Promise<void> {
		const { uri, linted } = this.#parsed;
		const edits = await inTurns(rewritten(linted.text, mendedText(linted, uri, this.#workspace)), token);
		this.#add('Fix all fixable findings', fixAllKind, edits ?? []);
	}

	async addOrganize(token: CancellationToken): Promise<void> {
		const { linted } = this.#parsed;
		const edits = (await inTurns(orderSteps(linted), token)) ?? [];
		const textEdits = edits.map(({ start, end, newText }) => ({ range: linted.lines.rangeAt({ start, end }), newText }));
		this.#add('Put keys into the order of the standard', organizeKind, textEdits);
	}

	async addSql(declared: DeclaredRules, token: CancellationToken): Promise<void> {
		const { uri } = this.#parsed;
		if (this.#workspace.results.of(uri)?.results.some(({ result }) => result.sql !== undefined) !== true) return;
		const rules = await declared.of(this.#parsed, token);
		for (const { stored, range } of knownResults(this.#parsed, rules, this.#workspace)) {
			if (stored.result.sql === undefined || !this.#touches(range)) continue;
			const title = "Explain this rule's SQL";
			this.#actions.push({ title, command: { title, command: showSqlCommand, arguments: [uri, stored.result.id] } });
			return;
		}
	}

	/** The client's own, where it sent it. */
	#diagnosticOf(finding: Finding): Diagnostic {
		const own = findingDiagnostic(finding, this.#parsed, this.#workspace);
		const isOwn = ({ code, message, range: { start } }: Diagnostic) =>
			code === own.code && message === own.message && start.line === own.range.start.line && start.character === own.range.start.character;
		return this.#diagnostics.find(isOwn) ?? own;
	}

	#touches({ start, end }: Range): boolean {
		return start <= this.#range.end && this.#range.start <= end;
	}

	#textEdits(edits: readonly { readonly range: Range; readonly newText: string }[]): TextEdit[] {
		const { text, lines } = this.#parsed.linted;
		const eol = text.includes('\r\n') ? '\r\n' : '\n';
		return edits.map(({ range, newText }) => ({ range: lines.rangeAt(range), newText: newText.replace(/\r?\n/g, eol) }));
	}

	#add(title: string, kind: string, edits: TextEdit[], extra: Partial<CodeAction> = {}): void {
		if (edits.length === 0) return;
		const { uri, version } = this.#parsed;
		this.#actions.push({ title, kind, edit: { documentChanges: [{ textDocument: { uri, version }, edits }] }, ...extra });
	}
}

/** The edits from a text to what becomes of it. */
function* rewritten(before: string, after: Steps<string>): Steps<TextEdit[]> {
	return yield* textEditsBetween(before, yield* after);
}
