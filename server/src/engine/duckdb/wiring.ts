import type { Collaborators } from './collaborators.ts';
import { compilePlan } from './compile/index.ts';
import { readFooter } from './footer.ts';
import { addLines, bindRelation, explainFailure, needsLenient, readErrors } from './read/index.ts';

/** The neighbours that a session works with outside tests. */
export const duckDbCollaborators: Collaborators = {
	bindRelation,
	readErrors,
	needsLenient,
	explainFailure,
	addLines,
	compilePlan,
	readFooter,
};
