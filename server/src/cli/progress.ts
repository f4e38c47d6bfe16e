import { palette } from '../report/ansi.ts';
import { visible } from '../report/visible.ts';
import { cut } from '../report/width.ts';
import { duration } from '../report/words.ts';
import type { World } from './world.ts';

/** Nobody reads what is gone sooner. */
const appearsAfterMs = 300;
const redrawnEveryMs = 120;

/** One line on standard error that says what is running and how long; only where a person watches a terminal. */
export interface Progress {
	/** What is being done now. */
	say(text: string): void;
	/** Takes the line away. */
	end(): void;
}

export function startProgress(world: World, quiet: boolean): Progress {
	const { stderr, environment } = world;
	if (quiet || !stderr.isTTY || environment.TERM === 'dumb' || (environment.CI ?? '') !== '') {
		return { say() {}, end() {} };
	}
	const started = world.clockMs();
	const paint = palette((environment.NO_COLOR ?? '') === '');
	let text = '';
	let drawn = false;
	const draw = () => {
		const elapsed = world.clockMs() - started;
		if (elapsed >= appearsAfterMs && text !== '') {
			const line = cut(`${text} · ${duration(Math.floor(elapsed / 100) * 100)}`, (stderr.columns ?? 80) - 1);
			stderr.write(`\r\u001b[2K${paint.dim(line)}`);
			drawn = true;
		}
	};
	const timer = setInterval(draw, redrawnEveryMs);
	timer.unref();
	return {
		say(next) {
			text = visible(next);
		},
		end() {
			clearInterval(timer);
			if (drawn) {
				stderr.write('\r\u001b[2K');
				drawn = false;
			}
		},
	};
}
