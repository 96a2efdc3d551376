import type { SignificanceAsked, SignificanceVerdict } from '#libs/contracts';
import type { Sentence } from '../words/sentence.ts';

/** A verdict with the article that it rests on; where nothing applies, each that was looked at and why it does not. */
export interface Significance {
  verdict: SignificanceVerdict;
  article: string | null;
  why: Sentence[];
}

const HALF_AN_HOUR = 1_800;
const HOUR = 3_600;
const SLOW_ANSWER = 10;
const NAMES = 1_000;
const SHARE_PERCENT = 1;

/** What a criterion says: it is met, or why not. */
interface Finding {
  article: string;
  met: boolean;
  why: Sentence;
}

/**
 * Is an incident significant by Implementing Regulation (EU) 2024/2690? Only what Articles 5 and 6 say of DNS providers and
 * TLD registries is judged; the general criteria of Article 3 (loss of money, health, access by a stranger) are for a person.
 */
export function significanceOf(facts: SignificanceAsked): Significance {
  if (facts.maintenance)
    return {
      verdict: 'not_significant',
      article: 'Article 3(2)',
      why: [{ code: 'plannedInterruption' }],
    };
  const findings =
    facts.entity === 'tld_registry'
      ? [registryUnavailable(facts), slow(facts, 'Article 6(b)'), registryData(facts)]
      : [providerUnavailable(facts), slow(facts, 'Article 5(b)'), providerData(facts)];
  const met = findings.filter((finding) => finding.met);
  const [first] = met;
  if (first !== undefined)
    return {
      verdict: 'significant',
      article: met.map(({ article }) => article).join(', '),
      why: met.map(({ why }) => why),
    };
  const whyNot = findings.map(({ why }) => why);
  if (facts.sameCauseWithinSixMonths > 0)
    return {
      verdict: 'perhaps',
      article: 'Article 4',
      why: [
        ...whyNot,
        { code: 'sameCause', values: { article: 'Article 4', earlier: facts.sameCauseWithinSixMonths } },
      ],
    };
  return { verdict: 'not_significant', article: null, why: whyNot };
}

function registryUnavailable({ unavailableSeconds }: SignificanceAsked): Finding {
  const met = (unavailableSeconds ?? 0) > 0;
  const article = 'Article 6(a)';
  return {
    article,
    met,
    why: { code: met ? 'resolutionUnavailable' : 'resolutionNeverUnavailable', values: { article } },
  };
}

function providerUnavailable({ unavailableSeconds }: SignificanceAsked): Finding {
  const seconds = unavailableSeconds ?? 0;
  const article = 'Article 5(a)';
  const met = seconds > HALF_AN_HOUR;
  return {
    article,
    met,
    why: {
      code: met ? 'unavailableTooLong' : 'unavailableShortly',
      values: { article, lasted: minutes(seconds) },
    },
  };
}

function slow({ slow: given }: SignificanceAsked, article: string): Finding {
  if (given === undefined) return { article, met: false, why: { code: 'slowUnsaid', values: { article } } };
  const { seconds, averageAnswerSeconds } = given;
  const met = seconds > HOUR && averageAnswerSeconds > SLOW_ANSWER;
  return {
    article,
    met,
    why: {
      code: 'slowAnswers',
      values: { article, average: averageAnswerSeconds, lasted: minutes(seconds) },
    },
  };
}

function registryData({ compromised }: SignificanceAsked): Finding {
  const article = 'Article 6(c)';
  const met = compromised !== undefined;
  return {
    article,
    met,
    why: { code: met ? 'registryDataCompromised' : 'registryDataSafe', values: { article } },
  };
}

function providerData({ compromised }: SignificanceAsked): Finding {
  const article = 'Article 5(c)';
  if (compromised === undefined)
    return { article, met: false, why: { code: 'providerDataSafe', values: { article } } };
  const { names, sharePercent, byMisconfiguration } = compromised;
  const few =
    names !== undefined && names < NAMES && sharePercent !== undefined && sharePercent <= SHARE_PERCENT;
  if (byMisconfiguration && few)
    return {
      article,
      met: false,
      why: { code: 'fewNamesMisconfigured', values: { article, names, share: sharePercent } },
    };
  return {
    article,
    met: true,
    why: {
      code: byMisconfiguration ? 'manyNamesMisconfigured' : 'providerDataCompromised',
      values: { article },
    },
  };
}

/** To the hundredth. */
const minutes = (seconds: number) => Math.round((seconds / 60) * 100) / 100;
