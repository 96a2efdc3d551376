import type { Translation } from '../translation.ts';
import type { severity as english } from '../en/severity.ts';

export const severity: Translation<typeof english> = {
  critical: 'critique',
  high: 'élevée',
  medium: 'moyenne',
  low: 'faible',
  info: 'information',
};
