/** Work in steps, so that others can have a turn between them. */
export type Steps<T> = Generator<void, T>;

/** All steps in one go. */
export function finished<T>(steps: Steps<T>): T {
	let step = steps.next();
	while (step.done !== true) step = steps.next();
	return step.value;
}
