import type { Tlp } from '#libs/contracts';
import { isWider } from '#libs/contracts';

/** A report with its label, and the consents that its source has given. */
export interface Told {
  reportId: string;
  reportNumber: string;
  operatorId: string | null;
  tlp: Tlp;
  consents: { id: string; to: Tlp }[];
}

export interface Lowering {
  /** Reports whose source has not agreed to that label. */
  missing: Told[];
  /** Consents on which it rests. */
  rests: { consentId: string; reportId: string }[];
}

/**
 * May an incident with these reports be labelled `to`, which is wider than now? Each source must have agreed as far as its own
 * label is narrower. Where none is, we narrowed it ourselves, and told or heard more on the strength of that: then the word of
 * one source is still needed.
 */
export function lowering(told: Told[], to: Tlp): Lowering {
  const rests = told.flatMap(({ reportId, consents }) => {
    const enough = consents.find((consent) => !isWider(to, consent.to));
    return enough === undefined ? [] : [{ consentId: enough.id, reportId }];
  });
  const agreed = new Set(rests.map(({ reportId }) => reportId));
  const missing = told.filter(({ reportId, tlp }) => isWider(to, tlp) && !agreed.has(reportId));
  return { missing: missing.length === 0 && rests.length === 0 ? told : missing, rests };
}
