import type { Language } from '#libs/contracts';
import type { Section } from './index.ts';
import { en } from './en/index.ts';
import { textOf } from './index.ts';

/**
 * What a schema or a notice said in English, in another language: where the section holds a text that it fits, with what stands
 * in that text's places. Else as it was said.
 */
export function retold(section: Section, said: string, language: Language): string {
  if (language === 'en') return said;
  for (const [word, english] of Object.entries(en[section])) {
    const values = valuesIn(english, said);
    if (values !== null)
      return textOf(language, `${section}.${word}`).replace(
        /\{(\w+)\}/g,
        (_, name: string) => values[name] ?? '',
      );
  }
  return said;
}

/** What stands in the places of a text; null where it is another text. */
function valuesIn(text: string, said: string): Record<string, string> | null {
  const pattern = text
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?<${part}>.+)`))
    .join('');
  const found = new RegExp(`^${pattern}$`).exec(said);
  return found === null ? null : { ...found.groups };
}
