import type { Connection } from 'vscode-languageserver';
import type { LanguageService } from '../language/service.ts';
import type { Client } from './client.ts';
import type { Event } from './event.ts';
import type { Documents } from './files/documents.ts';

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
	log(level: 'info' | 'warning' | 'error', what: unknown): void;
}
