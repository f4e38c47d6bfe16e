export const languageId = 'odcs';

/** Files that are contracts by their name, whatever its casing. */
export const contractGlob = '**/*.[oO][dD][cC][sS].[yY]{[mM][lL],[aA][mM][lL]}';

/** Commands that a hover of ours may link to. */
export const hoverCommands = ['plumbline.check', 'plumbline.showResults', 'plumbline.sampleRows'];
