import type { DueWork, Language, Severity } from '#libs/contracts';
import { severityWord } from '../severity-words.ts';

/** The promise in words. */
export const promiseText = (
  what: DueWork,
  severity: Severity,
  limitSeconds: number,
  language: Language,
): string => PROMISED[language][what](severityWord(severity, language), durationText(limitSeconds, language));

type Promised = Record<DueWork, (severity: string, within: string) => string>;

const PROMISED: Record<Language, Promised> = {
  en: {
    triage: (severity, within) => `A ${severity} report is taken up by a person within ${within}.`,
    first_notice: (severity, within) =>
      `An operator that a ${severity} incident touches is told within ${within}.`,
    answers: (severity, within) =>
      `An operator that was told of a ${severity} incident answers within ${within}.`,
  },
  fr: {
    triage: (severity, within) =>
      `Un signalement de gravité ${severity} est pris en charge par une personne en ${within} au plus.`,
    first_notice: (severity, within) =>
      `Un opérateur touché par un incident de gravité ${severity} est prévenu en ${within} au plus.`,
    answers: (severity, within) =>
      `Un opérateur prévenu d’un incident de gravité ${severity} répond en ${within} au plus.`,
  },
};

const UNITS: Record<Language, { hour: string; minute: string }> = {
  en: { hour: 'hour', minute: 'minute' },
  fr: { hour: 'heure', minute: 'minute' },
};

function durationText(seconds: number, language: Language): string {
  const minutes = seconds / 60;
  const { hour, minute } = UNITS[language];
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, hour] : [minutes, minute];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
