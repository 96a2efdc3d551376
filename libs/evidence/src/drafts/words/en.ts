import type { RegulatorDraftKind } from '#libs/contracts';

/** States that say something of what was hit; that it was told is another matter. */
const hit: Record<string, string> = {
  affected: 'was affected',
  not_affected: 'was not affected',
  mitigating: 'was affected and worked on it',
  recovered: 'had recovered',
};
const titles: Record<RegulatorDraftKind, string> = {
  'early-warning': 'Early warning',
  notification: 'Incident notification',
  progress: 'Progress report',
  final: 'Final report',
};
/** States of a service and of our work, where the entry's own word is none of the language. */
const states: Record<string, string> = {};

/** Drafts for an authority: what is asked for, what entries say, and what is missing. Instants come as words. */
export const en = {
  notice:
    'A draft, made from the record of the incident: nothing in it is invented, and what is missing has to be added by a person. It is no legal advice.',
  someOperator: 'an operator',
  titles,
  states,
  hit,
  heading: {
    awareness: 'Since when we are aware',
    lawfulness: 'Unlawful or malicious acts',
    crossBorder: 'Impact in other countries',
    happens: 'What happened, and how severe it is',
    happened: 'What happened, and how severe it was',
    impact: 'What was hit',
    indicators: 'Indicators of compromise',
    standing: 'Where the work stands',
    measures: 'Measures taken and under way',
    cause: 'Type of threat, or root cause',
  },
  missing: {
    awareness: 'Since when the entity is aware that the incident is significant: a person sets it.',
    unlawful: 'Whether it is suspected to be caused by unlawful or malicious acts.',
    crossBorder: 'Whether it could have an impact in other countries.',
    judgement: 'Of what kind and how severe it is: no entry judges it.',
    impact: 'What was hit, how badly and for how long.',
    measures: 'Which measures were taken.',
    standing: 'Where the work stands.',
    cause: 'The type of threat or the root cause that is likely to have caused it.',
    indicators: 'Indicators of compromise, where there are any.',
  },
  aware: (at: string) => `We became aware of it at ${at}.`,
  unlawful: {
    yes: 'It is suspected to be caused by unlawful or malicious acts.',
    no: 'It is not suspected to be caused by unlawful or malicious acts.',
  },
  crossBorder: {
    yes: 'It could have an impact in other countries.',
    no: 'No impact in other countries is expected.',
  },
  received: (at: string, sha256: string | null) =>
    `A report of it came in at ${at}; the SHA-256 of what was received is ${sha256 ?? 'not in the entry'}.`,
  opened: (at: string) => `The incident was opened at ${at}.`,
  judged: (kind: string, severity: string | null) =>
    `It was judged to be of the kind "${kind}" and of ${severity ?? 'unknown'} severity.`,
  severitySet: (at: string, severity: string) => `At ${at} its severity was set to ${severity}.`,
  kindSet: (at: string, kind: string) => `At ${at} its kind was set to "${kind}".`,
  byRootZone: (serial: number | null, all: number, some: number) =>
    `By the root zone ${serial ?? 'at that time'}, all servers of ${all} top-level domains were hit, and some servers of ${some}.`,
  outage: (service: string, tld: string, from: string, until: string | null) =>
    `The service ${service} of .${tld} was not there from ${from} ${until === null ? 'on' : `until ${until}`}.`,
  operatorWas: (at: string, who: string, was: string[]) => `At ${at} ${who} ${was.join(', and ')}.`,
  serviceWas: (state: string) => `its service was ${state}`,
  told: 'was told',
  worked: 'worked on it',
  advisory: (at: string) => `At ${at} an advisory was published.`,
  standing: (at: string, state: string) => `Since ${at} the work is at: ${state}.`,
  closing: (reason: string) => `On closing it was written: "${reason}"`,
};
