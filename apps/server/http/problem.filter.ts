import { BadRequestException, Catch, HttpException, Logger, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccessFault } from '#libs/access';
import { isDatabaseAway } from '#libs/database';
import { DeadlineFault } from '#libs/deadlines';
import { InboxFault } from '#libs/inbox';
import { IncidentFault, ReportRefused } from '#libs/incidents';
import { AdvisoryFault, DrillFault, ListFault, NotificationFault } from '#libs/notifications';
import { OperatorsFault } from '#libs/operators';
import { LogFault } from '#libs/timeline';
import { etagOf } from './etag.ts';
import { pathWithoutSecrets } from '../process/logging.ts';
import { methodsAt } from './methods-at.ts';
import { databaseAway, invalid, RequestRefused } from './problem.ts';
import { sendRefusal } from '../pages/problem-page.ts';

/** The one place where a fault of a room becomes an HTTP status. What is not here is our own fault: 500. */
export const STATUS: Record<string, number> = {
  'access.unauthenticated': 401,
  'access.wrong_password': 401,
  'access.current_password_wrong': 403,
  'access.second_factor_needed': 401,
  'access.wrong_code': 401,
  'access.passkey_refused': 401,
  'access.too_many_tries': 429,
  'access.sign_in_again': 403,
  'access.other_key': 503,
  'access.totp_active': 409,
  'access.totp_not_found': 404,
  'access.code_does_not_fit': 400,
  'access.passkey_not_added': 400,
  'access.passkey_known': 409,
  'access.passkey_not_found': 404,
  'access.too_many_passkeys': 409,
  'access.no_provider': 404,
  'access.provider_away': 503,
  'access.provider_refused': 403,
  'access.trip_unknown': 400,
  'access.identity_unknown': 403,
  'access.identity_taken': 409,
  'access.identity_not_found': 404,
  'access.too_many_requests': 429,
  'access.forbidden': 403,
  'access.no_right_to_speak': 403,
  'speaking.not_found': 404,
  'speaking.not_an_operators_user': 409,
  'speaking.speaks_already': 409,
  'speaking.not_backwards': 409,
  'speaking.ended_already': 409,
  'access.user_exists': 409,
  'access.user_not_found': 404,

  'access.operator_not_found': 400,
  'access.operator_needed': 400,
  'access.operator_not_wanted': 400,
  'access.own_role': 403,
  'access.last_lead': 409,
  'access.version_changed': 412,
  'access.password_too_short': 400,
  'access.link_invalid': 404,
  'access.invitation_not_found': 404,
  'access.session_not_found': 404,
  'access.token_not_found': 404,
  'access.token_life': 400,
  'report.not_found': 404,
  'message.not_found': 404,
  'message.no_file': 404,
  'report.not_waiting': 409,
  'public_report.not_found': 404,
  'public_report.link_unknown': 404,
  'public.too_many_from_here': 429,
  'public.too_many_to_address': 429,
  'public.too_many': 503,
  'incident.not_found': 404,
  'incident.illegal_transition': 409,
  'incident.reason_needed': 400,
  'incident.version_changed': 412,
  'incident.merge_refused': 409,
  'incident.tlp_wider': 409,
  'attachment.not_found': 404,
  'attachment.too_many': 409,
  'attachment.no_room': 507,
  'attachment.damaged': 500,
  'consent.not_needed': 409,
  'consent.not_yours': 403,
  'consent.statement_needed': 400,
  'consent.statement_not_wanted': 400,
  'affected.not_found': 404,
  'affected.state_not_yours': 403,
  'entry.not_erasable': 409,
  'entry.not_a_fact': 409,
  'user.not_found': 400,
  'idempotency.other_request': 422,
  'idempotency.running': 409,
  'notification.not_found': 404,
  'notification.template_unknown': 400,
  'notification.tlp_wider': 409,
  'notification.audience_unknown': 400,
  'notification.nobody': 409,
  'notification.own_proposal': 403,
  'notification.decided_by_you': 409,
  'notification.not_waiting': 409,
  'notification.expired': 409,
  'notification.opened_again': 409,
  'contact_pack.not_found': 404,
  'template.not_found': 404,
  'delivery.not_found': 404,
  'delivery.not_sent_yet': 409,
  'acknowledgement.link_unknown': 404,
  'advisory.not_found': 404,
  'advisory.version_changed': 412,
  'advisory.incident_unknown': 400,
  'advisory.withdrawn': 409,
  'advisory.unfinished': 409,
  'advisory.nothing_new': 409,
  'advisory.not_asked': 409,
  'advisory.own_text': 403,
  'advisory.correction_needed': 400,
  'advisory.correction_not_wanted': 400,
  'advisory.incident_not_clear': 409,
  'list.not_found': 404,
  'list.slug_taken': 409,
  'list.version_changed': 412,
  'list.open_is_clear': 409,
  'list.single_recipients': 409,
  'list.closed': 409,
  'list.not_by_hand': 409,
  'list.key_refused': 400,
  'list.label_refused': 409,
  'list.incident_unknown': 400,
  'list.nobody': 409,
  'list.no_post': 403,
  'list.no_wish': 403,
  'list.key_frozen': 409,
  'list_rule.kind_unknown': 400,
  'list_rule.not_found': 404,
  'list_rule.own': 403,
  'list_rule.not_proposed': 409,
  'alert.not_found': 404,
  'alert.not_held': 409,
  'subscription.not_found': 404,
  'subscription.known_already': 409,
  'subscription.not_paused': 409,
  'subscription.link_invalid': 404,
  'drill.not_found': 404,
  'drill.runs_already': 409,
  'drill.nobody': 409,
  'drill.not_waiting': 409,
  'drill.own_wish': 403,
  'drill.link_unknown': 404,
  'drill.over': 409,
  'deadline.not_found': 404,
  'deadline.over': 409,
  'awareness.operator_unknown': 400,
  'awareness.in_the_future': 400,
  'filing.no_awareness': 409,
  'filing.in_the_future': 400,
  'outage.tld_unknown': 400,
  'outage.too_far': 400,
  'outage.learned_in_the_future': 400,
  'outage.not_found': 400,
  'outage.corrected_already': 409,
  'outage.unknown': 404,
  'outage.withdrawn_already': 409,
  'embargo.no_such_time': 400,
  'embargo.in_the_past': 400,
  'embargo.too_far': 400,
  'embargo.none': 409,
  'call.not_found': 404,
  'call.not_open': 409,
  'rota.version_changed': 412,
  'rota.not_staff': 400,
  'rota.no_such_time': 400,
  'rota.nobody_on_duty': 409,
  'rota.override_not_found': 404,
  'rota.feed_unknown': 404,
  'operator.not_found': 404,
  'contact.not_found': 404,
  'contact.version_changed': 412,
  'contact.conflict': 409,
  'contact.key_refused': 400,
  'contact.no_key': 409,
  'contact.too_many_changes': 409,
  'key.not_found': 404,
  'contact_change.not_found': 404,
  'contact_change.not_open': 409,
  'contact_change.not_frozen': 409,
  'contact_change.held': 409,
  'contact_change.second_person': 403,
  'contact_change.no_old_key': 409,
  'contact_change.signature_refused': 422,
  'contact_change.number_not_known_before': 409,
  'contact_change.link_invalid': 404,
  'tld.not_found': 404,
  'record.no_checkpoint': 404,
  'record.no_such_leaf': 404,
  'record.no_such_size': 404,
  'record.cosignature_refused': 400,
  'rootzone.none': 409,
  'rootzone.unknown_serial': 404,
};

/** Of these somebody here must know. */
const OURS = [500, 507];

/** Every error as RFC 9457, never with the words of a library or the database. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    // Answered already, because the database went away meanwhile.
    if (response.headersSent) response.end();
    else sendRefusal(http.getRequest(), response, this.refusalOf(error, http.getRequest()));
  }

  private refusalOf(error: unknown, request: Request): RequestRefused {
    const refusal = ownRefusal(error) ?? libraryRefusal(error, request);
    if (refusal !== null) {
      if (OURS.includes(refusal.status))
        this.logger.error(`${request.method} ${pathWithoutSecrets(request.originalUrl)}: ${refusal.code}`);
      return refusal;
    }
    this.logger.error(
      `${request.method} ${pathWithoutSecrets(request.originalUrl)} failed (request ${requestId(request)}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return new RequestRefused(
      500,
      'service.fault',
      'This is our fault, and it was written down. Tell us the requestId if it happens again.',
    );
  }
}

/** What our own rooms throw, and the database. */
function ownRefusal(error: unknown): RequestRefused | null {
  if (error instanceof RequestRefused) return error;
  if (error instanceof ReportRefused) return invalid(error.errors);
  if (
    error instanceof AccessFault ||
    error instanceof IncidentFault ||
    error instanceof NotificationFault ||
    error instanceof AdvisoryFault ||
    error instanceof ListFault ||
    error instanceof DrillFault ||
    error instanceof DeadlineFault ||
    error instanceof OperatorsFault ||
    error instanceof InboxFault ||
    error instanceof LogFault
  )
    return refusalOfFault(error);
  return isDatabaseAway(error) ? databaseAway() : null;
}

export function refusalOfFault(
  error:
    | AccessFault
    | IncidentFault
    | NotificationFault
    | AdvisoryFault
    | ListFault
    | DrillFault
    | DeadlineFault
    | OperatorsFault
    | InboxFault
    | LogFault,
): RequestRefused {
  const status = STATUS[error.code] ?? 500;
  const more: Record<string, unknown> = 'details' in error ? error.details : {};
  const headers: Record<string, string> =
    status === 401 ? { 'WWW-Authenticate': 'Bearer realm="dns-cert"' } : {};
  if (error instanceof AccessFault && error.retryAfterSeconds !== undefined)
    headers['Retry-After'] = String(error.retryAfterSeconds);
  if (status === 412 && typeof more['version'] === 'number') headers['ETag'] = etagOf(more['version']);
  return new RequestRefused(status, error.code, error.message, more, headers);
}

/** What Express and Nest's router throw. */
function libraryRefusal(error: unknown, request: Request): RequestRefused | null {
  const { status } = Object(error) as { status?: unknown };
  if (error instanceof NotFoundException) return noRoute(request);
  if (error instanceof BadRequestException && error.message.startsWith('Failed to decode'))
    return new RequestRefused(400, 'request.bad_address', 'The address holds a broken percent-encoding.');
  if (error instanceof HttpException)
    return new RequestRefused(error.getStatus(), 'request.refused', error.message);
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new RequestRefused(
      status,
      'request.refused',
      'The request could not be read. Nothing was stored.',
    );
  return null;
}

function noRoute(request: Request): RequestRefused {
  const allow = methodsAt(request).join(', ');
  return allow === ''
    ? new RequestRefused(404, 'request.no_such_resource', 'There is nothing at this address.')
    : new RequestRefused(
        405,
        'request.method_not_allowed',
        `This address takes ${allow}.`,
        {},
        { Allow: allow },
      );
}

const requestId = ({ id }: Request): string => (typeof id === 'string' ? id : 'none');
