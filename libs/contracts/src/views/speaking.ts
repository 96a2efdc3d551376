/** A person's right to speak for an operator. Why it was given or ended is for the CERT's own people alone. */
export interface SpeakerView {
  id: string;
  operatorId: string;
  user: { id: string; email: string; name: string };
  from: string;
  /** Null: it has no end. */
  until: string | null;
  grantedBy: string;
  grantedAt: string;
  endedBy: string | null;
  endedAt: string | null;
  reason?: string;
  endedReason?: string | null;
}
