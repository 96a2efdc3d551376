/**
 * Words of a language for what is put into a mail. What waits to be sent is written down in English, so that an instance
 * whose languages change still sends it; what no table knows stays as it is.
 */
export interface Tongue {
  /** Whole values, by variable: English text to the same here. `{name}` stands for anything. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Before a subject of an exercise. */
  readonly exercise: string;
  /** Monday to Sunday as {@link ENGLISH_DAYS} has them. */
  readonly days: readonly string[];
  /** The subject of a mail that says nothing but that something waits, without its number. */
  readonly waits: string;
}

export const ENGLISH_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export const english: Tongue = {
  texts: {},
  exercise: '[EXERCISE]',
  days: ENGLISH_DAYS,
  waits: 'A message waits',
};
