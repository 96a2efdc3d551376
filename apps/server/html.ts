/** Markup that is ready to be sent. */
export class Html {
  constructor(readonly text: string) {}
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template for pages: every value is escaped, save what is {@link Html} already. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  return new Html(parts.reduce((done, part, index) => done + textOf(values[index - 1] ?? '') + part));
}

function textOf(value: string | number | Html | Html[]): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(({ text }) => text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** A whole page: plain, readable on a phone. Style sheet and script, where there is one, are files, so that a strict CSP holds. */
export function page(title: string, body: Html, more: { script?: string; goesTo?: string } = {}): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} - DNS-CERT</title>
        <link rel="stylesheet" href="/page.css" />
        ${more.script === undefined ? '' : html`<script type="module" src="${more.script}"></script>`}
        ${more.goesTo === undefined ? '' : html`<meta http-equiv="refresh" content="0; url=${more.goesTo}" />`}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.text;
}

/** TLP as FIRST draws it: coloured letters on black. */
export function tlpMark(label: string): Html {
  return html`<span class="tlp tlp-${label.toLowerCase().replace('+', '-')}">TLP:${label}</span>`;
}
