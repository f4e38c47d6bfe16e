/** Says that nobody waits for an answer any more. A part of what the protocol's own tokens are, so those fit. */
export interface CancellationToken {
	readonly isCancellationRequested: boolean;
}

/** For callers that always wait. */
export const never: CancellationToken = { isCancellationRequested: false };
