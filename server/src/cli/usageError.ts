/** The command was asked for something that it cannot do: said in one sentence, with what to write instead. Exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	readonly mend: string | undefined;

	constructor(message: string, mend?: string) {
		super(message);
		this.mend = mend;
	}
}
