import type { Page } from '../pages/frame.ts';
import { html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';

/** What stands between the head of a text signed in the clear (RFC 9580 section 7) and its signature. */
const SIGNED =
  /^-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[^\r\n]+\r?\n)*\r?\n([^]*?)\r?\n-----BEGIN PGP SIGNATURE-----/;

/** Who we are, as it was signed. */
export function descriptionPage(
  { say }: Visit,
  signed: string | null,
  { PUBLIC_URL: url }: { PUBLIC_URL: string },
): Page {
  const title = say('key.descriptionTitle');
  if (signed === null) return { title, body: html`<p class="note">${say('key.descriptionNone')}</p>` };
  const text = (SIGNED.exec(signed)?.[1] ?? '').replace(/^- /gm, '');
  const command = html`<code class="command">curl -s ${url}/rfc2350.txt | gpg --verify</code>`;
  return {
    title,
    body: html`<p>${say('key.descriptionLead', { command })}</p>
      <p><a class="button" href="/rfc2350.txt">${say('key.descriptionGet')}</a></p>
      <pre lang="en" class="typed">${text}</pre>`,
  };
}
