import type { Request, Response } from 'express';
import { AccessFault } from '#libs/access';
import { html, page } from './html.ts';
import type { Html } from './html.ts';

/** What answers behind a link that is a secret: kept nowhere, and its address told to no other page. */
export function sealed(response: Response): Response {
  return response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
}

/** A browser, as opposed to a program. */
export const wantsPage = (request: Request): boolean => request.accepts(['html', 'json']) === 'html';

/** For a browser, the page that says so; @throws what is no dead link, and all of it to a program */
export function sendDeadLink(request: Request, response: Response, error: unknown): void {
  if (!(error instanceof AccessFault) || error.code !== 'access.link_invalid' || !wantsPage(request))
    throw error;
  response
    .status(404)
    .type('html')
    .send(page('This link is not open', html`<p>${error.message}</p>`));
}

/** What is wrong with a form, above it. */
export function faultsOf(faults: string[]): Html | string {
  return faults.length === 0
    ? ''
    : html`<div class="error" role="alert">${faults.map((fault) => html`<p>${fault}</p>`)}</div>`;
}

export const newPasswordField = html`<label
  >Password, at least 10 characters
  <input type="password" name="password" autocomplete="new-password" required minlength="10" maxlength="1000"
/></label>`;
