import type { Contract } from '../spec/contract/model.ts';
import { nearest } from '../spec/rules/nearest.ts';
import { meant } from './arguments.ts';
import type { DataOptions } from './dataOptions.ts';
import { UsageError } from './usageError.ts';

/** @throws UsageError where `--server` or an `--object` names nothing in any of the contracts */
export function checkNames(contracts: readonly Contract[], { server, objects }: Pick<DataOptions, 'server' | 'objects'>): void {
	const servers = contracts.flatMap((contract) => (contract.servers ?? []).flatMap((each) => each.server?.value ?? []));
	if (server !== undefined) {
		mustBeAmong('server', server, servers);
	}
	const names = contracts.flatMap((contract) =>
		(contract.schema ?? []).flatMap((each) => [each.name?.value ?? [], each.physicalName?.value ?? []].flat()),
	);
	for (const object of objects) {
		mustBeAmong('object', object, names);
	}
}

function mustBeAmong(option: string, wanted: string, names: readonly string[]): void {
	if (!names.includes(wanted)) {
		const all = [...new Set(names)].sort();
		throw new UsageError(
			`--${option} ${wanted}: no contract here has such ${option === 'object' ? 'an object' : 'a server'}.${meant(nearest(wanted, all), '')}`,
			all.length === 0 ? `No ${option} is declared.` : `There are: ${all.join(', ')}.`,
		);
	}
}
