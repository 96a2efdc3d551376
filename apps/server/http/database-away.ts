import type { NextFunction, Request, Response } from 'express';
import type { DatabaseWatch } from '#libs/database';
import { databaseAway } from './problem.ts';
import { sendRefusal } from '../pages/problem-page.ts';

/** What is answered without the database. The others are refused at once while it is away. */
export const WITHOUT_DATABASE =
  /^\/(?:livez|readyz|metrics|page\.css|about\/reports|api\/docs.*|api\/openapi\.json)?$/;
/** Answer for themselves in time. */
const BY_THEMSELVES = /^\/(?:livez|readyz)$/;

/** Answers 503 while the database is away: new requests at once, and those that wait for it when it is noticed. */
export function answerWhileAway(watch: DatabaseWatch) {
  const waiting = new Map<Response, Request>();
  watch.onAway(() => {
    for (const [response, request] of waiting)
      if (!response.headersSent) sendRefusal(request, response, databaseAway());
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (watch.isAway && !WITHOUT_DATABASE.test(request.path)) {
      next(databaseAway());
      return;
    }
    if (!BY_THEMSELVES.test(request.path)) {
      waiting.set(response, request);
      response.once('close', () => waiting.delete(response));
    }
    next();
  };
}
