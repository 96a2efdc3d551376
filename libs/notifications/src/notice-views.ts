import type { AnswerView, NoticeView } from '#libs/contracts';
import type { Acknowledgement } from './notification.entity.ts';
import type { Notice } from './notices.service.ts';

export const staffNoticeView = ({ delivery, notification, answers }: Notice): NoticeView => ({
  id: delivery.id,
  operatorId: delivery.operatorId,
  template: notification.template,
  tlp: notification.tlp,
  subject: notification.subject,
  body: notification.body,
  contact: { id: delivery.contactId, email: delivery.recipient.email },
  sentAt: (delivery.handedOverAt ?? delivery.acknowledgedAt ?? delivery.createdAt).toISOString(),
  acknowledgedAt: delivery.acknowledgedAt?.toISOString() ?? null,
  answers: answers.map(answerView),
});

/** Who of the CERT took an answer on the phone, and what they noted beside it, is the CERT's. */
export const operatorNoticeView = (notice: Notice): NoticeView => ({
  ...staffNoticeView(notice),
  answers: notice.answers.map((answer) => {
    const { kind, name } = answer.givenBy;
    const isOwn = kind === 'operator' || kind === 'contact';
    return isOwn
      ? { ...answerView(answer), givenBy: { kind, name } }
      : { ...answerView(answer), comment: null, givenBy: { kind: 'system', name: 'DNS-CERT' } };
  }),
});

const answerView = ({ answer, comment, via, givenBy, createdAt }: Acknowledgement): AnswerView => ({
  answer,
  comment,
  via,
  givenBy,
  at: createdAt.toISOString(),
});
