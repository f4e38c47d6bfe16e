import type { PositionRange } from '../spec/range.ts';
import type { CheckResult } from '../spec/result.ts';

/**
 * The few messages between our client and our server that the Language Server Protocol has no word for. Any other
 * client does without: everything here is also reachable as a command or a lens. Positions are zero-based.
 */
export const requests = {
	/** CheckParams → StoredRun; reports work-done progress; cancelling it cancels the run. */
	check: 'plumbline/check',
	/** { uri } → StoredRun | null: what is known of a contract, without any query. */
	results: 'plumbline/results',
	/** { uri } → RuleTree: every declared rule with its place, for the Test Explorer. */
	rules: 'plumbline/rules',
	/** {} → string[]: addresses of the workspace's contracts, by their names or by what stands in them. */
	contracts: 'plumbline/contracts',
	/** SampleParams → SamplePage. */
	sample: 'plumbline/sample',
} as const;

export const notifications = {
	/** Server → client: RunState, whenever a run starts, advances (at most 10 a second), ends. */
	run: 'plumbline/run',
	/** Server → client: ChangedContracts, when contracts come, go or change outside the editor. */
	contracts: 'plumbline/contractsChanged',
	/** Server → client: ServerStatus, for the language status item. */
	status: 'plumbline/status',
	/** Client → server, without parameters: the user trusts the workspace now. Data may be read from here on. */
	trusted: 'plumbline/trusted',
} as const;

/** Server → client, about files that the server cannot read itself: in a browser all, elsewhere those of virtual folders. */
export const clientRequests = {
	/** { uri } → string | null: the text of a file that is not open. */
	read: 'plumbline/read',
	/** → string[]: addresses of the contracts among such files, as far as their names tell. */
	contracts: 'plumbline/contracts',
} as const;

/** Commands that the server executes; lenses name them, and any client can. */
export const commands = {
	/** [uri, { ids?, object?, contract?, server?, force? }?] */
	check: 'plumbline.check',
	/** [uri] */
	cancelCheck: 'plumbline.cancelCheck',
	/** [uri] */
	fixAll: 'plumbline.fixAll',
} as const;

/** What our own client says in `initializationOptions`. */
export interface InitializationOptions {
	readonly client?: 'vscode';
	/** False: nothing is read but contracts, nothing is run, no process is started. Absent: true. */
	readonly trusted?: boolean;
}

export interface CheckParams {
	readonly uri: string;
	/** Ids of checks; none means all. */
	readonly ids?: readonly string[];
	readonly object?: string;
	/** Index of the only contract to check, where the file holds several; from 0. */
	readonly contract?: number;
	readonly server?: string;
	/** Asks the data anew even where neither a rule nor its data has changed since its last result. */
	readonly force?: boolean;
}

/** The outcome of a contract's latest checks, as stored under `.plumbline/results/`. */
export interface StoredRun {
	readonly uri: string;
	readonly startedIso: string;
	readonly durationMs: number;
	readonly server?: string;
	readonly results: readonly StoredResult[];
	/** Earlier runs, oldest first: for the spark line. At most 50. */
	readonly history: readonly {
		readonly startedIso: string;
		readonly passed: number;
		readonly failed: number;
		readonly warned: number;
		readonly errored: number;
	}[];
}

export interface StoredResult {
	readonly result: CheckResult;
	readonly checkedIso: string;
	/** Hash of the text of the rule it answers: another text makes it stale. */
	readonly ruleHash: string;
	/** Sizes and times of the files it was read from: other ones make it stale. */
	readonly dataFingerprint?: string;
	/** Hash of all that was asked of the data: while it and the fingerprints of the data are the same, so is the answer. */
	readonly checkHash?: string;
	/** Figures of the same rule in earlier runs, oldest first. */
	readonly trend?: readonly number[];
	/** What has changed since: said when results are asked for, never stored. */
	readonly stale?: 'rule' | 'data';
}

export type RunState =
	| {
			readonly state: 'running';
			readonly uri: string;
			readonly ids?: readonly string[];
			readonly object?: string;
			readonly contract?: number;
			readonly done: number;
			readonly total: number;
			readonly phase: string;
			/** Results since this run was last told of, before their rows are fetched: the first few thousand of a run. */
			readonly fresh?: readonly StoredResult[];
	  }
	| { readonly state: 'done'; readonly uri: string; readonly run: StoredRun }
	| { readonly state: 'cancelled'; readonly uri: string }
	| { readonly state: 'failed'; readonly uri: string; readonly message: string };

export interface ServerStatus {
	readonly kind: 'idle' | 'busy' | 'warning' | 'error';
	readonly text: string;
	readonly detail?: string;
}

/** Files that are contracts, or were; none where all may be others. */
export interface ChangedContracts {
	readonly uris: readonly string[];
}

/**
 * Contract → object → rule: what the text declares, and what the last check found of data as a whole (rows that cannot be
 * read, columns that nobody declared).
 */
export interface RuleTree {
	readonly uri: string;
	readonly objects: readonly ObjectNode[];
	/** Rules of no object, e.g. service levels that name none. */
	readonly rules: readonly RuleNode[];
}

export interface ObjectNode {
	readonly name: string;
	/** Index of its contract, where the file holds several; from 0. */
	readonly contract?: number;
	readonly range: PositionRange;
	readonly rules: readonly RuleNode[];
}

export interface RuleNode {
	readonly id: string;
	readonly label: string;
	readonly rule: string;
	readonly property?: string;
	readonly range: PositionRange;
	readonly notEnforced?: string;
	/** Its dimension of quality, and the tags of the contract, the object and the rule. */
	readonly tags: readonly string[];
}

export interface SampleParams {
	readonly uri: string;
	readonly object: string;
	/** Index of the object's contract, where the file holds several; from 0. Absent: the first that has such an object. */
	readonly contract?: number;
	readonly server?: string;
	readonly offset: number;
	/** At most 1,000. */
	readonly limit: number;
	/** Only rows that break this rule. */
	readonly violating?: string;
	/** Rules whose violating cells are to be marked in the rows. */
	readonly mark?: readonly string[];
	/** Show the columns that the contract classifies as sensitive. */
	readonly showSensitive?: boolean;
}

export interface SamplePage {
	readonly columns: readonly SampleColumn[];
	/** Rows in the relation; absent where counting would read it all. */
	readonly total?: number;
	readonly offset: number;
	/** An Arrow IPC stream, base64, of the columns in order plus `$row`, `$file` and, for text files, `$line`. */
	readonly arrow: string;
	readonly durationMs: number;
	readonly sql: string;
	/**
	 * Of each rule that was to be marked and that each row keeps or breaks by itself: the rows of this page (from 0) that
	 * break it, and the columns that do.
	 */
	readonly marks?: readonly SampleMarks[];
}

export interface SampleMarks {
	readonly rule: string;
	readonly columns: readonly string[];
	readonly rows: readonly number[];
}

export interface SampleColumn {
	readonly name: string;
	readonly type: string;
	/** Why its cells are masked. */
	readonly masked?: string;
}
