import { textOf } from './entity.ts';
import type { Entity } from './entity.ts';
import type { Budget } from './limits.ts';
import { READING_LIMITS } from './limits.ts';

export interface Shown {
  text: string;
  /** Files that came along. */
  files: Entity[];
  /** OpenPGP keys that came along, armoured. */
  keys: string[];
}

/** Keys that are read of one mail. */
const MOST_KEYS = 2;
/** Bytes of one, as it came: a contact's key may have 256 KiB, and base64 adds a third. */
const LARGEST_KEY = 352 * 1_024;

/** What a person reads of an entity: its plain texts one after the other, and what came along. HTML is told as text. */
export function shownOf(entity: Entity, budget: Budget): Shown {
  const texts: string[] = [];
  const shown: Omit<Shown, 'text'> = { files: [], keys: [] };
  walk(entity, budget, texts, shown);
  return { text: cut(texts.join('\n\n')), ...shown };
}

function walk(entity: Entity, budget: Budget, texts: string[], shown: Omit<Shown, 'text'>): void {
  if (entity.type.value === 'multipart/alternative') {
    const plain = entity.parts.find(({ type }) => type.value === 'text/plain') ?? entity.parts.at(-1);
    if (plain !== undefined) {
      walk(plain, budget, texts, shown);
      return;
    }
  }
  if (entity.parts.length > 0) {
    for (const part of entity.parts) walk(part, budget, texts, shown);
    return;
  }
  // A multipart without parts has lost its boundaries: what is left is its text.
  const isText = /^(text\/(plain|html)|multipart\/.*|)$/.test(entity.type.value);
  if (isText && entity.disposition.value !== 'attachment') {
    const text = textOf(entity, budget);
    texts.push(entity.type.value === 'text/html' ? withoutTags(text) : text);
    // A text with a name is a file as well: what is shown of it may be cut.
    if (!isNamed(entity)) return;
  }
  const bytes = entity.end - entity.bodyStart;
  if (entity.type.value === 'application/pgp-keys' && shown.keys.length < MOST_KEYS && bytes <= LARGEST_KEY)
    shown.keys.push(textOf(entity, budget));
  shown.files.push(entity);
}

const isNamed = ({ disposition, type }: Entity): boolean =>
  disposition.parameters.has('filename') || type.parameters.has('name');

/** What is left of HTML as text, to get the gist: it is never drawn as HTML. */
export function withoutTags(html: string): string {
  let text = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    text += html.slice(at, open);
    const close = html.indexOf('>', open);
    if (close === -1) return text;
    if (/^<(?:br|p|div|tr|li|h\d)\b/i.test(html.slice(open, open + 5))) text += '\n';
    at = close + 1;
  }
  return (text + html.slice(at)).replace(
    /&(nbsp|lt|gt|amp|quot);/g,
    (_, name: string) => ENTITIES[name] ?? ' ',
  );
}

const ENTITIES: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"' };

/** Fit to be kept and shown: no control characters but line ends and tabs, well formed, not too long. */
export function cut(text: string): string {
  const clean = text.toWellFormed().replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '');
  return clean.length <= READING_LIMITS.shownText
    ? clean
    : `${clean.slice(0, READING_LIMITS.shownText - 1)}…`.toWellFormed();
}
