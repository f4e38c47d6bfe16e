import type { Connection } from 'vscode-languageserver';
import type { LanguageService } from '../language/service.ts';
import type { Client } from './client.ts';
import type { Event } from './event.ts';
import type { Documents } from './files/documents.ts';

interface Token {
	readonly isCancellationRequested: boolean;
}

/** What answers about the text of contracts need: nothing of data, of runs, or of the machine they run on. */
export interface StaticSession {
	readonly connection: Connection;
	readonly client: Client;
	readonly documents: Documents;
	readonly service: LanguageService;
	/** Answers about these contracts may differ now though their text is the same. */
	readonly changes: Event<readonly string[] | 'all'>;
	/** A check of this contract goes on. */
	readonly advanced: Event<string>;
	/** Addresses of all contracts that are known, open or not. */
	contracts(): Iterable<string>;
	/** Settles when the contracts of the workspace have been searched for. */
	readonly found: Promise<unknown>;
	/** Works again once files that only the client can read have come, where some were missing. */
	whenRead<T>(work: () => T | Promise<T>, token: Token): Promise<T>;
	/** Whether there could be data to hold a contract against. */
	canCheck(uri: string): boolean;
	log(level: 'info' | 'warning' | 'error', what: unknown): void;
}
