import { parseApiVersion } from '../contract/versions.ts';
import type { MapNode } from '../yaml/node.ts';
import { judgeDataProduct, judgeDefaultElement, judgeTeamList } from './deprecated.ts';
import type { Judge } from './judge.ts';
import type { ObjectRules } from './objectRules.ts';

/** What only a whole contract has: the constructs that 3.1 replaced. */
export function judgeContract(judge: Judge, map: MapNode): ObjectRules {
	const version = map.get('apiVersion')?.value;
	const isUnknown = version?.kind === 'scalar' && version.value !== null && parseApiVersion(version.text) === undefined;
	return {
		...(isUnknown && { judged: ['apiVersion'] }),
		also() {
			const team = map.get('team');
			if (team?.value.kind === 'map' && judge.isBefore('3.1.0')) judge.addNewer(team.keyRange, '"team" as a map with "members"', '3.1.0');
			if (judge.isBefore('3.1.0')) return;
			judgeTeamList(judge, team);
			judgeDataProduct(judge, map);
			judgeDefaultElement(judge, map);
		},
	};
}
