const TTL = /^(\d{1,10}|(\d{1,10}[smhdw])+)$/i;
const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
/** RFC 2181 section 8: 31 bits; what is larger counts as 0. */
const LARGEST = 2 ** 31 - 1;

/** As a master file may write it: seconds, or with units (`1d12h`). */
export const isTtl = (text: string): boolean => TTL.test(text);

/** In s, of what `isTtl`. */
export function secondsOf(text: string): number {
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : [...text.toLowerCase().matchAll(/(\d+)([smhdw])/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ''] ?? 0),
        0,
      );
  return seconds > LARGEST ? 0 : seconds;
}
