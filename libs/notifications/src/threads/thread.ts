import type { DeliveryView, ThreadItemView, ThreadSaidView, ThreadSentView } from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import type { Contact, Operator } from '#libs/operators';
import type { Acknowledgement, Delivery, Notification } from '../notification.entity.ts';
import { deliveryView } from '../views.ts';
import type { FileRow, Mails, NoteRow, ReportRow, StateRow } from './queries.ts';

/** What was found of an operator in an incident. */
export interface Strands {
  mails: Mails;
  contacts: ReadonlyMap<string, Contact>;
  operator: Operator;
  reports: ReportRow[];
  notes: NoteRow[];
  files: FileRow[];
  states: StateRow[];
}

/** Sent and said in one row, the oldest first. */
export function threadOf(found: Strands): ThreadItemView[] {
  const items: ThreadItemView[] = [...sentIn(found), ...saidIn(found)];
  return items.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

function sentIn({ mails, contacts, operator }: Strands): ThreadSentView[] {
  const attemptsOf = groupBy(mails.attempts, ({ deliveryId }) => deliveryId);
  const answersOf = groupBy(mails.answers, ({ deliveryId }) => deliveryId);
  return mails.deliveries.flatMap((delivery) => {
    const notification = mails.notifications.get(delivery.notificationId);
    if (notification === undefined) return [];
    const view = deliveryView(delivery, {
      attempts: attemptsOf.get(delivery.id) ?? [],
      answers: answersOf.get(delivery.id) ?? [],
      toldOperators: new Map([[operator.id, operator]]),
      contacts,
    });
    return [sentView(delivery, notification, view)];
  });
}

const sentView = (
  delivery: Delivery,
  { id, tlp, template, subject, body, sentBy }: Notification,
  view: DeliveryView,
): ThreadSentView => ({
  what: 'sent',
  id: delivery.id,
  at: delivery.createdAt.toISOString(),
  tlp,
  template,
  notificationId: id,
  subject,
  body,
  sentBy,
  delivery: view,
});

function saidIn({ mails, reports, notes, files, states }: Strands): ThreadSaidView[] {
  return [
    ...reports.map((report) => ({ what: 'report' as const, ...report, at: report.at.toISOString() })),
    ...mails.answers.map(answerView),
    ...states.map((state) => ({ what: 'state' as const, ...state, at: state.at.toISOString() })),
    ...notes.map((note) => ({ what: 'note' as const, ...note, at: note.at.toISOString() })),
    ...files.map((file) => ({ what: 'file' as const, ...file, at: file.at.toISOString() })),
  ];
}

const answerView = ({ id, deliveryId, answer, comment, via, givenBy, createdAt }: Acknowledgement) => ({
  what: 'answer' as const,
  id,
  at: createdAt.toISOString(),
  deliveryId,
  answer,
  comment,
  via,
  by: givenBy,
});
