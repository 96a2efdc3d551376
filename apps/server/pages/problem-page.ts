import { sendPage } from './frame.ts';
import type { Page } from './frame.ts';
import { html } from './html.ts';
import { sendProblem } from '../http/problem.ts';
import type { RequestRefused } from '../http/problem.ts';
import { refusalWords } from './refusal-words.ts';
import { visitOf } from './visit.ts';
import type { Visit } from './visit.ts';
import type { Request, Response } from 'express';
import type { PlainKey } from '../words/index.ts';

const TITLES: Record<number, PlainKey> = {
  404: 'problem.notFoundTitle',
  429: 'problem.tooManyTitle',
  503: 'problem.awayTitle',
};

/** Does a person look at what is answered here? The API answers in JSON, whoever asks. */
const isForPerson = (request: Request): boolean =>
  !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';

/** As a page where a person looks, else as the API does. */
export function sendRefusal(request: Request, response: Response, refused: RequestRefused): void {
  if (isForPerson(request)) sendProblemPage(request, response, refused);
  else sendProblem(request, response, refused);
}

function sendProblemPage(request: Request, response: Response, refused: RequestRefused): void {
  const visit = visitOf(request, response);
  response.set({ ...refused.headers, 'Cache-Control': 'no-store' });
  sendPage(
    response,
    visit,
    problemPage(visit, refused, typeof request.id === 'string' ? request.id : ''),
    refused.status,
  );
}

function problemPage(visit: Visit, refused: RequestRefused, requestId: string): Page {
  const { say } = visit;
  const seconds = Number(refused.headers['Retry-After'] ?? 60);
  return {
    title: say(TITLES[refused.status] ?? 'problem.otherTitle'),
    isPrivate: true,
    body: html`<p>${refusalWords(visit, refused, { seconds })}</p>
      <p>${say('problem.otherwise', { home: html`<a href="/">${say('problem.home')}</a>` })}</p>
      <p class="hint">${say('problem.number')}: <code>${requestId}</code></p>`,
  };
}
