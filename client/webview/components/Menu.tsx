import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

export interface MenuItem {
	readonly label: string;
	run(): void;
}

/** A button that opens a short menu: arrows move, Enter chooses, Escape closes and gives the focus back. */
export function Menu({
	label,
	icon,
	items,
	title,
	disabled = false,
}: {
	readonly label: string;
	readonly icon: string;
	readonly items: readonly MenuItem[];
	readonly title: string;
	readonly disabled?: boolean;
}) {
	const [isOpen, setOpen] = useState(false);
	const root = useRef<HTMLDivElement>(null);
	const focusItem = (index: number) => {
		const all = root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [];
		all[(index + all.length) % all.length]?.focus();
	};
	useEffect(() => {
		if (!isOpen) return;
		focusItem(0);
		const away = (event: Event) => {
			if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
		};
		document.addEventListener('pointerdown', away);
		window.addEventListener('blur', away);
		return () => {
			document.removeEventListener('pointerdown', away);
			window.removeEventListener('blur', away);
		};
	}, [isOpen]);
	const close = () => {
		setOpen(false);
		root.current?.querySelector<HTMLElement>('button')?.focus();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (!isOpen) return;
		const all: (Element | null)[] = [...(root.current?.querySelectorAll('[role="menuitem"]') ?? [])];
		const at = all.indexOf(document.activeElement);
		const moves: Record<string, () => void> = {
			ArrowDown: () => focusItem(at + 1),
			ArrowUp: () => focusItem(at - 1),
			Home: () => focusItem(0),
			End: () => focusItem(-1),
			Escape: close,
			Tab: () => setOpen(false),
		};
		const move = moves[event.key];
		if (!move) return;
		if (event.key !== 'Tab') event.preventDefault();
		event.stopPropagation();
		move();
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of what is inside
		<div class="menu" ref={root} onKeyDown={onKeyDown}>
			<button
				type="button"
				class="tool"
				aria-haspopup="menu"
				aria-expanded={isOpen}
				title={title}
				disabled={disabled}
				onClick={() => setOpen(!isOpen)}
			>
				<Icon name={icon} />
				<span>{label}</span>
				<Icon name="chevron-down" />
			</button>
			{isOpen ? (
				<div class="menu-items" role="menu" aria-label={label}>
					{items.map((item) => (
						<button
							key={item.label}
							type="button"
							role="menuitem"
							tabIndex={-1}
							onClick={() => {
								close();
								item.run();
							}}
						>
							{item.label}
						</button>
					))}
				</div>
			) : undefined}
		</div>
	);
}
