/** Colours of a terminal by meaning; plain where there are none. The words and marks carry the meaning without them. */
export interface Palette {
	readonly bold: Paint;
	readonly dim: Paint;
	readonly good: Paint;
	readonly bad: Paint;
	readonly warning: Paint;
	readonly accent: Paint;
	/** The cell that breaks the rule. */
	readonly marked: Paint;
}

type Paint = (text: string) => string;

export function palette(colour: boolean): Palette {
	const paint = (open: number, close: number): Paint => (colour ? (text) => `\u001b[${open}m${text}\u001b[${close}m` : (text) => text);
	const red = paint(31, 39);
	const bold = paint(1, 22);
	return {
		bold,
		dim: paint(2, 22),
		good: paint(32, 39),
		bad: red,
		warning: paint(33, 39),
		accent: paint(36, 39),
		marked: (text) => bold(red(text)),
	};
}
