import { z } from 'zod';
import { TLP_LABELS } from './tlp.ts';

/**
 * Reads a label as people write it: `WHITE` became `CLEAR` in TLP 2.0; a prefix `TLP:` with or without blanks and a blank
 * or hyphen before STRICT are accepted. What is stored and shown is always one of {@link TLP_LABELS}.
 */
export function normaliseTlp(text: string): string {
  const label = text
    .trim()
    .toUpperCase()
    .replace(/^TLP\s*:\s*/, '');
  if (label === 'WHITE') return 'CLEAR';
  return /^AMBER[\s-]*\+?[\s-]*STRICT$/.test(label) ? 'AMBER+STRICT' : label;
}

export const tlp = z
  .string()
  .transform(normaliseTlp)
  .pipe(z.enum(TLP_LABELS, { error: `must be one of ${TLP_LABELS.join(', ')}` }));
