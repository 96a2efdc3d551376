import { isUtf8 } from 'node:buffer';
import type { NextFunction, Request, Response } from 'express';
import { repeatedNames } from './json-names.ts';
import { invalid, pointerOf, RequestRefused } from './problem.ts';

/** Pages with a form, for the holders of a link and for whoever reports without an account. */
const TAKES_FORMS =
  /^\/(?:(?:(?:api\/v1\/)?ack|first-lead|invitation|password-reset|contact-change|report-proof|list-confirm|unsubscribe|drill|lists)(?:\/|$)|report\/?$)/;

/** Files, which the route itself reads. */
const TAKES_FILES = /^\/api\/v1\/incidents\/[^/]+\/attachments\/?$/;

/** A body is JSON (RFC 8259): in UTF-8, and no name twice in one object. Runs behind the parsers. */
export function refuseOtherBodies(request: Request, _response: Response, next: NextFunction): void {
  next(faultOf(request) ?? undefined);
}

function faultOf(request: Request & { rawBody?: Buffer }): RequestRefused | null {
  if (request.is('json') === false)
    return hasNoBody(request) || TAKES_FORMS.test(request.path) || isFile(request)
      ? null
      : new RequestRefused(
          415,
          'request.not_json_type',
          'Send the body as JSON, with "Content-Type: application/json".',
          {},
          { 'Accept-Post': 'application/json' },
        );
  const { rawBody } = request;
  if (rawBody === undefined || !request.is('json')) return null;
  if (!isUtf8(rawBody))
    return new RequestRefused(400, 'request.not_utf8', 'The body is not UTF-8. Nothing was stored.');
  const repeated = repeatedNames(rawBody.toString());
  return repeated.length === 0
    ? null
    : invalid(
        repeated.map((path) => ({
          pointer: pointerOf(path),
          message: 'stands twice: say which one is meant',
        })),
      );
}

const isFile = (request: Request) =>
  request.method === 'POST' && TAKES_FILES.test(request.path) && Boolean(request.is('multipart/form-data'));

// `fetch` says so of a POST without a body. An empty form names its type, and another site can send one.
const hasNoBody = ({ headers }: Request) =>
  headers['content-length'] === '0' && headers['content-type'] === undefined;
