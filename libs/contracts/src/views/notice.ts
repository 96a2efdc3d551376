import type { Tlp } from '../tlp.ts';
import type { AnswerView } from './notification.ts';

/** A mail about an incident that a relay took, and what was answered to it. */
export interface NoticeView {
  /** Of the delivery, by which it is acknowledged. */
  id: string;
  operatorId: string | null;
  template: string;
  tlp: Tlp;
  /** What a responder wrote into it; null where the template said all. */
  subject: string | null;
  body: string | null;
  contact: { id: string | null; email: string | null };
  sentAt: string;
  acknowledgedAt: string | null;
  /** An operator sees of what others answered for it that they did, and not their words. */
  answers: AnswerView[];
}
