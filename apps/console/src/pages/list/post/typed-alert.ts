import type { Tlp } from '#libs/contracts';
import { tlpRestriction, TLP_LABELS } from '#libs/contracts';

/** An alert as it is being written; kept in the browser until it is posted. */
export interface TypedAlert {
  subject: string;
  body: string;
  /** Null: the list's. */
  tlp: Tlp | null;
  /** As people write it; empty: of no incident. */
  incidentNumber: string;
  /** Idempotency-Key: whatever happens, this draft is posted once. */
  key: string;
}

export const newAlert = (key: string, incidentNumber: string): TypedAlert => ({
  subject: '',
  body: '',
  tlp: null,
  incidentNumber,
  key,
});

/** What the list may carry, the widest first. */
export const labelsOf = (list: Tlp): Tlp[] =>
  TLP_LABELS.filter((label) => tlpRestriction(label) <= tlpRestriction(list)).sort(
    (a, b) => tlpRestriction(a) - tlpRestriction(b),
  );

/** One that was chosen before the list's was widened holds no longer. */
export const labelOf = ({ tlp }: Pick<TypedAlert, 'tlp'>, list: Tlp): Tlp =>
  tlp !== null && labelsOf(list).includes(tlp) ? tlp : list;
