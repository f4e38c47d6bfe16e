import { defineConfig } from 'vitest/config';

/** `npm run fuzz` runs the same way over its own files, which take as long as they are told to. */
const include = process.env.SUITE === 'fuzz' ? 'test/fuzz/**/*.fuzz.ts' : 'test/**/*.test.ts';

export default defineConfig({
	test: {
		include: [include],
		maxWorkers: 2,
		// A fuzz test ends itself.
		testTimeout: process.env.SUITE === 'fuzz' ? 0 : 60_000,
		hookTimeout: 120_000,
	},
});
