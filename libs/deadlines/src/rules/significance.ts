import type { SignificanceAsked, SignificanceVerdict } from '#libs/contracts';

/** A verdict with the article that it rests on; where nothing applies, each that was looked at and why it does not. */
export interface Significance {
  verdict: SignificanceVerdict;
  article: string | null;
  why: string[];
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
  why: string;
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
      why: [
        'A planned interruption, or what was planned to come of maintenance, is no significant incident.',
      ],
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
      why: met.map(({ why, article }) => `${article}: ${why}`),
    };
  const whyNot = findings.map(({ article, why }) => `${article}: ${why}`);
  if (facts.sameCauseWithinSixMonths > 0)
    return {
      verdict: 'perhaps',
      article: 'Article 4',
      why: [
        ...whyNot,
        `Article 4: with ${facts.sameCauseWithinSixMonths} earlier of the same apparent cause within six months it counts as one, and is significant if together they cost more than Article 3(1)(a) says. A person judges that.`,
      ],
    };
  return { verdict: 'not_significant', article: null, why: whyNot };
}

function registryUnavailable({ unavailableSeconds }: SignificanceAsked): Finding {
  const met = (unavailableSeconds ?? 0) > 0;
  return {
    article: 'Article 6(a)',
    met,
    why: met
      ? 'authoritative resolution of the TLD was completely unavailable; for a registry any length counts.'
      : 'authoritative resolution was never completely unavailable.',
  };
}

function providerUnavailable({ unavailableSeconds }: SignificanceAsked): Finding {
  const seconds = unavailableSeconds ?? 0;
  return {
    article: 'Article 5(a)',
    met: seconds > HALF_AN_HOUR,
    why:
      seconds > HALF_AN_HOUR
        ? `resolution was completely unavailable for ${minutes(seconds)}, which is more than 30 minutes.`
        : `resolution was completely unavailable for ${minutes(seconds)}, which is not more than 30 minutes.`,
  };
}

function slow({ slow: given }: SignificanceAsked, article: string): Finding {
  if (given === undefined) return { article, met: false, why: 'nothing was said of slow answers.' };
  const { seconds, averageAnswerSeconds } = given;
  const met = seconds > HOUR && averageAnswerSeconds > SLOW_ANSWER;
  return {
    article,
    met,
    why: `answers took ${averageAnswerSeconds} s on average for ${minutes(seconds)}; it takes more than ${SLOW_ANSWER} s for more than 60 minutes.`,
  };
}

function registryData({ compromised }: SignificanceAsked): Finding {
  return {
    article: 'Article 6(c)',
    met: compromised !== undefined,
    why:
      compromised === undefined
        ? 'no data of the technical operation of the TLD was compromised.'
        : 'integrity, confidentiality or authenticity of data for the operation of the TLD was compromised.',
  };
}

function providerData({ compromised }: SignificanceAsked): Finding {
  const article = 'Article 5(c)';
  if (compromised === undefined)
    return { article, met: false, why: 'no data of the resolution service was compromised.' };
  const { names, sharePercent, byMisconfiguration } = compromised;
  const few =
    names !== undefined && names < NAMES && sharePercent !== undefined && sharePercent <= SHARE_PERCENT;
  if (byMisconfiguration && few)
    return {
      article,
      met: false,
      why: `data of ${names} names (${sharePercent} %) was wrong by misconfiguration: fewer than 1,000 and not more than 1 %.`,
    };
  return {
    article,
    met: true,
    why: byMisconfiguration
      ? 'data was wrong by misconfiguration, and not known to be of fewer than 1,000 names and at most 1 % of them.'
      : 'integrity, confidentiality or authenticity of data of the resolution service was compromised.',
  };
}

const minutes = (seconds: number) => `${Math.round((seconds / 60) * 100) / 100} minutes`;
