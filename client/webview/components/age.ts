/** How long ago something was: `just now`, `2 min ago`, `3 h ago`, `5 d ago`. */
export function age(thenIso: string, nowMs: number): string {
	const seconds = (nowMs - Date.parse(thenIso)) / 1000;
	// A clock that was set back since then says nothing.
	if (!(seconds >= 60)) return 'just now';
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}
