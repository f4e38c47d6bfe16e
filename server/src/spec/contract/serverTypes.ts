import type { OdcsVersion } from './versions.ts';

/** Which fields a server of a type has; `server`, `type`, `id`, `description`, `environment`, `roles` and `customProperties` are every server's. */
export interface ServerType {
	readonly doc: string;
	/** First version that knows the type; absent for what 3.0.0 has. */
	readonly since?: OdcsVersion;
	readonly required: readonly string[];
	readonly optional: readonly string[];
	/** Fields that had to be there up to a version. */
	readonly requiredUntil?: { readonly [field: string]: OdcsVersion };
}

/** Every server type of the standard, by its `type`. */
export const serverTypes = {
	api: { doc: 'An HTTP interface.', required: ['location'], optional: [] },
	athena: {
		doc: 'Amazon Athena.',
		required: ['schema'],
		optional: ['stagingDir', 'catalog', 'regionName', 'workgroup'],
		requiredUntil: { stagingDir: '3.1.0' },
	},
	azure: { doc: 'Azure Blob Storage or Data Lake Storage.', required: ['location', 'format'], optional: ['encoding', 'delimiter'] },
	bigquery: { doc: 'Google BigQuery.', required: ['project', 'dataset'], optional: [] },
	btrieve: { doc: 'Actian Zen, formerly Btrieve.', since: '3.2.0', required: ['host', 'database'], optional: ['port'] },
	clickhouse: { doc: 'ClickHouse.', required: ['host', 'port', 'database'], optional: [] },
	cloudsql: { doc: 'Google Cloud SQL.', required: ['host', 'port', 'database', 'schema'], optional: [] },
	custom: {
		doc: 'Any other server.',
		required: [],
		optional: [
			'account',
			'catalog',
			'database',
			'dataset',
			'delimiter',
			'endpointUrl',
			'format',
			'encoding',
			'host',
			'location',
			'path',
			'port',
			'project',
			'region',
			'regionName',
			'schema',
			'serviceName',
			'stagingDir',
			'warehouse',
			'stream',
		],
	},
	databricks: { doc: 'Databricks.', required: ['catalog', 'schema'], optional: ['host'] },
	db2: { doc: 'IBM Db2.', required: ['host', 'port', 'database'], optional: ['schema'] },
	denodo: { doc: 'Denodo.', required: ['host', 'port'], optional: ['database'] },
	dremio: { doc: 'Dremio.', required: ['host', 'port'], optional: ['schema'] },
	duckdb: { doc: 'A DuckDB database file.', required: ['database'], optional: ['schema'] },
	exasol: { doc: 'Exasol.', since: '3.2.0', required: ['host'], optional: ['port', 'schema'] },
	fastobjects: { doc: 'Versant FastObjects, formerly Poet.', since: '3.2.0', required: ['database'], optional: ['host', 'port'] },
	glue: { doc: 'AWS Glue catalog.', required: ['account', 'database'], optional: ['location', 'format', 'encoding'] },
	hana: { doc: 'SAP HANA.', since: '3.2.0', required: ['host'], optional: ['port', 'database', 'schema'] },
	hive: { doc: 'Apache Hive.', since: '3.1.0', required: ['host', 'database'], optional: ['port'] },
	iceberg: { doc: 'Apache Iceberg tables.', since: '3.2.0', required: ['catalog', 'catalogUrl'], optional: ['namespace', 'warehouse'] },
	impala: { doc: 'Apache Impala.', since: '3.1.0', required: ['host', 'database'], optional: ['port'] },
	informix: { doc: 'IBM Informix.', required: ['host', 'database'], optional: ['port'] },
	ingres: { doc: 'Actian Ingres.', since: '3.2.0', required: ['database', 'host'], optional: ['port'] },
	kafka: { doc: 'Apache Kafka.', required: ['host'], optional: ['format', 'encoding'] },
	kinesis: { doc: 'Amazon Kinesis.', required: [], optional: ['region', 'format', 'encoding'] },
	local: { doc: 'Files beside the contract.', required: ['path', 'format'], optional: ['encoding'] },
	mysql: { doc: 'MySQL.', required: ['host', 'port', 'database'], optional: [] },
	oracle: { doc: 'Oracle Database.', required: ['host', 'port', 'serviceName'], optional: [] },
	poet: { doc: 'Poet object database.', since: '3.2.0', required: ['database'], optional: ['host', 'port'] },
	postgres: { doc: 'PostgreSQL.', required: ['host', 'port', 'database', 'schema'], optional: [] },
	postgresql: { doc: 'PostgreSQL.', required: ['host', 'port', 'database', 'schema'], optional: [] },
	presto: { doc: 'Presto.', required: ['host'], optional: ['catalog', 'schema'] },
	pubsub: { doc: 'Google Pub/Sub.', required: ['project'], optional: [] },
	redshift: { doc: 'Amazon Redshift.', required: ['database', 'schema'], optional: ['host', 'region', 'account'] },
	s3: {
		doc: 'Amazon S3, or a store that speaks its protocol.',
		required: ['location'],
		optional: ['endpointUrl', 'format', 'encoding', 'delimiter'],
	},
	sftp: { doc: 'Files over SFTP.', required: ['location'], optional: ['format', 'encoding', 'delimiter'] },
	snowflake: { doc: 'Snowflake.', required: ['account', 'database', 'schema'], optional: ['host', 'port', 'warehouse'] },
	sqlserver: { doc: 'Microsoft SQL Server.', required: ['host', 'database', 'schema'], optional: ['port'] },
	synapse: { doc: 'Azure Synapse.', required: ['host', 'port', 'database'], optional: [] },
	teradata: { doc: 'Teradata.', since: '3.2.0', required: ['host'], optional: ['port', 'database'] },
	trino: { doc: 'Trino.', required: ['host', 'port', 'catalog', 'schema'], optional: [] },
	vectorwise: { doc: 'Actian Vector, formerly Vectorwise.', since: '3.2.0', required: ['database', 'host'], optional: ['port'] },
	versant: { doc: 'Versant object database.', since: '3.2.0', required: ['database'], optional: ['host', 'port'] },
	vertica: { doc: 'Vertica.', required: ['host', 'port', 'database', 'schema'], optional: [] },
	zen: { doc: 'Actian Zen.', since: '3.1.0', required: ['host', 'database'], optional: ['port'] },
} as const satisfies { readonly [type: string]: ServerType };
