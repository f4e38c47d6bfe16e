import { defineConfig } from 'vitest/config';

/** `npm run fuzz` runs the same way over its own files, which take as long as they are told to. */
const fuzz = process.env.SUITE === 'fuzz';

export default defineConfig({
	test: {
		include: fuzz ? ['test/fuzz/**/*.test.ts'] : ['test/**/*.test.ts'],
		exclude: fuzz ? [] : ['test/fuzz/**', 'test/bench/**'],
		maxWorkers: 2,
		// A fuzz test ends itself.
		testTimeout: fuzz ? 0 : 60_000,
		hookTimeout: 120_000,
	},
});
