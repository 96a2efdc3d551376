import { BadRequestException, Catch, HttpException, Logger, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { AccessFault } from '#libs/access';
import { isDatabaseAway } from '#libs/database';
import { IncidentFault, ReportRefused } from '#libs/incidents';
import { NotificationFault } from '#libs/notifications';
import { OperatorsFault } from '#libs/operators';
import { pathWithoutSecrets } from './logging.ts';
import { methodsAt } from './methods-at.ts';
import { invalid, RequestRefused } from './problem.ts';

/** The one place where a fault of a room becomes an HTTP status. What is not here is our own fault: 500. */
const STATUS: Record<string, number> = {
  'access.unauthenticated': 401,
  'access.wrong_password': 401,
  'access.forbidden': 403,
  'access.user_exists': 409,
  'access.password_too_short': 400,
  'access.link_invalid': 404,
  'report.not_found': 404,
  'incident.not_found': 404,
  'incident.illegal_transition': 409,
  'incident.reason_needed': 400,
  'incident.version_changed': 412,
  'incident.version_needed': 428,
  'incident.merge_refused': 409,
  'incident.tlp_wider': 409,
  'affected.not_found': 404,
  'affected.state_not_yours': 403,
  'user.not_found': 400,
  'idempotency.other_request': 422,
  'idempotency.running': 409,
  'notification.not_found': 404,
  'notification.template_unknown': 400,
  'notification.tlp_wider': 409,
  'notification.audience_unknown': 400,
  'notification.nobody': 409,
  'delivery.not_found': 404,
  'delivery.not_sent_yet': 409,
  'acknowledgement.link_unknown': 404,
  'operator.not_found': 404,
  'tld.not_found': 404,
  'rootzone.none': 409,
  'rootzone.unknown_serial': 404,
};

interface Answer {
  problem: { status: number; code: string; detail: string } & Record<string, unknown>;
  headers: Record<string, string>;
}

/** Every error as RFC 9457, never with the words of a library or the database. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const { problem, headers } = this.answerTo(error, request);
    if (response.headersSent) {
      response.end();
      return;
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const status = problem.status;
    const title = STATUS_CODES[status] ?? 'Error';
    const body = { type: 'about:blank', title, ...problem, requestId: request.id };
    response.status(status).type('application/problem+json').send(JSON.stringify(body));
  }

  private answerTo(error: unknown, request: Request): Answer {
    if (error instanceof ReportRefused) return this.answerTo(invalid(error.errors), request);
    if (error instanceof RequestRefused) {
      return {
        problem: { status: error.status, code: error.code, detail: error.message, ...error.more },
        headers: error.headers,
      };
    }
    if (
      error instanceof AccessFault ||
      error instanceof IncidentFault ||
      error instanceof NotificationFault ||
      error instanceof OperatorsFault
    ) {
      return answerToFault(error);
    }
    if (isDatabaseAway(error)) {
      const detail =
        'The database does not answer just now. Nothing of this request was confirmed: send it again, with the same Idempotency-Key.';
      return {
        problem: { status: 503, code: 'service.database_away', detail },
        headers: { 'Retry-After': '5' },
      };
    }
    const known = answerToLibrary(error, request);
    if (known !== null) return known;
    this.logger.error(
      `${request.method} ${pathWithoutSecrets(request.originalUrl)} failed (request ${requestId(request)}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return {
      problem: {
        status: 500,
        code: 'service.fault',
        detail: 'This is our fault, and it was written down. Tell us the requestId if it happens again.',
      },
      headers: {},
    };
  }
}

function answerToFault(error: AccessFault | IncidentFault | NotificationFault | OperatorsFault): Answer {
  const status = STATUS[error.code] ?? 500;
  const more: Record<string, unknown> = error instanceof IncidentFault ? error.details : {};
  const headers: Record<string, string> =
    status === 401 ? { 'WWW-Authenticate': 'Bearer realm="dns-cert"' } : {};
  if (status === 412 && typeof more['version'] === 'number') headers['ETag'] = `"${more['version']}"`;
  return { problem: { status, code: error.code, detail: error.message, ...more }, headers };
}

/** What Express and Nest's router throw. */
function answerToLibrary(error: unknown, request: Request): Answer | null {
  const { status } = Object(error) as { status?: unknown };
  if (error instanceof NotFoundException) return answerToNoRoute(request);
  if (error instanceof BadRequestException && error.message.startsWith('Failed to decode'))
    return refuse(400, 'request.bad_address', 'The address holds a broken percent-encoding.');
  if (error instanceof HttpException) return refuse(error.getStatus(), 'request.refused', error.message);
  if (typeof status === 'number' && status >= 400 && status < 500)
    return refuse(status, 'request.refused', 'The request could not be read. Nothing was stored.');
  return null;
}

function answerToNoRoute(request: Request): Answer {
  const methods = methodsAt(request);
  if (methods.length === 0)
    return refuse(404, 'request.no_such_resource', 'There is nothing at this address.');
  const allow = methods.join(', ');
  return {
    ...refuse(405, 'request.method_not_allowed', `This address takes ${allow}.`),
    headers: { Allow: allow },
  };
}

const refuse = (status: number, code: string, detail: string): Answer => ({
  problem: { status, code, detail },
  headers: {},
});

const requestId = ({ id }: Request): string => (typeof id === 'string' ? id : 'none');
