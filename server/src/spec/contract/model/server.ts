import { z } from 'zod';
import { serverTypes } from '../serverTypes.ts';
import { choice, constructs, list, text } from './construct.ts';
import { customProperties, stableId } from './fundamentals.ts';

export const role = z
	.strictObject({
		id: stableId('role').optional(),
		role: text('Name of the role that gives access.'),
		description: text('What the role is for.').optional(),
		access: text('What the role may do, for instance `read`.').optional(),
		firstLevelApprovers: text('Who approves first.').optional(),
		secondLevelApprovers: text('Who approves second.').optional(),
		customProperties: customProperties().optional(),
	})
	.register(constructs, { name: 'role', doc: 'A role that gives access to the data.' });

/** The fields of every server type in one object; which of them a server has depends on its `type` (see `serverTypes.ts`). */
export const server = z
	.strictObject({
		id: stableId('server').optional(),
		server: text('Name of the server.'),
		type: choice('Kind of server.', serverTypes),
		description: text('What the server is for.').optional(),
		environment: text('For instance `prod`, `staging` or `dev`.').optional(),
		roles: list(role, 'Roles that give access to the server.').optional(),
		customProperties: customProperties().optional(),
		account: text('Account that owns the data.').optional(),
		catalog: text('Catalog that holds the schema.').optional(),
		catalogUrl: text('Address of the catalog.').optional(),
		database: text('Name of the database, or the path of its file.').optional(),
		dataset: text('Name of the dataset.').optional(),
		delimiter: text('Between records or fields: `new_line` or `array` for JSON; a character for CSV.').optional(),
		encoding: text('Character encoding of the files, for instance `utf-8`.', { since: '3.2.0' }).optional(),
		endpointUrl: text('Address of the store, where it is not the default one.').optional(),
		format: text('Format of the files: csv, json, parquet, delta and so on.').optional(),
		host: text('Host name of the server.').optional(),
		location: text('Address of the data; may hold wildcards and `{model}`-style templates.').optional(),
		namespace: text('Namespace in the catalog.').optional(),
		path: text('Path of the files, relative to the contract; may hold wildcards.').optional(),
		port: z.union([z.number().int(), z.string()]).register(constructs, { doc: 'Port of the server.' }).optional(),
		project: text('Project that owns the data.').optional(),
		region: text('Region of the data centre.').optional(),
		regionName: text('Region of the data centre.').optional(),
		schema: text('Name of the schema in the database.').optional(),
		serviceName: text('Name of the database service.').optional(),
		stagingDir: text('Where query results are staged.').optional(),
		stream: text('Name of the stream.', { since: '3.1.0' }).optional(),
		warehouse: text('Name of the warehouse.').optional(),
		workgroup: text('Workgroup that runs the queries.', { since: '3.2.0' }).optional(),
	})
	.register(constructs, { name: 'server', doc: 'A place where the data stands.' });
