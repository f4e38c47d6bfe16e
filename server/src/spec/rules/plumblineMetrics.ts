/** Where a metric of `engine: plumbline` stands, and which keys its implementation may have beside metric and operator. */
export interface PlumblineMetric {
	readonly level: 'property' | 'schema' | 'either';
	/** Keys that must be there; each is a list of spellings, of which one will do. */
	readonly needs: readonly (readonly string[])[];
	readonly keys: readonly string[];
	/** Known to the format, and executed by a later version of this engine. */
	readonly isLater?: true;
}

const property = (keys: readonly string[] = [], needs: readonly (readonly string[])[] = []): PlumblineMetric => ({
	level: 'property',
	keys,
	needs,
});
const later = (metric: PlumblineMetric): PlumblineMetric => ({ ...metric, isLater: true });
const drift = later(property(['reference', 'bins', 'method', 'floor', 'sampleRows'], [['reference']]));
const label = (keys: readonly string[] = []): PlumblineMetric => later({ level: 'either', keys, needs: [] });
const schema = (keys: readonly string[] = [], needs: readonly (readonly string[])[] = []): PlumblineMetric =>
	later({ level: 'schema', keys, needs });

/** Every metric that formats of this engine know. */
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
	driftedShare: schema(['reference', 'method', 'threshold'], [['reference']]),
	multivariateDrift: schema(['reference', 'method'], [['reference']]),
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
	completeness: schema(),
	duplicateRows: schema(),
	nearDuplicates: schema(),
	featureParity: schema(),
};
