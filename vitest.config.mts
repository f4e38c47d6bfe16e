import { defineConfig } from 'vitest/config';

/** `npm run fuzz` and `npm run test:editor` run the same way, each over its own files. */
const suites: Readonly<Record<string, { include: string[]; exclude?: string[]; testTimeout: number; fileParallelism?: boolean }>> = {
	// A fuzz test ends itself.
	fuzz: { include: ['test/fuzz/**/*.test.ts'], testTimeout: 0 },
	// One VS Code at a time.
	editor: { include: ['test/editor/*.test.ts'], testTimeout: 120_000, fileParallelism: false },
	all: { include: ['test/**/*.test.ts'], exclude: ['test/fuzz/**', 'test/bench/**', 'test/editor/**'], testTimeout: 150_000 },
};

export default defineConfig({
	test: { exclude: [], maxWorkers: 2, hookTimeout: 120_000, ...suites[process.env.SUITE ?? 'all'] },
});
