import { randomUUID } from 'node:crypto';
import {
	type Connection,
	type ProgressToken,
	WorkDoneProgress,
	type WorkDoneProgressBegin,
	WorkDoneProgressCancelNotification,
	WorkDoneProgressCreateRequest,
	type WorkDoneProgressEnd,
	type WorkDoneProgressReport,
} from 'vscode-languageserver/node';

/** How far a run is, told to whoever asked for it. */
export interface Progress {
	report(done: number, total: number): void;
	end(message: string): void;
}

export interface ProgressOptions {
	readonly title: string;
	/** The token that came with the request; without one, the client is asked to show progress of our own. */
	readonly given: ProgressToken | undefined;
	/** Called when the user cancels what the client shows. */
	readonly cancel: () => void;
}

/** Work-done progress of long requests, and its cancel button. */
export class ProgressReports {
	readonly #connection: Connection;
	readonly #canCreate: boolean;
	readonly #cancels = new Map<ProgressToken, () => void>();

	constructor(connection: Connection, canCreate: boolean) {
		this.#connection = connection;
		this.#canCreate = canCreate;
		connection.onNotification(WorkDoneProgressCancelNotification.type, ({ token }) => this.#cancels.get(token)?.());
	}

	start({ title, given, cancel }: ProgressOptions): Progress {
		if (given === undefined && !this.#canCreate) return { report: () => {}, end: () => {} };
		const token = given ?? randomUUID();
		const shown = given === undefined ? this.#create(token) : Promise.resolve(true);
		const send = (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd) => {
			shown.then((is) => (is ? this.#connection.sendProgress(WorkDoneProgress.type, token, value) : undefined)).catch(() => {});
		};
		this.#cancels.set(token, cancel);
		send({ kind: 'begin', title, cancellable: true, percentage: 0 });
		return {
			report: (done, total) => {
				const percentage = total === 0 ? 0 : Math.min(100, Math.floor((100 * done) / total));
				send({ kind: 'report', percentage, message: `${count(done)} of ${count(total)} rules`, cancellable: true });
			},
			end: (message) => {
				this.#cancels.delete(token);
				send({ kind: 'end', message });
			},
		};
	}

	#create(token: ProgressToken): Promise<boolean> {
		return this.#connection.sendRequest(WorkDoneProgressCreateRequest.type, { token }).then(
			() => true,
			() => false,
		);
	}
}

function count(number: number): string {
	return number.toLocaleString('en-US');
}
