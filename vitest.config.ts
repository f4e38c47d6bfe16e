import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		exclude: ['test/fuzz/**', 'test/bench/**', 'test/editor/**'],
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
