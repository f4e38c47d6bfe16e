/**
 * Loaded into a server before anything else (`node --import`): measures each turn of its event loop, in milliseconds that
 * its thread was at work, so that others on the machine do not count. Any message over its channel is answered with the
 * longest turn since the last one. Keeps the loop turning, so nothing else is to be timed meanwhile.
 */
let longestMs = 0;
let before = workedMs();
process.on('message', () => {
	process.send?.(longestMs);
	longestMs = 0;
	before = workedMs();
});
process.channel?.unref();

function turned(): void {
	const now = workedMs();
	longestMs = Math.max(longestMs, now - before);
	before = now;
	setImmediate(turned);
}
setImmediate(turned);

function workedMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}

export {};
