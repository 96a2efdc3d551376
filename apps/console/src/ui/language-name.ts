/** The name of a language by its BCP 47 tag, in the reader's language; the tag itself where the browser does not know it. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
