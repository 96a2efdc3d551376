import i18next from 'i18next';
import type { ProblemView } from '#libs/contracts';

/** ms; a refusal is told in time, if need be in the service's own words. */
const PATIENCE = 1_500;

/**
 * What a refusal says to a reader of the language that is spoken here, by its code; of a code that has no words here what the
 * service said. The words are fetched with the first refusal: without one nobody needs them.
 */
export async function faultWords(
  { code, detail, title }: ProblemView,
  retryAfter: number | null,
): Promise<string> {
  const said = detail ?? title;
  await Promise.race([
    i18next.loadNamespaces('faults').catch(() => undefined),
    new Promise((done) => setTimeout(done, PATIENCE)),
  ]);
  return i18next.t(`faults:${code}`, { defaultValue: said, detail: said, wait: waitWords(retryAfter) });
}

const waitWords = (seconds: number | null): string => {
  if (seconds === null) return i18next.t('faults:wait.moment');
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
};
