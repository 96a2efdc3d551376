import type { Language, Severity } from '#libs/contracts';

const IN_FRENCH: Record<Severity, string> = {
  critical: 'critique',
  high: 'élevée',
  medium: 'moyenne',
  low: 'faible',
  info: 'information',
};

/** A severity in a sentence; in English it is its name. */
export const severityWord = (severity: Severity, language: Language): string =>
  language === 'fr' ? IN_FRENCH[severity] : severity;
