import { SEVERITIES } from '#libs/contracts';
import type { Incident } from '#libs/incidents';

export interface AlertWords {
  subject: string;
  body: string;
}

type Told = Pick<Incident, 'severity' | 'tlds' | 'openedAt'> & { kindTitle: string };

/**
 * What a rule tells many of an incident: what kind of thing, how grave, how far. Never who is touched nor what a source wrote: its
 * readers are others than those.
 */
export const alertWords = (one: Told): AlertWords => ({
  subject: `${capital(one.severity)}: ${one.kindTitle}`,
  body: `DNS-CERT works on an incident:

${factsOf(one)}

${BEHIND}`,
});

/** So many stand in one mail. */
const MOST_LISTED = 50;

/** The same of several, in one mail; of very many the gravest and first. */
export const digestWords = (all: Told[]): AlertWords => ({
  subject: `${all.length} incidents: ${[...new Set(all.map(({ kindTitle }) => kindTitle))].join(', ')}`.slice(
    0,
    150,
  ),
  body: `DNS-CERT works on ${all.length} incidents:

${[...all].sort(byGravity).slice(0, MOST_LISTED).map(factsOf).join('\n\n')}${restOf(all.length)}

${BEHIND}`,
});

const byGravity = (a: Told, b: Told): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

const restOf = (count: number): string => (count > MOST_LISTED ? `\n\nand ${count - MOST_LISTED} more.` : '');

const factsOf = ({ kindTitle, severity, tlds, openedAt }: Told): string =>
  `  What       ${kindTitle}
  Severity   ${severity}
  TLDs       ${tlds.length === 0 ? 'not known yet' : `${tlds.length} touched`}
  Known to us since ${openedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const BEHIND = `Who is touched by it is told apart. This alert was posted by a rule of the
list; a person could have stopped it. If you see the same, report it.`;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
