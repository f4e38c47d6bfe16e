import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Keeps the process small. Every keystroke leaves some megabytes behind; by itself V8 lets a quarter of a gigabyte of that
 * gather before it looks.
 */
export function keepHeapSmall(): void {
	setFlagsFromString('--heap-growing-percent=50');
	// The size of the young generation can only be set before a program starts, and an editor starts us as it likes: so it
	// is let grow to what parsing needs, and no further.
	const watch = setInterval(() => {
		const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
		if (young !== undefined && young.space_size < largestYoungBytes) return;
		setFlagsFromString('--semi-space-growth-factor=1');
		clearInterval(watch);
	}, 100);
	watch.unref();
}

const largestYoungBytes = 16 * 1024 * 1024;
