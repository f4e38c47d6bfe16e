/** Where a metric of `engine: plumbline` stands, and which keys its implementation may have beside metric and operator. */
export interface PlumblineMetric {
	readonly level: 'property' | 'schema' | 'either';
	/** Keys that must be there; each is a list of spellings, of which one will do. */
	readonly needs: readonly (readonly string[])[];
	readonly keys: readonly string[];
}

const property = (keys: readonly string[] = [], needs: readonly (readonly string[])[] = []): PlumblineMetric => ({
	level: 'property',
	keys,
	needs,
});
const drift = property(['reference', 'bins', 'method', 'floor', 'sampleRows'], [['reference']]);
const label = (keys: readonly string[] = []): PlumblineMetric => ({ level: 'either', keys, needs: [] });

/** Every metric that formats of this engine know; what is executed today is for `check` to say. */
export const plumblineMetrics: { readonly [name: string]: PlumblineMetric } = {
	minimum: property(),
	maximum: property(),
	mean: property(),
	standardDeviation: property(),
	quantile: property(['share', 'quantile', 'q'], [['share', 'quantile', 'q']]),
	uniqueCount: property(),
	uniqueShare: property(),
	constantValues: property(),
	mixedTypes: property(),
	outlierShare: property(['fences']),
	psi: drift,
	klDivergence: drift,
	jsDistance: drift,
	hellinger: drift,
	ksStatistic: drift,
	wasserstein: drift,
	chiSquarePValue: drift,
	newCategories: drift,
	driftedShare: { level: 'schema', keys: ['reference', 'method', 'threshold'], needs: [['reference']] },
	multivariateDrift: { level: 'schema', keys: ['reference', 'method'], needs: [['reference']] },
	classShare: label(['class', 'value']),
	labelCoverage: label(),
	conflictingLabels: label(),
	goldAccuracy: label(),
	agreementRate: label(),
	cohenKappa: label(),
	fleissKappa: label(),
	krippendorffAlpha: label(),
	labelTurnaround: label(),
	labelErrors: label(),
	piiMatches: label(),
	completeness: { level: 'schema', keys: [], needs: [] },
	duplicateRows: { level: 'schema', keys: [], needs: [] },
	nearDuplicates: { level: 'schema', keys: [], needs: [] },
	featureParity: { level: 'schema', keys: [], needs: [] },
};
