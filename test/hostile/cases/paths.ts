import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HostileCase, header, posixOnly, rows } from '../case.ts';

const ok = header + rows(1, 2);
const at = (path: string) => ({ path, format: 'csv' });

export const pathCases: readonly HostileCase[] = [
	{
		name: 'a named pipe',
		make: (folder) => void execFileSync('mkfifo', [join(folder, 'data.csv')]),
		server: at('data.csv'),
		skip: posixOnly,
		expect: { problem: 'refused', says: /named pipe, not a regular file/ },
	},
	{
		name: 'a named pipe among matches',
		files: { 'a.csv': ok },
		make: (folder) => void execFileSync('mkfifo', [join(folder, 'b.csv')]),
		server: at('*.csv'),
		skip: posixOnly,
		expect: { problem: 'refused', says: /b\.csv is a named pipe/ },
	},
	{ name: 'a device', server: at('/dev/zero'), skip: posixOnly, expect: { problem: 'refused', says: /a device/ } },
	{
		name: 'a folder without data',
		make: (folder) => void mkdirSync(join(folder, 'data')),
		server: at('data'),
		expect: { problem: 'unreadable', says: /holds no file/ },
	},
	{
		name: 'a file that is not there',
		files: { 'orders.csv': ok },
		server: at('ordres.csv'),
		expect: { problem: 'unreadable', says: /ordres\.csv does not exist; did you mean orders\.csv\?/ },
	},
	{ name: 'a pattern that matches nothing', server: at('*.csv'), expect: { problem: 'unreadable', says: /matches no file/ } },
	{
		name: 'a symbolic link that is named',
		files: { 'real.csv': ok },
		make: (folder) => symlinkSync('real.csv', join(folder, 'data.csv')),
		server: at('data.csv'),
		skip: posixOnly,
		expect: { rows: 2 },
	},
	{
		name: 'a symbolic link to nowhere',
		make: (folder) => symlinkSync('nowhere.csv', join(folder, 'data.csv')),
		server: at('data.csv'),
		skip: posixOnly,
		expect: { problem: 'unreadable', says: /does not exist/ },
	},
	{
		name: 'a symbolic link to itself',
		make: (folder) => symlinkSync('data.csv', join(folder, 'data.csv')),
		server: at('data.csv'),
		skip: posixOnly,
		expect: { problem: 'unreadable', says: /leads back to itself/ },
	},
	{
		name: 'a match that leads out of its folder',
		files: { 'data/a.csv': ok },
		make: (folder) => symlinkSync('/etc/passwd', join(folder, 'data/b.csv')),
		server: at('data/*.csv'),
		skip: posixOnly,
		expect: { problem: 'refused', says: /data\/b\.csv is a symbolic link that leads out of its folder/ },
	},
	{
		name: 'a match that leads elsewhere in the folder',
		files: { 'data/a.csv': ok, 'more/b.csv': ok },
		make: (folder) => symlinkSync('../more/b.csv', join(folder, 'data/b.csv')),
		server: at('data/*.csv'),
		skip: posixOnly,
		expect: { rows: 4 },
	},
	{
		name: 'folders that link in a circle',
		files: { 'data/a.csv': ok },
		make: (folder) => symlinkSync('..', join(folder, 'data/up')),
		server: at('data/**/*.csv'),
		skip: posixOnly,
		expect: { rows: 2 },
	},
	{
		name: 'a file whose name is a pattern',
		files: { 'a[1].csv': ok, 'a1.csv': header + rows(1, 5) },
		server: at('a[1].csv'),
		expect: { rows: 2 },
	},
	{
		name: 'a file whose name holds a star',
		files: { 'a*.csv': ok, 'ab.csv': header + rows(1, 5) },
		server: at('a*.csv'),
		skip: posixOnly,
		expect: { rows: 2 },
	},
	{ name: 'a name of quotes, blanks and accents', files: { "l'été %20 #1.csv": ok }, server: at("l'été %20 #1.csv"), expect: { rows: 2 } },
	{
		name: 'files of two headers',
		files: { 'a.csv': ok, 'b.csv': 'day,id,extra\n2024-01-31,9,x\n' },
		server: at('*.csv'),
		expect: { rows: 3, nulls: { name: 1, amount: 1 }, notes: /"name" is absent from 1 of 2 files \(b\.csv\)/ },
	},
	{
		name: 'an empty file among others',
		files: { 'a.csv': ok, 'b.csv': '' },
		server: at('*.csv'),
		expect: { rows: 2, notes: /b\.csv is empty/ },
	},
	{
		name: 'folders that are columns',
		files: { 'd/id=1/a.csv': 'name,amount,day\na,1,2024-01-31\n', 'd/id=x/a.csv': 'name,amount,day\nb,2,2024-01-31\n' },
		server: at('d/*/*.csv'),
		expect: { rows: 2, misfits: { id: 1 } },
	},
	{
		name: 'a Parquet file that is called CSV',
		files: { 'data.csv': Uint8Array.from(Buffer.from('PAR1xxxxxxxxPAR1')) },
		server: at('data.csv'),
		expect: { problem: 'invalid-data', says: /is a Parquet file, not CSV text/ },
	},
	{
		name: 'a workbook that is called CSV',
		files: { 'data.csv': Uint8Array.from(Buffer.from('PK\x03\x04xxxxxxxxxxxx')) },
		server: at('data.csv'),
		expect: { problem: 'invalid-data', says: /ZIP archive \(or an Excel workbook\)/ },
	},
	{
		name: 'a variable that is not set',
		server: at('${PLUMBLINE_NO_SUCH_VARIABLE}/data.csv'),
		expect: { problem: 'unreadable', says: /\$\{PLUMBLINE_NO_SUCH_VARIABLE\}, which is not set/ },
	},
	{
		name: 'a path beyond every limit',
		server: at(`${'x'.repeat(5000)}.csv`),
		expect: { problem: 'unreadable', says: /longer than a file name may be|does not exist/ },
	},
	{ name: 'an address elsewhere', server: at('s3://bucket/data.csv'), expect: { problem: 'unsupported', says: /not supported yet/ } },
	{
		name: 'a format that is not read',
		files: { 'data.avro': 'x' },
		server: { path: 'data.avro', format: 'avro' },
		expect: { problem: 'unsupported', says: /format avro is not supported yet/ },
	},
	{
		name: 'a file that may not be read',
		make: (folder) => writeFileSync(join(folder, 'data.csv'), ok, { mode: 0 }),
		server: at('data.csv'),
		skip: () => posixOnly() ?? (process.getuid?.() === 0 ? 'root may read everything' : undefined),
		expect: { problem: 'unreadable', says: /permission denied/ },
	},
];
