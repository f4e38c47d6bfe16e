import type { Cell } from '../../spec/result.ts';
import type { Bound } from '../check.ts';
import { compareFigures } from './compareFigures.ts';

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
			return compareFigures(observed, bound.value) < 0;
		case 'lessOrEqual':
			return compareFigures(observed, bound.value) <= 0;
		case 'greater':
			return compareFigures(observed, bound.value) > 0;
		case 'greaterOrEqual':
			return compareFigures(observed, bound.value) >= 0;
		case 'between':
			return compareFigures(observed, bound.low) >= 0 && compareFigures(observed, bound.high) <= 0;
		case 'notBetween':
			return compareFigures(observed, bound.low) < 0 || compareFigures(observed, bound.high) > 0;
	}
}

function equal(observed: Cell, wanted: Cell): boolean {
	return observed === wanted || compareFigures(observed, wanted) === 0;
}
