/** Languages that the service speaks to people in; the first where nobody asks for another. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
