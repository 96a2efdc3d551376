import type { WorkKind } from '../quarantine.ts';
import type { Tlp } from '../tlp.ts';

/** Work that failed three times by a fault of ours and waits for a person's word. Instants are RFC 3339 in UTC. */
export interface PutAsideView {
  kind: WorkKind;
  id: string;
  since: string;
  /** It was in the lane of emergencies. */
  urgent: boolean;
  /** The first line of the evidence. */
  why: string;
  /** All that the last try said, at most 4,000 characters. */
  evidence: string;
  /** What it is about, as far as that kind of work is about something. */
  incident: { id: string; number: string } | null;
  report: { id: string; number: string } | null;
  operator: { id: string; slug: string; name: string } | null;
  template: string | null;
  /** Address. Of mail about an account, to leads alone. */
  recipient: string | null;
  tlp: Tlp | null;
  /** False for what ends by a rule of its own. */
  mayDiscard: boolean;
}
