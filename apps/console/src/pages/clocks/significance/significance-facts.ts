import type { SignificanceAsked } from '#libs/contracts';

/** What is known of an incident, as it is typed: numbers are texts, and empty where nothing is known. */
export interface SignificanceFacts {
  entity: SignificanceAsked['entity'];
  unavailableMinutes: string;
  slowMinutes: string;
  answerSeconds: string;
  isCompromised: boolean;
  names: string;
  sharePercent: string;
  byMisconfiguration: boolean;
  maintenance: boolean;
  earlier: string;
}
export type NumberField =
  'unavailableMinutes' | 'slowMinutes' | 'answerSeconds' | 'names' | 'sharePercent' | 'earlier';

export const NOTHING_KNOWN: SignificanceFacts = {
  entity: 'tld_registry',
  unavailableMinutes: '',
  slowMinutes: '',
  answerSeconds: '',
  isCompromised: false,
  names: '',
  sharePercent: '',
  byMisconfiguration: false,
  maintenance: false,
  earlier: '',
};

const numberOf = (text: string): number | undefined => {
  const bare = text.trim().replace(',', '.');
  return bare === '' ? undefined : Number(bare);
};

/** Those that are no number, not negative. */
export const wrongNumbers = (facts: SignificanceFacts): NumberField[] =>
  (
    ['unavailableMinutes', 'slowMinutes', 'answerSeconds', 'names', 'sharePercent', 'earlier'] as const
  ).filter((field) => {
    const number = numberOf(facts[field]) ?? 0;
    return !Number.isFinite(number) || number < 0;
  });

/** As the service asks it: s, and what is not known left out. */
export function significanceAskedOf(facts: SignificanceFacts): SignificanceAsked {
  const [unavailable, slow, answer, names, share] = (
    ['unavailableMinutes', 'slowMinutes', 'answerSeconds', 'names', 'sharePercent'] as const
  ).map((field) => numberOf(facts[field]));
  return {
    entity: facts.entity,
    ...(unavailable === undefined ? {} : { unavailableSeconds: unavailable * 60 }),
    ...(slow === undefined || answer === undefined
      ? {}
      : { slow: { seconds: slow * 60, averageAnswerSeconds: answer } }),
    ...(facts.isCompromised
      ? {
          compromised: {
            ...(names === undefined ? {} : { names }),
            ...(share === undefined ? {} : { sharePercent: share }),
            byMisconfiguration: facts.byMisconfiguration,
          },
        }
      : {}),
    maintenance: facts.maintenance,
    sameCauseWithinSixMonths: numberOf(facts.earlier) ?? 0,
  };
}
