/** Words of other standards and of everyday speech for values of this one. Keyed by `holder.key`, else by `key`. */
const valueSynonyms: { readonly [place: string]: { readonly [word: string]: string } } = {
	// The standard's text gives these short forms, which its schema does not accept.
	dimension: {
		ac: 'accuracy',
		cp: 'completeness',
		cf: 'conformity',
		cs: 'consistency',
		cv: 'coverage',
		tm: 'timeliness',
		uq: 'uniqueness',
		validity: 'conformity',
		freshness: 'timeliness',
		unique: 'uniqueness',
	},
	logicalType: {
		text: 'string',
		char: 'string',
		varchar: 'string',
		uuid: 'string',
		int: 'integer',
		bigint: 'integer',
		smallint: 'integer',
		long: 'integer',
		float: 'number',
		double: 'number',
		decimal: 'number',
		numeric: 'number',
		real: 'number',
		bool: 'boolean',
		datetime: 'timestamp',
		timestamptz: 'timestamp',
		struct: 'object',
		record: 'object',
		row: 'object',
		list: 'array',
		dictionary: 'map',
		dict: 'map',
		embedding: 'vector',
	},
	'schema object.logicalType': { table: 'object', view: 'object', topic: 'object', file: 'object' },
	'server.type': {
		pg: 'postgres',
		psql: 'postgres',
		file: 'local',
		files: 'local',
		csv: 'local',
		json: 'local',
		parquet: 'local',
		filesystem: 'local',
		mssql: 'sqlserver',
		adls: 'azure',
		azureblob: 'azure',
		bq: 'bigquery',
		http: 'api',
		rest: 'api',
		mariadb: 'mysql',
	},
	metric: {
		nullCheck: 'nullValues',
		nulls: 'nullValues',
		nullCount: 'nullValues',
		missing: 'missingValues',
		missingCount: 'missingValues',
		invalid: 'invalidValues',
		invalidCount: 'invalidValues',
		validValues: 'invalidValues',
		duplicates: 'duplicateValues',
		duplicateCount: 'duplicateValues',
		uniqueCheck: 'duplicateValues',
		unique: 'duplicateValues',
		rows: 'rowCount',
		countRows: 'rowCount',
	},
	format: {
		byte: 'i8',
		int8: 'i8',
		int16: 'i16',
		int: 'i32',
		int32: 'i32',
		long: 'i64',
		int64: 'i64',
		bigint: 'i64',
		int128: 'i128',
		uint8: 'u8',
		uint16: 'u16',
		uint32: 'u32',
		uint64: 'u64',
		float: 'f32',
		float32: 'f32',
		double: 'f64',
		float64: 'f64',
	},
	'quality rule.type': { metric: 'library', query: 'sql', description: 'text' },
};

/** Keys that other standards, or earlier versions of this one, have for the same thing. */
const keySynonyms: { readonly [object: string]: { readonly [key: string]: string } } = {
	contract: {
		uuid: 'id',
		datasetName: 'name',
		datasetDomain: 'domain',
		dataset: 'schema',
		models: 'schema',
		tables: 'schema',
		owner: 'team',
		stakeholders: 'team',
		contact: 'support',
		pricing: 'price',
		sla: 'slaProperties',
		servicelevels: 'slaProperties',
		dataContractSpecification: 'apiVersion',
	},
	'schema object': { table: 'name', columns: 'properties', fields: 'properties', title: 'businessName', rules: 'quality' },
	property: {
		column: 'name',
		field: 'name',
		fields: 'properties',
		columns: 'properties',
		isPrimary: 'primaryKey',
		isPrimaryKey: 'primaryKey',
		pk: 'primaryKey',
		primary: 'primaryKey',
		isUnique: 'unique',
		notNull: 'required',
		title: 'businessName',
		logicalTypeOption: 'logicalTypeOptions',
		references: 'relationships',
		example: 'examples',
		values: 'enum',
	},
	'quality rule': { sql: 'query', rule: 'metric', toolName: 'engine', code: 'metric', level: 'severity', args: 'arguments' },
	server: { name: 'server', location: 'path', path: 'location', db: 'database', hostname: 'host', url: 'location' },
	'SLA property': { name: 'property', column: 'element' },
	'team member': { user: 'username', email: 'username' },
	'support channel': { name: 'channel', link: 'url' },
	role: { name: 'role' },
	'custom property': { name: 'property', key: 'property' },
	'enum value': { name: 'label', key: 'value' },
	synonym: { term: 'synonym', name: 'synonym' },
	relationship: { target: 'to', source: 'from' },
	logicalTypeOptions: {
		min: 'minimum',
		max: 'maximum',
		regex: 'pattern',
		length: 'maxLength',
		dimension: 'dimensions',
		timeZone: 'timezone',
	},
};

/** The value of the standard that a word of another vocabulary stands for, where it is among `values`. */
export function synonymOfValue(holder: string | undefined, key: string, word: string, values: readonly string[]): string | undefined {
	const name = holder === 'element' ? 'property' : holder;
	return lookUp(valueSynonyms[`${name}.${key}`], word, values) ?? lookUp(valueSynonyms[key], word, values);
}

/** The key of the standard that a key of another vocabulary stands for, where an object has it. */
export function synonymOfKey(object: string, key: string, keys: readonly string[]): string | undefined {
	return lookUp(keySynonyms[object === 'element' ? 'property' : object], key, keys);
}

function lookUp(table: { readonly [word: string]: string } | undefined, word: string, among: readonly string[]): string | undefined {
	if (table === undefined) return undefined;
	const lower = word.toLowerCase();
	for (const [known, meant] of Object.entries(table)) if (known.toLowerCase() === lower) return among.includes(meant) ? meant : undefined;
	return undefined;
}
