import { describe, expect, it } from 'vitest';
import { fileRelation, resolved, told } from './contract.ts';

const local = (path: string, more = '', objects = ['orders']) =>
	`servers:\n  - server: here\n    type: local\n    path: ${JSON.stringify(path)}\n    format: csv\n${more}schema:\n${objects.map((name) => `  - name: ${name}\n    properties:\n      - name: id\n        logicalType: integer\n`).join('')}`;

describe('which server is used', () => {
	const two =
		'servers:\n  - {server: prod, type: s3, location: "s3://b/x"}\n  - {server: dev, type: local, path: a.csv, format: csv}\nschema: [{name: orders}]\n';
	it('is the first one, even where another would be easier to read', async () => {
		expect(told(await resolved(two, ['a.csv']))).toEqual([
			'orders! Server "prod" is of type s3, which is not supported yet; local, custom, duckdb are',
		]);
	});
	it('is the one that is named', async () => {
		expect(told(await resolved(two, ['a.csv'], { server: 'dev' }))).toEqual(['orders: a.csv']);
	});
	it('is not guessed', async () => {
		expect(told(await resolved(two, [], { server: 'pro' }))).toEqual(['orders! No server is called "pro"; the contract has "prod", "dev"']);
		expect(told(await resolved('schema: [{name: orders}]'))).toEqual([
			'orders! The contract has no servers, so there is no data to check; add servers: with a type and a path',
		]);
	});
	it('may be a custom one with a path', async () => {
		expect(told(await resolved('servers: [{server: x, type: custom, path: a.csv}]\nschema: [{name: o}]', ['a.csv']))).toEqual(['o: a.csv']);
		expect(told(await resolved('servers: [{server: x, type: custom}]\nschema: [{name: o}]'))[0]).toMatch(/not supported yet/);
	});
});

describe('which files are an object’s', () => {
	const both = ['orders', 'items'];
	it('is told by a template, whatever word it uses', async () => {
		for (const word of ['object', 'model', 'table', 'schema']) {
			expect(told(await resolved(local(`data/{${word}}.csv`, '', both), ['data/orders.csv', 'data/items.csv']))).toEqual([
				'orders: data/orders.csv',
				'items: data/items.csv',
			]);
		}
	});
	it('is told by a template with a pattern', async () => {
		expect(
			told(await resolved(local('data/{object}/*.csv', '', both), ['data/orders/1.csv', 'data/orders/2.csv', 'data/items/1.csv'])),
		).toEqual(['orders: data/orders/1.csv, data/orders/2.csv', 'items: data/items/1.csv']);
	});
	it('is the file or folder of its name in a folder', async () => {
		expect(
			told(
				await resolved(local('data', '', both), [
					'data/orders.csv.gz.csv',
					'data/orders.csv',
					'data/items/part-0.csv',
					'data/items/_SUCCESS.csv',
				]),
			),
		).toEqual(['orders: data/orders.csv', 'items: data/items/part-0.csv']);
	});
	it('is every file of a folder for the only object', async () => {
		expect(told(await resolved(local('data'), ['data/a.csv', 'data/b/c.csv', 'data/readme.md']))).toEqual([
			'orders: data/a.csv, data/b/c.csv',
		]);
	});
	it('cannot be told where one file stands for several', async () => {
		expect(told(await resolved(local('data/all.csv', '', both), ['data/all.csv']))[0]).toMatch(
			/^orders! The path data\/all\.csv says not which of the 2 objects it holds; write \{object\} in it, e\.g\. data\/\{object\}\.csv$/,
		);
		expect(told(await resolved(local('data/items.csv', '', both), ['data/items.csv']))[1]).toBe('items: data/items.csv');
	});
	it('is looked for by physical name first', async () => {
		const yaml =
			'servers: [{server: x, type: local, path: "{object}.csv", format: csv}]\nschema: [{name: orders, physicalName: ord_v2}, {name: items, physicalName: gone}]';
		expect(told(await resolved(yaml, ['ord_v2.csv', 'orders.csv', 'items.csv']))).toEqual(['orders: ord_v2.csv', 'items: items.csv']);
	});
	it('is one of those asked for', async () => {
		expect(told(await resolved(local('{object}.csv', '', both), ['items.csv'], { objects: ['items'] }))).toEqual(['items: items.csv']);
	});
});

describe('patterns', () => {
	it('match as a shell would', async () => {
		const files = ['d/a1.csv', 'd/a2.csv', 'd/b1.csv', 'd/.hidden.csv', 'd/e/f/a9.csv', 'd/x.txt'];
		const cases: [string, string][] = [
			['d/*.csv', 'd/a1.csv, d/a2.csv, d/b1.csv'],
			['d/a?.csv', 'd/a1.csv, d/a2.csv'],
			['d/[!a]*.csv', 'd/b1.csv'],
			['d/{a1,b1}.csv', 'd/a1.csv, d/b1.csv'],
			['d/**/*.csv', 'd/a1.csv, d/a2.csv, d/b1.csv, d/e/f/a9.csv'],
			['**/a9.csv', 'd/e/f/a9.csv'],
			['./d/../d/a1.csv', './d/../d/a1.csv'],
		];
		for (const [path, found] of cases) expect(told(await resolved(local(path), files))).toEqual([`orders: ${found}`]);
	});
	it('make columns of key=value folders', async () => {
		const [source] = await resolved(local('d/*/*/*.csv'), ['d/year=2023/m=1/a.csv', 'd/year=2024/m=2/a.csv']);
		expect(fileRelation(source).partitions).toEqual(['year', 'm']);
	});
});

describe('variables', () => {
	it('are taken from the environment, or their default', async () => {
		expect(told(await resolved(local('${DIR}/a.csv'), ['data/a.csv'], { environment: { DIR: 'data' } }))).toEqual(['orders: data/a.csv']);
		expect(told(await resolved(local('${DIR:-data}/a.csv'), ['data/a.csv'], { environment: { DIR: '' } }))).toEqual(['orders: data/a.csv']);
		expect(told(await resolved(local('${DIR}/${FILE}')))).toEqual([
			'orders! path needs ${DIR} and ${FILE}, which are not set; set them or write ${NAME:-default}',
		]);
	});
	it('are not shown where they are secret', async () => {
		const sources = await resolved(local('${MY_TOKEN}/a.csv'), ['s3cr3t/a.csv'], { environment: { MY_TOKEN: 's3cr3t' } });
		expect(told(sources)).toEqual(['orders: ${MY_TOKEN}/a.csv']);
		const missing = await resolved(local('${MY_TOKEN}/b.csv'), ['s3cr3t/a.csv'], { environment: { MY_TOKEN: 's3cr3t' } });
		expect(JSON.stringify(missing)).not.toContain('s3cr3t');
	});
});

describe('how files are read', () => {
	const server = (fields: string) => `servers: [{server: x, type: custom, ${fields}}]\nschema: [{name: o}]`;
	it('follows format, delimiter and encoding', async () => {
		const csv = async (fields: string, file = 'a.csv') => fileRelation((await resolved(server(fields), [file]))[0]).csv;
		expect(await csv('path: a.csv, delimiter: semicolon, encoding: latin1')).toMatchObject({ delimiter: ';', encoding: 'windows-1252' });
		expect(await csv('path: a.csv, delimiter: "\\t"')).toMatchObject({ delimiter: '\t', encoding: 'utf-8' });
		expect(await csv('path: a.csv, delimiter: new_line')).toMatchObject({ delimiter: ',' });
		expect(await csv('path: a.tsv', 'a.tsv')).toMatchObject({ delimiter: '\t' });
		expect(await csv('path: a.txt, format: CSV, encoding: UTF-16', 'a.txt')).toMatchObject({ encoding: 'utf-16le' });
	});
	it('takes JSON as a list unless told otherwise', async () => {
		const json = async (fields: string, file: string) => fileRelation((await resolved(server(fields), [file]))[0]).json;
		expect(await json('path: a.json', 'a.json')).toEqual({ layout: 'array' });
		expect(await json('path: a.json, delimiter: new_line', 'a.json')).toEqual({ layout: 'lines' });
		expect(await json('path: a.ndjson', 'a.ndjson')).toEqual({ layout: 'lines' });
	});
});
