/**
 * What the incidents show when they are counted.
 *
 * threats       incidents by kind, severity and month
 * suppression   what of a count may be told to whom it is not the own people's, pure
 */
export { EvidenceModule } from './evidence.module.ts';
export { exact, FEWEST_OPERATORS, suppressed } from './suppression.ts';
export type { Cell, Figures } from './suppression.ts';
export { Threats } from './threats.service.ts';
export type { MonthOfThreats } from './threats.service.ts';
