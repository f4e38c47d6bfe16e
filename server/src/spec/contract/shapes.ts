import { compileShapes } from './compileShapes.ts';
import { contract } from './model.ts';

/** The model as plain data, computed when the product is built and inlined, so that zod is not loaded at run time. */
export const shapes = compileShapes(contract);
