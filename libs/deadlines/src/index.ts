export { LaddersError, parseLadders } from './ladder/ladders.ts';
export type { Ladders } from './ladder/ladders.ts';
export { significanceOf } from './rules/significance.ts';
