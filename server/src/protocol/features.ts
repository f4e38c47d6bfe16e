import type { ServerCapabilities } from 'vscode-languageserver/node';
import type { Session } from './session.ts';

/** What the language features need a client to know of them. */
export const featureCapabilities: ServerCapabilities = {};

/** Answers about the text of open contracts. */
export function answerFeatures(_session: Session): void {}
