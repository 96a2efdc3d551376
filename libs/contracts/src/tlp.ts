import { z } from 'zod';

/** The four labels of TLP 2.0 (FIRST, 2022) and the strict form of AMBER, widest restriction first. */
export const TLP_LABELS = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
export type Tlp = (typeof TLP_LABELS)[number];

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

/** Whether `label` lets more people read than `than` does. */
export function isWider(label: Tlp, than: Tlp): boolean {
  return tlpRestriction(label) < tlpRestriction(than);
}

/** Of several labels the one that binds: the narrowest. */
export function narrowest(label: Tlp, ...others: Tlp[]): Tlp {
  return others.reduce((a, b) => (isWider(a, b) ? b : a), label);
}

/** How far a label narrows, 0 = no limit. For comparing alone: names are stored, never these numbers. */
export function tlpRestriction(label: Tlp): number {
  return TLP_LABELS.length - 1 - TLP_LABELS.indexOf(label);
}
