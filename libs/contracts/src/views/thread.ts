import type { AffectedState, ServiceState } from '../incident.ts';
import type { ReportChannel } from '../report.ts';
import type { TimelineActor } from '../timeline.ts';
import type { Tlp } from '../tlp.ts';
import type { OperatorNameView } from './directory.ts';
import type { InboundFileView, InboundLine } from './inbox.ts';
import type { AnswerView, DeliveryView } from './notification.ts';

/** RFC 3339 in UTC. */
type Instant = string;

/** All that was said between us and one operator in an incident, the oldest first. For the CERT's own people alone. */
export interface ThreadView {
  operator: OperatorNameView & { id: string };
  /** IANA zone of its first contact; null: it has none. */
  timezone: string | null;
  items: ThreadItemView[];
  next: null;
}

export type ThreadItemView = ThreadSentView | ThreadSaidView | ThreadMailView;

/** A mail of ours. */
export interface ThreadSentView {
  what: 'sent';
  /** Of the delivery. */
  id: string;
  at: Instant;
  tlp: Tlp;
  template: string;
  notificationId: string;
  /** What a person wrote into it. */
  subject: string | null;
  body: string | null;
  sentBy: TimelineActor;
  delivery: DeliveryView;
}

/** A mail that came in, with our four verdicts; what it says is its sender's word. */
export interface ThreadMailView {
  what: 'mail';
  id: string;
  at: Instant;
  tlp: Tlp | null;
  mail: InboundLine;
  /** As its sender wrote it; null: it could not be read. */
  text: string | null;
  files: InboundFileView[];
}

interface Said {
  id: string;
  at: Instant;
}

/** What the operator told us, by whatever way. */
export type ThreadSaidView =
  | (Said & { what: 'report'; number: string; summary: string; channel: ReportChannel })
  | (Said & {
      what: 'answer';
      deliveryId: string;
      answer: AnswerView['answer'];
      comment: string | null;
      via: AnswerView['via'];
      by: TimelineActor;
    })
  | (Said & {
      what: 'state';
      from: AffectedState | null;
      to: AffectedState;
      serviceState: ServiceState | null;
      reason: string | null;
      via: AnswerView['via'] | null;
      by: TimelineActor;
    })
  | (Said & { what: 'note'; body: string; by: string })
  | (Said & { what: 'file'; name: string; bytes: number });
