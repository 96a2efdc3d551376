import type { Request, Response } from 'express';
import type { z } from 'zod';
import { AccessFault } from '#libs/access';
import { sendPage } from './frame.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { faultsOfForm } from '../http/problem.ts';
import { refusalWords } from './refusal-words.ts';
import type { Visit } from './visit.ts';
import { en } from '../words/en/index.ts';
import type { PlainKey } from '../words/index.ts';
import { retold } from '../words/retold.ts';

/** What answers behind a link that is a secret: kept nowhere, and its address told to no other page. */
export function sealed(response: Response): Response {
  return response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
}

/** A browser, as opposed to a program. */
export const wantsPage = (request: Request): boolean => request.accepts(['html', 'json']) === 'html';

/** For a browser, the page that says so; @throws what is no dead link, and all of it to a program */
export function sendDeadLink(request: Request, response: Response, visit: Visit, error: unknown): void {
  if (!(error instanceof AccessFault) || error.code !== 'access.link_invalid' || !wantsPage(request))
    throw error;
  const body = html`<p>${refusalWords(visit, error)}</p>`;
  sendPage(response, visit, { title: visit.say('accountLinks.deadTitle'), body, isPrivate: true }, 404);
}

const LABELS: Record<string, PlainKey> = {
  email: 'accountLinks.email',
  name: 'accountLinks.name',
  password: 'accountLinks.password',
};

/** What is wrong with a form, in the language of the page; empty where nothing is. */
export function faultLines({ say, language }: Visit, schema: z.ZodType, value: unknown): Html[] {
  return faultsOfForm(schema, value).map(({ pointer, message }) => {
    const field = pointer.slice(1);
    const label = message === en.faults.noField ? undefined : LABELS[field];
    return html`${label === undefined ? field : say(label)}: ${retold('faults', message, language)}`;
  });
}

/** The same above the form. */
export function faultsOf(faults: Html[]): Html | string {
  return faults.length === 0
    ? ''
    : html`<div class="error" role="alert" tabindex="-1" autofocus>
        ${faults.map((fault) => html`<p>${fault}</p>`)}
      </div>`;
}

export const newPasswordField = ({ say }: Visit): Html =>
  html`<label
    >${say('accountLinks.password')}
    <input
      type="password"
      name="password"
      autocomplete="new-password"
      required
      minlength="10"
      maxlength="1000"
  /></label>`;
