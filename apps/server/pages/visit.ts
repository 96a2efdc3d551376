import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LANGUAGES } from '#libs/contracts';
import type { Language } from '#libs/contracts';
import { cookieOf } from '../http/callers.ts';
import { sayIn } from '../words/index.ts';
import type { Say } from '../words/index.ts';

/** Somebody who looks at a page. */
export interface Visit {
  language: Language;
  say: Say;
  /** Of the page, without query. */
  path: string;
  /** Is it looked at, as opposed to answered to what was sent? Another language is then one link away. */
  isLook: boolean;
}

export const LANGUAGE_COOKIE = 'dnscert_language';
/** s */
const REMEMBERED = 365 * 24 * 3_600;

/** The visit that a request makes, in the language that its `?lang=` asks for (kept for later), or was kept, or the browser has. */
export const Visitor = createParamDecorator((_data: unknown, context: ExecutionContext): Visit => {
  const http = context.switchToHttp();
  return visitOf(http.getRequest<Request>(), http.getResponse<Response>());
});

export function visitOf(request: Request, response: Response): Visit {
  const asked = languageIn(request.query['lang']);
  if (asked !== null) keep(request, response, asked);
  return visitIn(asked ?? languageIn(cookieOf(request, LANGUAGE_COOKIE)) ?? browsers(request), request);
}

/** The language in which whoever asks the API reads (`Accept-Language`): of sentences that are made here. */
export const ReadersLanguage = createParamDecorator((_data: unknown, context: ExecutionContext): Language => {
  const http = context.switchToHttp();
  http.getResponse<Response>().vary('Accept-Language');
  return browsers(http.getRequest<Request>());
});

/** A form that is sent for nothing but another language: the visit in it. Null where it asks for none. */
export function switchedVisit(body: unknown, request: Request, response: Response): Visit | null {
  const asked = languageIn((Object(body ?? {}) as Record<string, unknown>)['lang']);
  if (asked === null) return null;
  keep(request, response, asked);
  return visitIn(asked, request);
}

/** The same for what is printed: its language is chosen where it is asked for, not on the paper. */
export const onPaper = (visit: Visit, language: Language): Visit => ({
  ...visit,
  language,
  say: sayIn(language),
  isLook: false,
});

const visitIn = (language: Language, { path, method }: Request): Visit => ({
  language,
  say: sayIn(language),
  path,
  isLook: method === 'GET' || method === 'HEAD',
});

const languageIn = (given: unknown): Language | null => LANGUAGES.find((known) => known === given) ?? null;

const browsers = (request: Request): Language =>
  languageIn(request.acceptsLanguages([...LANGUAGES])) ?? LANGUAGES[0];

function keep(request: Request, response: Response, language: Language): void {
  response.cookie(LANGUAGE_COOKIE, language, {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    path: '/',
    maxAge: REMEMBERED * 1_000,
  });
}
