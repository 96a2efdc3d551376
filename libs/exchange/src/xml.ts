/** A piece of XML that is written already. Text becomes one by `element` alone. */
export interface Xml {
  readonly markup: string;
}

type Attributes = Record<string, string | undefined>;
type Child = Xml | string | undefined;

/** What XML 1.0 has no way to write (section 2.2), lone surrogates with it: shown as the sign for what cannot be shown. */
const UNWRITABLE = /(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/gu;

const writable = (text: string) => text.toWellFormed().replace(UNWRITABLE, '\ufffd');

/** A parser turns a bare CR into LF (section 2.11), so it is written by its number. */
const inText = (text: string) =>
  writable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');

/** In a value line ends and tabs become blanks unless they are written by number (section 3.3.3). */
const inValue = (text: string) =>
  inText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');

/** Children that are undefined, and attributes, are left out. `name` and the attributes' names are ours, never anybody's words. */
export function element(name: string, attributes: Attributes, ...children: Child[]): Xml {
  const start = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${inValue(value)}"`]))
    .join('');
  const inner = children
    .flatMap((child) =>
      child === undefined ? [] : [typeof child === 'string' ? inText(child) : child.markup],
    )
    .join('');
  return { markup: inner === '' ? `<${name}${start}/>` : `<${name}${start}>${inner}</${name}>` };
}

export const document = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`;
