/** `2026-03-01 02:14 UTC`: nobody told us another zone. */
export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
