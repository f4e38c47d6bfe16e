/** The line between rules and details: dragged, or moved with the arrows. `split` is the share of the height that details have. */
export function Splitter({ split, setSplit }: { readonly split: number; readonly setSplit: (split: number) => void }) {
	const set = (value: number) => setSplit(Math.min(0.8, Math.max(0.2, value)));
	const start = (down: PointerEvent) => {
		const line = down.currentTarget;
		const body = line instanceof HTMLElement ? line.parentElement : undefined;
		if (!(line instanceof HTMLElement) || !body) return;
		line.setPointerCapture(down.pointerId);
		const move = (event: PointerEvent) => {
			const { top, height } = body.getBoundingClientRect();
			set(1 - (event.clientY - top) / height);
		};
		line.addEventListener('pointermove', move);
		line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), { once: true });
	};
	return (
		<div
			class="splitter"
			role="separator"
			tabIndex={0}
			aria-orientation="horizontal"
			aria-label="Height of the details"
			aria-valuenow={Math.round(split * 100)}
			aria-valuemin={20}
			aria-valuemax={80}
			title="Drag, or use the up and down arrows, to resize"
			onPointerDown={start}
			onKeyDown={(event) => {
				const step = event.key === 'ArrowUp' ? 0.05 : event.key === 'ArrowDown' ? -0.05 : 0;
				if (step === 0) return;
				event.preventDefault();
				set(split + step);
			}}
		/>
	);
}
