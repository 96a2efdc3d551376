import type { Language } from '#libs/contracts';
import { html, Html } from '../pages/html.ts';
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';

/** What a language calls itself. */
export const OWN_NAME: Record<Language, string> = { en: 'English', fr: 'Français' };

type English = typeof en;
export type Section = keyof English;
/** `section.word`. */
export type Key = { [S in Section]: `${S}.${keyof English[S] & string}` }[Section];
/** Those whose text has no places. */
export type PlainKey = { [K in Key]: [NamesIn<TextOf<K>>] extends [never] ? K : never }[Key];

type TextOf<K> = K extends `${infer S}.${infer W}`
  ? S extends Section
    ? W extends keyof English[S]
      ? English[S][W]
      : never
    : never
  : never;
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Values<K extends Key> = [NamesIn<TextOf<K>>] extends [never]
  ? []
  : [Record<NamesIn<TextOf<K>>, string | number | Html>];

/** Says a word of the pages in one language, with values in its places; all of it escaped save what is {@link Html}. */
export type Say = <K extends Key>(key: K, ...values: Values<K>) => Html;

const DICTIONARIES: Record<Language, Record<string, Record<string, string>>> = { en, fr };

export const sayIn =
  (language: Language): Say =>
  (key, ...[values]) =>
    filled(textOf(language, key), values ?? {});

/** The text behind a key, with its places open. */
export function textOf(language: Language, key: string): string {
  const dot = key.indexOf('.');
  const text = DICTIONARIES[language][key.slice(0, dot)]?.[key.slice(dot + 1)];
  if (text === undefined) throw new Error(`no word ${key}`);
  return language === 'fr' ? unbreakable(text) : text;
}

export const isKey = (key: string): key is Key => {
  const dot = key.indexOf('.');
  return Object.hasOwn(DICTIONARIES.en[key.slice(0, dot)] ?? {}, key.slice(dot + 1));
};

/** In French a blank stands before some signs, and no line begins with one. */
const unbreakable = (text: string): string =>
  text.replace(/ (?=[?!:;»])/g, '\u00a0').replace(/« /g, '«\u00a0');

function filled(text: string, values: Record<string, string | number | Html>): Html {
  // Odd parts are names of places.
  const parts = text.split(/\{(\w+)\}/);
  return html`${parts.map((part, index) => html`${index % 2 === 0 ? part : (values[part] ?? '')}`)}`;
}
