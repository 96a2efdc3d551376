import type { Language } from '#libs/contracts';

const UNITS: [seconds: number, name: Record<Language, string>][] = [
  [86_400, { en: 'd', fr: 'j' }],
  [3_600, { en: 'h', fr: 'h' }],
  [60, { en: 'min', fr: 'min' }],
  [1, { en: 's', fr: 's' }],
];

/** `2 h 5 min`: the largest unit that there is one of, and the next one. */
export function durationWords(seconds: number, language: Language): string {
  const whole = Math.round(seconds);
  const first = UNITS.findIndex(([size]) => whole >= size);
  if (first === -1) return `${whole} s`;
  let rest = whole;
  return UNITS.slice(first, first + 2)
    .flatMap(([size, name]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count === 0 ? [] : [`${count} ${name[language]}`];
    })
    .join(' ');
}
