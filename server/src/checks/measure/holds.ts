import type { Cell } from '../../spec/result.ts';
import type { Bound } from '../check.ts';

/** Whether an observed figure is as its bound wants. NaN holds no bound but `notEqual` to something else; null holds none. */
export function holds(bound: Bound, observed: Cell): boolean {
	if (observed === null) return false;
	switch (bound.kind) {
		case 'zero':
			return Number(observed) === 0;
		case 'equal':
			return equal(observed, bound.value);
		case 'notEqual':
			return !equal(observed, bound.value);
		case 'less':
			return Number(observed) < bound.value;
		case 'lessOrEqual':
			return Number(observed) <= bound.value;
		case 'greater':
			return Number(observed) > bound.value;
		case 'greaterOrEqual':
			return Number(observed) >= bound.value;
		case 'between':
			return Number(observed) >= bound.low && Number(observed) <= bound.high;
		case 'notBetween':
			return Number(observed) < bound.low || Number(observed) > bound.high;
	}
}

function equal(observed: Cell, wanted: Cell): boolean {
	if (observed === wanted) return true;
	const numbers = [observed, wanted].map((cell) =>
		typeof cell === 'number' || (typeof cell === 'string' && cell.trim() !== '') ? Number(cell) : Number.NaN,
	);
	return numbers[0] === numbers[1];
}
