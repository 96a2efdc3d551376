import type { NestExpressApplication } from '@nestjs/platform-express';
import type { IncomingMessage } from 'node:http';

/** What people without an account send: the API, the form, the button behind its link. */
const PUBLIC_SIDE =
  /^\/(?:api\/v1\/public|report|report-proof|list-confirm|unsubscribe|drill|lists)(?:[/?]|$)/i;

const LIMIT = '128kb';

/** Their bodies are read by parsers of their own, which stand before the wider ones. */
export function readPublicBodies(app: NestExpressApplication): void {
  const ofPublicSide = (contentType: RegExp) => (request: IncomingMessage) =>
    PUBLIC_SIDE.test(request.url ?? '') && contentType.test(request.headers['content-type'] ?? '');
  app.useBodyParser('json', { limit: LIMIT, strict: false, type: ofPublicSide(/^application\/json\b/i) });
  app.useBodyParser('urlencoded', {
    limit: LIMIT,
    extended: false,
    type: ofPublicSide(/^application\/x-www-form-urlencoded\b/i),
  });
}
