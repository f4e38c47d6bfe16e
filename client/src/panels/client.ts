import type { CancellationToken, Disposable, Uri } from 'vscode';
import type {
	CheckParams,
	RuleNode,
	RuleTree,
	RunState,
	SamplePage,
	SampleParams,
	StoredRun,
} from '../../../server/src/shared/messages.ts';

/** What the panels need of the rest of the extension. */
export interface PanelClient {
	/** What is known of a contract, without any query; undefined where it was never checked. */
	results(uri: Uri): Promise<StoredRun | undefined>;
	/** What a contract declares, for what is said before its first check. */
	rules(uri: Uri): Promise<RuleTree>;
	/** Every run of every contract, whoever started it. */
	onRun(listener: (state: RunState) => void): Disposable;
	/** Starts a check. How it goes is told by `onRun`; what goes wrong before that is thrown. */
	check(params: CheckParams): Promise<void>;
	cancel(uri: Uri): Promise<void>;
	/** @throws with a sentence for the user */
	sample(params: SampleParams, token: CancellationToken): Promise<SamplePage>;
	/** Shows a place of a contract in its editor, beside the panel; `focus` moves the keyboard there. */
	reveal(uri: Uri, range: RuleNode['range'], focus: boolean): Promise<void>;
	/** Whether the workspace is trusted: without that, no data is read. */
	readonly trusted: boolean;
}
