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

/** TLP as FIRST draws it: coloured letters on black. */
export function tlpMark(label: string): Html {
  return html`<span class="tlp tlp-${label.toLowerCase().replace('+', '-')}">TLP:${label}</span>`;
}

const SHAPES: Record<string, string> = { critical: '●', high: '◆', medium: '▲', low: '■' };

/** By shape, word and colour, of which each alone is enough. */
export function severityMark(level: string, words: string): Html {
  const shape = SHAPES[level];
  if (shape === undefined) return html`${words}`;
  return html`<span class="severity-${level}"><span aria-hidden="true">${shape}</span> ${words}</span>`;
}
