import { french } from './fr.ts';
import { english } from './tongue.ts';
import type { Tongue } from './tongue.ts';

const TONGUES: Readonly<Record<string, Tongue>> = { en: english, fr: french };

/** The languages that mails are written in. */
export const MAIL_LANGUAGES: readonly string[] = Object.keys(TONGUES);

/** Which of them a reader of that language gets. @param tag `fr-CA` reads French; who reads none of ours gets English */
export const mailLanguage = (tag: string): string => {
  const [wanted = ''] = tag.toLowerCase().split('-');
  return Object.hasOwn(TONGUES, wanted) ? wanted : 'en';
};

export const tongueOf = (tag: string): Tongue => TONGUES[mailLanguage(tag)] ?? english;
