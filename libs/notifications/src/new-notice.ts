import type { Audience, NotificationRequest, TimelineActor, Tlp } from '#libs/contracts';
import { isWider } from '#libs/contracts';
import type { Incident } from '#libs/incidents';
import { NotificationFault } from './faults.ts';
import type { Templates } from './templates.ts';

/** A notice before it is written down. */
export interface NewNotice {
  incident: Incident;
  template: string;
  audience: Audience;
  /** Null: everybody of the audience. */
  onlyOperators: string[] | null;
  /** Who was in the audience when a second person was asked; null where it is worked out now. */
  frozenOperators: string[] | null;
  /** Null: the incident's. */
  tlp: Tlp | null;
  subject: string | null;
  body: string | null;
  sentBy: TimelineActor;
}

/** With the label that it goes out under. */
export interface Notice extends NewNotice {
  tlp: Tlp;
}

/** What a person asks to be told. @throws NotificationFault `notification.template_unknown`, `notification.audience_unknown` */
export function noticeOf(
  templates: Templates,
  sentBy: TimelineActor,
  incident: Incident,
  request: NotificationRequest,
): NewNotice {
  if (!templates.names().includes(request.template)) {
    throw new NotificationFault(
      'notification.template_unknown',
      `There is no template ${request.template}; there are ${templates.names().join(', ')}.`,
    );
  }
  if (request.audience.lists !== undefined) {
    throw new NotificationFault(
      'notification.audience_unknown',
      'A list gets what you write and no template for operators: give subject and body, one list, and no preview; POST /api/v1/lists/{slug}/alerts previews.',
    );
  }
  return {
    incident,
    template: request.template,
    audience: request.audience,
    onlyOperators: null,
    frozenOperators: null,
    tlp: request.tlp ?? null,
    subject: request.subject ?? null,
    body: request.body ?? null,
    sentBy,
  };
}

/** Under its own label, or that of the incident. @throws NotificationFault `notification.tlp_wider` */
export function labelled(notice: NewNotice, incident: Incident): Notice {
  const tlp = notice.tlp ?? incident.tlp;
  if (isWider(tlp, incident.tlp)) {
    throw new NotificationFault(
      'notification.tlp_wider',
      `The incident is TLP:${incident.tlp}; a notice cannot be TLP:${tlp}, which is wider.`,
    );
  }
  return { ...notice, incident, tlp };
}
