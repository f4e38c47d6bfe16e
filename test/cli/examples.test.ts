import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { CheckResult } from '../../server/src/spec/result.ts';

const root = join(import.meta.dirname, '../..');
const contracts = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.odcs.yaml'));

/**
 * All that fails in the examples, with how many rows; where a rule has no rows, what was observed. The numbers come from
 * queries written by hand against the same files, not from this program.
 */
const trueDefects: { readonly [id: string]: number | string } = {
	'airports: schema.airports.iata.quality.iata_shape': 1336,
	'airports: schema.airports.state.quality.state_known': 12,
	'airports: schema.airports.country.quality.country_is_usa': 1,
	'airports: schema.airports.quality.one_place_one_row': 2,
	'airports: schema.airports.quality.pacific_islands': 'observed 5',
	'birdstrikes: schema.strikes.damage.quality.damage_words': 15,
	'birdstrikes: schema.strikes.operator.pattern': 1084,
	'birdstrikes: schema.strikes.origin_state.minLength': 475,
	'birdstrikes: schema.strikes.species.quality.species_identified': 'observed 80.09',
	'birdstrikes: schema.strikes.speed.exclusiveMinimum': 19,
	'birdstrikes: schema.strikes.speed.quality.speed_reported': 2836,
	'birdstrikes: schema.strikes.quality.damage_explains_cost': 'observed 55',
	'flights: schema.flights.delay.minimum': 3,
	'flights: schema.flights.quality.no_double_booking': 382,
	'flights: slaProperties.gaps': 'old',
	'flights: slaProperties.freshness': 'old',
	'gapminder: schema.gapminder.life_expect.quality.look_at_catastrophes': 'observed 27.79',
	'habitats: schema.habitats.county_id.relationship.1': 1184,
	'habitats: schema.habitats.county_id.quality.counties_only': 'observed 36',
	'movies: schema.movies.Title.logicalType': 9,
	'movies: schema.movies.Title.required': 1,
	'movies: schema.movies.Title.quality.title_decoded': 15,
	'movies: schema.movies.Release Date.maximum': 24,
	'movies: schema.movies.US Gross.quality.us_gross_known': 73,
	'movies: schema.movies.US DVD Sales.quality.dvd_known': 2637,
	'movies: schema.movies.Production Budget.required': 1,
	'movies: schema.movies.MPAA Rating.enum': 2,
	'movies: schema.movies.Distributor.quality.distributor_known': 232,
	'penguins: schema.penguins.sex.enum': 1,
	'penguins: schema.penguins.sex.quality.sex_known': 10,
	'stocks: schema.stocks.quality.equally_long': 'observed 2',
	'stocks: slaProperties.freshness': 'old',
	'stocks: slaProperties.monthly': 'old',
	'unemployment: schema.unemployment.id.minLength': 314,
	'unemployment: schema.unemployment.id.pattern': 314,
	'weather: schema.weather.quality.rain_is_wet': 'observed 113',
	'weather: schema.seattle.quality.snow_is_cold': 'observed 2',
};

let results: CheckResult[];
let status: number | null;

beforeAll(() => {
	const answer = plumbline('check', 'examples', '--format', 'json', '--now', '2026-11-01T00:00:00Z');
	status = answer.status;
	results = JSON.parse(answer.stdout).results;
});

test('the examples fail where their data is wrong, and nowhere else', () => {
	const failures = results
		.filter(({ outcome }) => outcome === 'failed' || outcome === 'warned')
		.map(({ contract, id, family, failingRows, observed }) => [
			`${/(\w+)\.odcs\.yaml$/.exec(contract)?.[1]}: ${id}`,
			family === 'serviceLevel' ? 'old' : (failingRows ?? `observed ${observed}`),
		]);
	expect(Object.fromEntries(failures)).toEqual(trueDefects);
	expect(status).toBe(1);
});

test('no rule of the examples errors, and each contract has some that hold', () => {
	expect(results.filter(({ outcome }) => outcome === 'errored').map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
	for (const name of contracts) {
		expect(results.filter(({ contract, outcome }) => contract.endsWith(name) && outcome === 'passed').length, name).toBeGreaterThan(10);
	}
});

test('every failure stands on the line of its contract that asked for it', () => {
	for (const { contract, id, location } of results) {
		const line = readFileSync(join(root, contract), 'utf8').split('\n')[location.range.start.line];
		expect(line?.slice(location.range.start.character).trim(), `${contract}: ${id}`).not.toBe('');
	}
	const tooEarly = results.find(({ id }) => id === 'schema.flights.delay.minimum');
	// As the README shows it.
	expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(
		`✗ ${tooEarly?.message}\n    examples/flights.odcs.yaml:${(tooEarly?.location.range.start.line ?? 0) + 1}:`,
	);
	expect(tooEarly?.samples?.map(({ cells }) => cells.delay)).toEqual(expect.arrayContaining([-1116, -953, -212]));
});

test('on the day that the stocks were published they were fresh', () => {
	const { stdout } = plumbline('check', 'examples/stocks.odcs.yaml', '--format', 'json', '--now', '2010-03-15T00:00:00Z');
	const levels = (JSON.parse(stdout).results as CheckResult[]).filter(
		({ family, outcome }) => family === 'serviceLevel' && outcome !== 'notEnforced',
	);
	expect(levels.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
});

test('the examples lint clean', () => {
	const { stdout, status: code } = plumbline('lint', 'examples', '--format', 'json', '--fail-on', 'warning');
	expect(JSON.parse(stdout).results).toEqual([]);
	expect(code).toBe(0);
});

function plumbline(...args: string[]): { stdout: string; status: number | null } {
	const run = spawnSync(process.execPath, ['dist/cli.js', ...args], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
	expect([0, 1], run.stderr).toContain(run.status);
	return run;
}
