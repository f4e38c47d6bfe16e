import type { Hover, Position } from 'vscode-languageserver-types';
import { operatorKeys } from '../spec/contract/qualityTypes.ts';
import type { Range } from '../spec/range.ts';
import { resolveReference, targetName } from '../spec/references.ts';
import type { Histogram } from '../spec/result.ts';
import { rangeWithin } from '../spec/rules/place.ts';
import type { ScalarNode } from '../spec/yaml/node.ts';
import { contractOf, inFile } from '../workspace/fileIds.ts';
import type { CancellationToken } from './cancellation.ts';
import { type Cursor, cursorAt, objectShapeOf } from './cursor.ts';
import type { DeclaredRules } from './declaredRules.ts';
import { argumentDocs, meaningOf, operatorDocs, plumblineKeyDocs } from './glossary.ts';
import { objectSummary, profileLine, propertySummary } from './hover/definition.ts';
import { levelSummary } from './hover/level.ts';
import { code, paragraphs, words } from './hover/markdown.ts';
import { meaningOfValue } from './hover/meaning.ts';
import { resultLines } from './hover/results.ts';
import { ruleReading } from './hover/ruleReading.ts';
import { variableAt } from './hover/variable.ts';
import { keyLines, standardLink } from './keyDocs.ts';
import { type KnownResult, knownResults } from './knownResults.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** What stands under the cursor: its meaning, what it demands in plain words, and what the last check found of it. */
export async function hoverAt(
	parsed: Parsed,
	position: Position,
	declared: DeclaredRules,
	workspace: LanguageWorkspace,
	token: CancellationToken,
): Promise<Hover | undefined> {
	const { linted, uri } = parsed;
	const cursor = cursorAt(linted, linted.lines.offsetAt(position));
	if (cursor === undefined || cursor.on === 'blank' || token.isCancellationRequested) return undefined;
	const hasResults = (workspace.results.of(uri)?.results.length ?? 0) > 0;
	const results = hasResults ? knownResults(parsed, await declared.of(parsed, token), workspace) : [];
	if (token.isCancellationRequested) return undefined;
	const answer = new HoverWriter(parsed, cursor, workspace, results).write();
	if (answer === undefined || answer.markdown === '') return undefined;
	return { contents: { kind: 'markdown', value: answer.markdown }, range: linted.lines.rangeAt(answer.range) };
}

interface Answer {
	readonly markdown: string;
	readonly range: Range;
}

class HoverWriter {
	readonly #parsed: Parsed;
	readonly #cursor: Cursor;
	readonly #workspace: LanguageWorkspace;
	readonly #results: readonly KnownResult[];
	/** Name of the object of the standard that holds the key, and the key. */
	readonly #object: string;
	readonly #key: string;

	constructor(parsed: Parsed, cursor: Cursor, workspace: LanguageWorkspace, results: readonly KnownResult[]) {
		this.#parsed = parsed;
		this.#cursor = cursor;
		this.#workspace = workspace;
		this.#results = results;
		const { entry, steps } = cursor;
		const holder = steps.findLast(({ node }) => node.kind === 'map' && entry !== undefined && node.entries.includes(entry));
		this.#object = holder === undefined ? '' : (objectShapeOf(holder)?.name ?? '');
		this.#key = entry?.key ?? '';
	}

	write(): Answer | undefined {
		const { on, range, steps } = this.#cursor;
		const node = steps.at(-1)?.node;
		if (on === 'key') return this.#answer(this.#keyMarkdown(), range);
		if (node?.kind !== 'scalar' || node.style === 'absent') return undefined;
		const variable =
			this.#key === 'query' || this.#key === 'pattern' ? undefined : variableAt(this.#parsed.linted.text, node, this.#cursor.offset);
		return variable ?? this.#reference(node) ?? this.#answer(this.#valueMarkdown(node), range);
	}

	#answer(markdown: string | undefined, range: Range): Answer | undefined {
		return markdown === undefined ? undefined : { markdown, range };
	}

	#keyMarkdown(): string | undefined {
		const { key, entry, enclosing } = this.#cursor;
		if (key === undefined || entry === undefined) return this.#argumentMarkdown();
		const isOfRule = this.#object === 'quality rule' && (isOperator(this.#key) || this.#key === 'metric');
		const found = isOfRule && enclosing.rule !== undefined ? this.#resultsIn(enclosing.rule.node.range) : this.#resultsIn(entry.range);
		return paragraphs([
			`**${this.#key}**`,
			...keyLines(this.#object, this.#key, key),
			isOfRule ? this.#reading() : undefined,
			containers.has(this.#key) ? undefined : found,
			standardLink(this.#object),
		]);
	}

	/** Keys that the model leaves open: arguments of a metric, and what our own engine reads. */
	#argumentMarkdown(): string | undefined {
		const { rule } = this.#cursor.enclosing;
		const isOwn = this.#object === 'implementation' && rule?.engine?.value === 'plumbline';
		const glossary = this.#object === 'arguments' ? argumentDocs : isOwn ? { ...plumblineKeyDocs, ...operatorDocs } : {};
		const doc = meaningOf(glossary, this.#key);
		if (doc === undefined || rule === undefined) return undefined;
		const link = this.#object === 'arguments' ? standardLink(this.#object) : undefined;
		return paragraphs([`**${this.#key}**`, doc, this.#reading(), this.#resultsIn(rule.node.range), link]);
	}

	/** The rule around the cursor in plain words. */
	#reading(): string | undefined {
		const { rule, object, properties } = this.#cursor.enclosing;
		if (rule === undefined || object === undefined) return undefined;
		const property = properties.map((each) => each.name?.value ?? '[]').join('.');
		return ruleReading(rule, { object: object.name?.value ?? '', ...(property === '' ? {} : { property }) });
	}

	#valueMarkdown(node: ScalarNode): string | undefined {
		const { enclosing, key, entry } = this.#cursor;
		const { object, rule, level } = enclosing;
		const place = `${this.#object}.${this.#key}`;
		if ((this.#object === 'property' || this.#object === 'element') && (this.#key === 'name' || this.#key === 'physicalName'))
			return this.#property();
		if (place === 'schema object.name' || place === 'schema object.physicalName') {
			return object === undefined ? undefined : paragraphs([...objectSummary(object), this.#resultsOfObject(object.name?.value)]);
		}
		const meaning = meaningOfValue(this.#cursor, this.#object, this.#key, node.text);
		const said = meaning === undefined ? undefined : `**${words(node.text, 60)}** · ${meaning}`;
		if (rule !== undefined && object !== undefined && !ruleProse.has(this.#key)) {
			return paragraphs([this.#reading(), this.#resultsIn(rule.node.range), said, this.#rowsOf(node)]);
		}
		if (level !== undefined && ['property', 'value', 'unit', 'valueExt'].includes(this.#key)) {
			return paragraphs([...levelSummary(level), this.#resultsIn(level.node.range)]);
		}
		const found = entry === undefined ? undefined : this.#resultsIn(entry.range);
		const isOption = this.#object === 'logicalTypeOptions' || typeof node.value === 'boolean';
		const explained = said ?? (isOption && key !== undefined ? keyLines(this.#object, this.#key, key).join('\n\n') : undefined);
		return paragraphs([explained, found, this.#rowsOf(node)]);
	}

	/** Type, constraints, last results, and what the data looks like. */
	#property(): string | undefined {
		const { object, properties } = this.#cursor.enclosing;
		const property = properties.at(-1);
		if (object === undefined || property === undefined) return undefined;
		const objectName = object.name?.value ?? '';
		const path = properties.map((each) => each.name?.value ?? '[]').join('.');
		const columnName = property.physicalName?.value ?? property.name?.value ?? '';
		const { data } = this.#workspace;
		const inData = this.#inFile(objectName);
		const isColumn = properties.length === 1;
		const column = isColumn ? data.columns(this.#parsed.uri, inData)?.find(({ name }) => name === columnName) : undefined;
		const values = isColumn ? data.values(this.#parsed.uri, inData, columnName) : undefined;
		const results = this.#results.filter(({ range }) => contains(property.node.range, range));
		const summary = propertySummary(`${objectName}.${path}`, property);
		const isLong = summary.join('').length > 240;
		return paragraphs([
			...summary,
			resultLines(results, this.#workspace.nowMs(), isLong ? 1 : 2),
			profileLine(column, values, isColumn ? histogramIn(results) : undefined),
		]);
	}

	/** Where a reference leads, and what is there. */
	#reference(node: ScalarNode): Answer | undefined {
		const place = `${this.#object}.${this.#key}`;
		if (!['relationship.to', 'relationship.from', 'SLA property.element', 'contract.slaDefaultElement'].includes(place)) return undefined;
		const { text } = this.#parsed.linted;
		// A service level may name several, with commas between them.
		for (const match of place.startsWith('relationship') ? [{ 0: node.text, index: 0 }] : node.text.matchAll(/[^,]+/g)) {
			const written = match[0].trim();
			const start = (match.index ?? 0) + match[0].indexOf(written);
			const range = rangeWithin(text, node, start, start + written.length);
			if (written === '' || this.#cursor.offset < range.start || this.#cursor.offset > range.end) continue;
			const { contract } = this.#cursor.of;
			const resolution = resolveReference(written, { contract, file: this.#parsed.uri, workspace: this.#workspace });
			if (resolution.kind === 'problem') return undefined;
			if (resolution.kind === 'elsewhere')
				return { range, markdown: `${code(resolution.where)} is not looked up: it stands outside of this machine's files.` };
			const { target } = resolution;
			const file = target.file === undefined ? undefined : `In ${code(decoded(target.file.slice(target.file.lastIndexOf('/') + 1)))}`;
			const summary = target.property === undefined ? objectSummary(target.object) : propertySummary(targetName(target), target.property);
			const level = this.#cursor.enclosing.level;
			return { range, markdown: paragraphs([...summary, file, level && this.#resultsIn(level.node.range)]) };
		}
		return undefined;
	}

	/** How often a value that the contract lists stands in the data. */
	#rowsOf(node: ScalarNode): string | undefined {
		const { object, properties } = this.#cursor.enclosing;
		const [property] = properties;
		const lists = ['validValues', 'missingValues', 'examples'].includes(this.#key) || `${this.#object}.${this.#key}` === 'enum value.value';
		if (!lists || properties.length !== 1 || property === undefined) return undefined;
		const column = property.physicalName?.value ?? property.name?.value ?? '';
		const values = this.#workspace.data.values(this.#parsed.uri, this.#inFile(object?.name?.value ?? ''), column);
		const found = values?.find(({ value }) => String(value) === node.text);
		return found === undefined
			? undefined
			: `${code(node.text)}: ${found.rows.toLocaleString('en-US')} ${found.rows === 1 ? 'row' : 'rows'} in the data`;
	}

	/** Name by which facts about an object of the contract at the cursor go. */
	#inFile(object: string): string {
		return inFile(object, this.#index());
	}

	#index(): number {
		return this.#parsed.linted.contracts.indexOf(this.#cursor.of);
	}

	#resultsIn(range: Range): string | undefined {
		const inside = this.#results.filter((result) => contains(range, result.range));
		return resultLines(inside, this.#workspace.nowMs());
	}

	#resultsOfObject(name: string | undefined): string | undefined {
		const results = this.#results.filter(({ stored: { result } }) => result.object === name && contractOf(result.id) === this.#index());
		return resultLines(results, this.#workspace.nowMs());
	}
}

/** The distribution of a column, from whichever of its rules brought one; one of other data or another rule says nothing. */
function histogramIn(results: readonly KnownResult[]): Histogram | undefined {
	return results.find(({ stored, changed }) => changed === undefined && stored.result.histogram !== undefined)?.stored.result.histogram;
}

/** Keys that hold whole parts of the contract: what was found of those stands on them. */
const containers: ReadonlySet<string> = new Set([
	'schema',
	'properties',
	'items',
	'map',
	'quality',
	'relationships',
	'servers',
	'slaProperties',
]);

function isOperator(key: string): boolean {
	return operatorKeys.some((operator) => operator === key);
}

/** Keys of a rule whose values are for people. */
const ruleProse: ReadonlySet<string> = new Set(['description', 'businessImpact', 'tags', 'schedule', 'scheduler', 'url', 'vendor']);

function contains(outer: Range, inner: Range): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
