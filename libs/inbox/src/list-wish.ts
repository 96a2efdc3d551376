import type { ListWish } from '#libs/contracts';

/** Which list an address names, and what it asks for there. */
export interface AskedOfList {
  slug: string;
  /** Null: a mail to all who are on it. */
  wish: ListWish | null;
}

/** Lines that are looked at; what is asked for stands first, before what is quoted. */
const MOST_LINES = 20;

/** @param token what stands between `list+` and `@`, in lower case */
export function askedOfList(token: string): AskedOfList {
  const found = /^(.+)-(subscribe|unsubscribe|key)$/.exec(token);
  const [, slug = token, wish = null] = found ?? [];
  return { slug, wish: wish as ListWish | null };
}

/** The line that its text must hold: a signature covers no address, and what somebody signed elsewhere asks for nothing here. */
export const lineOf = ({ slug, wish }: AskedOfList): string => `${wish ?? ''} ${slug}`;

/** @returns null where the line is not there; else the language that stands behind it, undefined where none does */
export function saidIn(ownText: string, asked: AskedOfList): { language: string | undefined } | null {
  const said = ownText
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line) => /^\s*([a-z]+)\s+([a-z0-9-]+)(?:\s+([a-z]{2,3}))?\s*\.?$/.exec(line.toLowerCase()))
    .find((line) => line?.[1] === asked.wish && line[2] === asked.slug);
  return said ? { language: said[3] } : null;
}
