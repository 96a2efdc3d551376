/** The same words in another language: no key more, and none less. */
export type Translation<English extends Record<string, string>> = Record<keyof English, string>;
