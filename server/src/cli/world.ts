/** What a command may touch of the world; tests give their own. */
export interface World {
	readonly cwd: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly stdin: { read(): Promise<Buffer>; readonly isTTY: boolean };
	readonly stdout: Output;
	readonly stderr: Output;
	/** Aborted by the first Ctrl+C. */
	readonly signal: AbortSignal;
	now(): Date;
	/** Milliseconds since some instant, never backwards. */
	clockMs(): number;
	/** The code to exit with should the reader of the output go away before the end. */
	exitCodeIfCutOff(code: number): void;
}

export interface Output {
	write(text: string): void;
	readonly isTTY: boolean;
	readonly columns: number | undefined;
}
