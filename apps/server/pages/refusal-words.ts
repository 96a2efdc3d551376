import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Visit } from './visit.ts';
import { isKey, textOf } from '../words/index.ts';

interface Refused {
  code: string;
  /** What the API says of it, in English. */
  message: string;
}

/** Why something was refused, in the language of the page where it has words for it. `{wait}` and `{mail}` are filled in. */
export function refusalWords(
  { language }: Pick<Visit, 'language'>,
  { code, message }: Refused,
  { seconds = 60, mail = '' }: { seconds?: number; mail?: string } = {},
): Html {
  const key = `refusals.${code}`;
  if (!isKey(key)) return html`<span lang="en">${message}</span>`;
  const places: Record<string, string> = { wait: waitWords(language, seconds), mail };
  return html`${textOf(language, key).replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '')}`;
}

function waitWords(language: Visit['language'], seconds: number): string {
  const [key, count] =
    seconds < 60 ? ['refusals.wait.seconds', seconds] : ['refusals.wait.minutes', Math.ceil(seconds / 60)];
  return textOf(language, key).replace('{count}', String(count));
}
