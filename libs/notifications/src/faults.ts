export type NotificationFaultCode =
  | 'notification.not_found'
  | 'notification.template_unknown'
  | 'notification.tlp_wider'
  | 'notification.audience_unknown'
  | 'notification.nobody'
  | 'notification.own_proposal'
  | 'notification.decided_by_you'
  | 'notification.not_waiting'
  | 'notification.expired'
  | 'notification.opened_again'
  | 'contact_pack.not_found'
  | 'template.not_found'
  | 'delivery.not_found'
  | 'delivery.not_sent_yet'
  | 'acknowledgement.link_unknown';

export class NotificationFault extends Error {
  constructor(
    readonly code: NotificationFaultCode,
    message: string,
  ) {
    super(message);
  }
}
