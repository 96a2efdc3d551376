import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES } from '#libs/contracts';
import type { Language } from '#libs/contracts';
import { queries } from './queries.ts';

/** In its own words, as one looks for it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', fr: 'Français' };

const KEPT_AS = 'dnscert.language';

/** One file a language and page; a page brings its own when it is opened. */
const files = import.meta.glob<{ default: Record<string, unknown> }>('../words/*/*.json');

const words = {
  type: 'backend' as const,
  init: () => undefined,
  read: (
    language: string,
    page: string,
    told: (error: unknown, found: Record<string, unknown> | null) => void,
  ) => {
    const file = files[`../words/${language}/${page}.json`];
    const found = file?.() ?? Promise.reject(new Error(`no words for ${page} in ${language}`));
    found.then(
      ({ default: page }) => told(null, page),
      (error: unknown) => told(error, null),
    );
  },
};

const isLanguage = (text: string | null | undefined): text is Language =>
  LANGUAGES.some((language) => language === text);

/** What the person chose before, else the first of the browser's languages that we speak, else English. */
function firstLanguage(): Language {
  const chosen = localStorage.getItem(KEPT_AS);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

export async function startLanguage(): Promise<void> {
  const language = firstLanguage();
  document.documentElement.lang = language;
  await i18next
    .use(words)
    .use(initReactI18next)
    .init({
      lng: language,
      // Each has all words, so that nobody loads two.
      fallbackLng: false,
      supportedLngs: [...LANGUAGES],
      ns: ['ui'],
      defaultNS: 'ui',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

export const languageNow = (): Language => (isLanguage(i18next.language) ? i18next.language : 'en');

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEPT_AS, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
  // Sentences of the service are asked for anew, in this language.
  await queries.invalidateQueries();
}
