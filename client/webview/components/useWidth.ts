import { useEffect, useState } from 'preact/hooks';

/** Width of the panel in pixels. */
export function useWidth(): number {
	const [width, setWidth] = useState(window.innerWidth);
	useEffect(() => {
		const measure = () => setWidth(window.innerWidth);
		window.addEventListener('resize', measure);
		return () => window.removeEventListener('resize', measure);
	}, []);
	return width;
}
