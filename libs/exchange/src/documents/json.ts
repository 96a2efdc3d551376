import type { Exported } from '../exported.ts';
import { asOf, labelOf } from '../facts.ts';

/** Our own words, for our own kind. `version` rises when a field changes its meaning or goes. */
export const ownDocument = (exported: Exported) => ({
  format: 'dns-cert-incident',
  version: 1,
  tlp: labelOf(exported),
  asOf: asOf(exported),
  ...exported,
});
