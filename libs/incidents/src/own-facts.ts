import { coded } from '#libs/contracts';
import type { EntryType } from '#libs/contracts';
import type { AffectedOperator } from './incident.entity.ts';
import type { ReasonText } from './report.entity.ts';

/**
 * Why an operator is in the set, in words that it may read: about its own servers and its own report. Words of a responder
 * are left out. That it depends on a name under another TLD is told where a person has decided to tell it and nothing else
 * explains why it is asked: whose TLD that is it can look up, and would know who is in trouble.
 */
export function reasonsForOperator(reasons: ReasonText[]): ReasonText[] {
  const own = reasons.filter(({ rule }) => rule === 'impact' || rule === 'reporter');
  return own.length === 0 && reasons.some(({ rule }) => rule === 'dependency') ? [DEPENDENCY] : own;
}

/** Its TLDs in the same way: those that hang on a name alone where there are no others. */
export function tldsForOperator(tlds: AffectedOperator['tlds']): AffectedOperator['tlds'] {
  const hit = tlds.filter((tld) => tld.class !== 'name_dependency');
  return hit.length === 0 ? tlds : hit;
}

const DEPENDENCY: ReasonText = {
  rule: 'dependency',
  text: 'a name server of yours has its name under another TLD that is in trouble',
  ...coded('name_elsewhere', {}),
};

/** Entries that every operator of an incident is shown, as far as its case goes; of all others those alone that tell of itself. */
export const TYPES_SHOWN_TO_ALL: readonly EntryType[] = ['incident.state_changed'];
