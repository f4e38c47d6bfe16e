import { runSuite } from './run.ts';
import { extensionTests } from './trusted/extension.ts';

export function run(): Promise<void> {
	return runSuite(() => {
		extensionTests();
	});
}
