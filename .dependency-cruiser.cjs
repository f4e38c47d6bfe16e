/** The arrows of ARCHITECTURE.md: protocol, cli → language → checks, report → engine, data, profile → spec. */
const layer = (name, from, forbidden) => ({
	name,
	severity: 'error',
	from: { path: from },
	to: { path: forbidden },
});

module.exports = {
	forbidden: [
		// Of modules that need each other to load. Types are gone by then, and an import on demand waits until all is loaded.
		{
			name: 'no-circular',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
		},
		{ name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
		{
			name: 'not-to-dev-dep',
			severity: 'error',
			from: { path: '^(client|server)/' },
			to: { dependencyTypes: ['npm-dev'], pathNot: '@types/' },
		},
		layer('spec-knows-nothing-above', '^server/src/spec/', '^server/src/(engine|data|checks|report|language|workspace|cli|protocol)/'),
		layer('engine-knows-spec-only', '^server/src/engine/', '^server/src/(data|checks|report|language|workspace|cli|protocol)/'),
		layer('data-knows-engine-and-spec', '^server/src/data/', '^server/src/(checks|report|language|workspace|cli|protocol)/'),
		layer('checks-know-no-face', '^server/src/(checks|report)/', '^server/src/(language|cli|protocol)/'),
		layer('checks-and-report-apart', '^server/src/checks/', '^server/src/report/'),
		layer('report-renders-only', '^server/src/report/', '^server/src/(checks|engine|data)/'),
		layer('shared-knows-spec-only', '^server/src/shared/', '^server/src/(engine|data|checks|report|language|workspace|cli|protocol)/'),
		layer('client-knows-shared-only', '^client/src/', '^server/src/(?!shared/)'),
		// A panel is a renderer like any report, in the same words.
		layer('webview-knows-shared-and-report', '^client/webview/', '^(server/src/(?!(shared|report|spec)/)|client/src/)'),
		layer('language-knows-no-face', '^server/src/language/', '^server/src/(cli|protocol)/'),
		layer('nothing-imports-the-faces', '^server/src/(?!cli|protocol)', '^(server/src/(cli|protocol)|client)/'),
		layer('cli-and-protocol-apart', '^server/src/cli/', '^(server/src/protocol|client)/'),
		layer('protocol-and-cli-apart', '^server/src/protocol/', '^(server/src/cli|client)/'),
		{
			name: 'duckdb-behind-the-engine',
			severity: 'error',
			from: { pathNot: '^(server/src/engine/duckdb|test|scripts)/' },
			to: { path: 'node_modules/@duckdb' },
		},
		{
			name: 'yaml-behind-spec',
			severity: 'error',
			from: { pathNot: '^(server/src/spec/yaml|test|scripts)/' },
			to: { path: 'node_modules/yaml/' },
		},
		{
			name: 'vscode-in-the-client',
			severity: 'error',
			from: { pathNot: '^client/' },
			to: { path: '(^|/)@types/vscode/|^vscode$' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsConfig: { fileName: 'tsconfig.json' },
		// TypeScript 7 has no API to parse with yet. swc reads the source as written, so type-only imports count too.
		parser: 'swc',
		// A package's `exports` as Node and esbuild read them for an import.
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
	},
};
