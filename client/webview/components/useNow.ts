import { useEffect, useState } from 'preact/hooks';

/** The time, told anew twice a minute: ages are told in minutes. */
export function useNow(): number {
	const [now, setNow] = useState(Date.now());
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 30_000);
		return () => clearInterval(timer);
	}, []);
	return now;
}
