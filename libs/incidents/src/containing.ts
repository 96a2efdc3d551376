/** Pattern for ILIKE of what has these words in it, whatever they are. */
export const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;
