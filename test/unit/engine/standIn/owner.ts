import { execFileSync } from 'node:child_process';
import { fileRelation, openTestEngine, rawPlan } from './engine.ts';

/** A process that owns an engine, prints the engine's process id and lets it run an endless query. */
const [, , path = '', sql = ''] = process.argv;
const engine = await openTestEngine({ where: 'child' });
await engine.connect([fileRelation('t', path)]);
const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
const line = table.split('\n').find((each) => Number(each.trim().split(/\s+/)[1]) === process.pid && each.includes('child.ts'));
process.stdout.write(`${line?.trim().split(/\s+/)[0]}\n`);
await engine.run(rawPlan('t', sql));
