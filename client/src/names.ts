export const languageId = 'odcs';

/** Documents that the server serves. */
export const documentSelector: readonly { readonly language: string; readonly scheme: string }[] = [
	{ language: languageId, scheme: 'file' },
	{ language: languageId, scheme: 'untitled' },
];

/** Files that are contracts by their name, whatever its casing. */
export const contractGlob = '**/*.[oO][dD][cC][sS].[yY]{[mM][lL],[aA][mM][lL]}';

/** Commands that a hover of ours may link to. */
export const hoverCommands = ['plumbline.check', 'plumbline.showResults', 'plumbline.sampleRows'];
