/** `2026-11-03 02:14:30 UTC`: the same in every language, and in order when read as text. */
export const clockOf = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
