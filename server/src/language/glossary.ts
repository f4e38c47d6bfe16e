/** Words of contracts and of statistics, in one sentence each, for a reader who meets them. Markdown. */
export type Glossary = { readonly [word: string]: string };

/** The standard's page about an object of the model. */
export function standardPage(object: string): string {
	return `https://bitol-io.github.io/open-data-contract-standard/latest/${pages[object] ?? 'fundamentals'}/`;
}

const pages: { readonly [object: string]: string } = {
	contract: 'fundamentals',
	description: 'fundamentals',
	'schema object': 'schema',
	property: 'schema',
	element: 'schema',
	map: 'schema',
	logicalTypeOptions: 'schema',
	'enum value': 'schema',
	synonym: 'schema',
	relationship: 'references',
	'quality rule': 'data-quality',
	arguments: 'data-quality',
	implementation: 'data-quality',
	'SLA property': 'service-level-agreement',
	server: 'infrastructure-servers',
	'support channel': 'support-communication-channels',
	price: 'pricing',
	team: 'team',
	'team member': 'team',
	role: 'roles',
	'custom property': 'custom-other-properties',
	'authoritative definition': 'authoritative-definitions',
	context: 'context',
	'context constraint': 'context',
	'verified statement': 'context',
};

export const serviceLevels: Glossary = {
	availability: 'Share of the time in which the data can be read.',
	throughput: 'How much data can be read in a time.',
	errorRate: 'How often a request for the data fails.',
	generalAvailability: 'Day from which the data may be used by everybody.',
	endOfSupport: 'Day from which problems with the data are no longer solved.',
	endOfLife: 'Day from which the data is gone.',
	retention: 'How long records are kept: the oldest instant of the element may not be older than this.',
	frequency: 'How often new records arrive: no gap between neighbouring instants of the element may be longer than this.',
	latency: 'How long it takes until an event is in the data: the newest instant of the element may not be older than this.',
	timeToDetect: 'How long it takes until a problem is noticed.',
	timeToNotify: 'How long it takes until those who use the data are told of a problem.',
	timeToRepair: 'How long it takes until a problem is solved.',
};

/** Metrics of `engine: plumbline`. */
export const statistics: Glossary = {
	minimum: 'The least value.',
	maximum: 'The greatest value.',
	mean: 'The arithmetic mean of the values.',
	standardDeviation: 'How far the values lie from their mean, as the standard deviation of the sample.',
	quantile: 'The value below which a given `share` of the values lies; a share of 0.5 is the median.',
	uniqueCount: 'How many different values there are.',
	uniqueShare: 'Different values as a share (0–1) of all values.',
	constantValues: '1 where all values are the same one, else 0.',
	mixedTypes: 'Values that are not of the commonest kind among number, date, boolean and other text.',
	outlierShare: 'Share (0–1) of the values that lie far outside the quartiles, beyond `fences` (1.5) times their distance (Tukey).',
	psi: 'Population stability index: how far a distribution has moved from a reference. By convention, below 0.1 is stable and above 0.2 is a shift.',
	klDivergence: 'Kullback–Leibler divergence from the reference distribution, in nats; 0 where both are the same.',
	jsDistance: 'Jensen–Shannon distance between two distributions, from 0 (same) to 1 (nothing in common).',
	hellinger: 'Hellinger distance between two distributions, from 0 (same) to 1 (nothing in common).',
	ksStatistic: 'Kolmogorov–Smirnov statistic: the greatest distance between two cumulative distributions, from 0 to 1.',
	wasserstein: 'Wasserstein (earth mover’s) distance: how far values have to be moved on average to make one distribution of the other.',
	chiSquarePValue: 'p-value of the chi-squared test that two distributions of categories are the same; a small one speaks against it.',
	newCategories: 'Categories that the reference does not have.',
	driftedShare: 'Share (0–1) of the columns whose distribution has moved.',
	multivariateDrift: 'How far all columns together have moved, interactions included.',
	classShare: 'Share (0–1) of the rows that have a class.',
	labelCoverage: 'Share (0–1) of the rows that have a label.',
	conflictingLabels: 'Rows that are the same but for their label.',
	goldAccuracy: 'Share (0–1) of the labels that agree with a verified set.',
	agreementRate: 'Share (0–1) of the items on which all annotators agree.',
	cohenKappa: 'Agreement of two annotators beyond chance; 1 is perfect, 0 is chance.',
	fleissKappa: 'Agreement of several annotators beyond chance; 1 is perfect, 0 is chance.',
	krippendorffAlpha: 'Agreement of any number of annotators beyond chance, missing labels allowed; 1 is perfect, 0 is chance.',
	labelTurnaround: 'How long it takes until an item has its label.',
	labelErrors: 'Labels that a model trained on the others finds unlikely.',
	piiMatches: 'Values that look like personal data.',
	completeness: 'Records received as a share (0–1) of the records expected.',
	duplicateRows: 'Rows that occur more than once in all their columns.',
	nearDuplicates: 'Rows that are almost the same as another one.',
	featureParity: 'Rows whose values differ from those used in serving, matched by key.',
};

export const plumblineKeyDocs: Glossary = {
	metric: 'The figure that is measured.',
	reference: 'What to compare with: a pin such as `train@2026-10`, a path, or `git:REV`.',
	bins: 'Number of bins that values are counted in.',
	method: 'How the figure is computed, where there is a choice.',
	floor: 'Share that an empty bin counts as, so that one new value does not make the figure infinite.',
	sampleRows: 'Rows that are sampled for it.',
	threshold: 'From which figure on a column counts as drifted.',
	share: 'Which quantile, from 0 to 1; 0.5 is the median.',
	quantile: 'Which quantile, from 0 to 1; the same as `share`.',
	q: 'Which quantile, from 0 to 1; the same as `share`.',
	fences: 'How many interquartile ranges from the quartiles a value is an outlier; 1.5 by default.',
	class: 'The class whose share is measured.',
	value: 'The class whose share is measured; the same as `class`.',
};

export const operatorDocs: Glossary = {
	mustBe: 'The measured value must equal this.',
	mustNotBe: 'The measured value must not equal this.',
	mustBeGreaterThan: 'The measured value must be greater than this.',
	mustBeGreaterOrEqualTo: 'The measured value must be this or greater.',
	mustBeLessThan: 'The measured value must be less than this.',
	mustBeLessOrEqualTo: 'The measured value must be this or less.',
	mustBeBetween: 'The measured value must lie between these two. **Both bounds are inclusive:** a value equal to one of them passes.',
	mustNotBeBetween: 'The measured value must not lie between these two. **Both bounds are inclusive:** a value equal to one of them fails.',
};

export const argumentDocs: Glossary = {
	missingValues: 'Values that count as missing, besides null, for instance `""` or `N/A`.',
	validValues: 'The values that may occur. A null is none of them and breaks nothing.',
	pattern: 'Regular expression (ECMA-262) that a valid text matches somewhere; write `^` and `$` to match all of it.',
	properties: 'The properties whose combination must not occur twice.',
};

export const severities: Glossary = {
	error: 'A violation fails the check.',
	warning: 'A violation is reported, and fails nothing.',
	info: 'A violation is worth knowing, and fails nothing.',
};

export const ruleUnits: Glossary = {
	rows: 'The value counts rows. This is the default.',
	percent: 'The value is a share of all rows, from 0 to 100.',
};

export const statuses: Glossary = {
	proposed: 'Suggested, and not agreed yet.',
	draft: 'Being written.',
	active: 'In force.',
	deprecated: 'Still in force, and to be replaced.',
	retired: 'No longer in force.',
};

export const drivers: Glossary = {
	regulatory: 'A law or a regulator demands it.',
	analytics: 'Reports and models need it.',
	operational: 'Processes run on it.',
};

export const engines: Glossary = {
	plumbline: 'Plumbline’s own rules: statistics, drift, labels.',
	soda: 'Soda, in SodaCL.',
	greatExpectations: 'Great Expectations.',
	montecarlo: 'Monte Carlo, monitors as code.',
	dbt: 'dbt tests.',
};

export const textFormats: Glossary = {
	email: 'An email address (RFC 5321).',
	uuid: 'A UUID, such as `123e4567-e89b-12d3-a456-426614174000`.',
	uri: 'An absolute address with its scheme (RFC 3986).',
	'uri-reference': 'An address, which may be relative.',
	hostname: 'A host name (RFC 1123).',
	ipv4: 'An IPv4 address, such as `192.0.2.1`.',
	ipv6: 'An IPv6 address, such as `2001:db8::1`.',
	date: 'A day, such as `2026-01-31`.',
	'date-time': 'An instant with its offset, such as `2026-01-31T08:30:00Z`.',
	time: 'A time of day with its offset, such as `08:30:00Z`.',
	duration: 'A length of time (ISO 8601), such as `P1DT12H`.',
	byte: 'Base64.',
	'json-pointer': 'A JSON pointer, such as `/orders/0/id`.',
};

export const numberFormats: Glossary = {
	i8: 'Whole numbers from -128 to 127.',
	i16: 'Whole numbers from -32,768 to 32,767.',
	i32: 'Whole numbers from -2,147,483,648 to 2,147,483,647.',
	i64: 'Whole numbers of 64 bits, about ±9.2 × 10¹⁸.',
	i128: 'Whole numbers of 128 bits, about ±1.7 × 10³⁸.',
	u8: 'Whole numbers from 0 to 255.',
	u16: 'Whole numbers from 0 to 65,535.',
	u32: 'Whole numbers from 0 to 4,294,967,295.',
	u64: 'Whole numbers of 64 bits from 0, up to about 1.8 × 10¹⁹.',
	u128: 'Whole numbers of 128 bits from 0, up to about 3.4 × 10³⁸.',
	f32: 'Floating point of 32 bits: about 7 digits.',
	f64: 'Floating point of 64 bits: about 16 digits.',
};

export const fileFormats: Glossary = {
	csv: 'Text with separated fields, one row a line.',
	json: 'JSON; with `delimiter: new_line` one object a line, with `array` an array of objects.',
	parquet: 'Apache Parquet.',
	delta: 'Delta Lake.',
	avro: 'Apache Avro.',
	arrow: 'Apache Arrow.',
};

export const delimiters: Glossary = {
	new_line: 'One JSON object a line (JSON lines).',
	array: 'One JSON array of objects.',
};

export const classifications: Glossary = {
	public: 'Anybody may see it.',
	internal: 'Anybody in the organisation may see it.',
	confidential: 'Only those who need it may see it.',
	restricted: 'Only those who are named may see it.',
};

/** What a word means where the model's own documentation does not say; undefined for a word without an entry. */
export function meaningOf(glossary: Glossary, word: string): string | undefined {
	if (Object.hasOwn(glossary, word)) return glossary[word];
	const key = Object.keys(glossary).find((known) => known.toLowerCase() === word.toLowerCase());
	return key === undefined ? undefined : glossary[key];
}
