/** One key of a page: `key` as `KeyboardEvent.key` tells it, `words` what it does. */
export interface PageKey {
  key: string;
  words: string;
  act: () => void;
}
