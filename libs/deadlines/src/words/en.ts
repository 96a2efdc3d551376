import type { DeadlineKind, DueWork, FiledKind, LadderStep, Severity } from '#libs/contracts';
import { promiseText } from '#libs/incidents';
import { durationText, instantText } from '../rules/instants.ts';

const on = (at: string, zone?: string) => instantText(new Date(at), zone, 'en');
/** By the clock of our people, and by UTC. */
const here = (at: string, zone: string) => (zone === 'UTC' ? on(at) : `${on(at, zone)} (${on(at)})`);
const lasting = (seconds: number) => durationText(seconds, 'en');
const minutes = (count: number) => `${count} minutes`;

const FILED: Record<FiledKind, string> = {
  nis2_early_warning: 'early warning',
  nis2_notification: 'notification',
  nis2_progress: 'progress report',
  nis2_final: 'final report',
};

/** What is due, in a few words for a small screen. */
export const KINDS: Record<DeadlineKind, string> = {
  triage: 'Nobody has taken it up',
  first_notice: 'An operator was not told',
  answer: 'An operator is silent',
  nis2_early_warning: 'NIS2 early warning',
  nis2_notification: 'NIS2 notification',
  nis2_progress: 'NIS2 progress report',
  nis2_final: 'NIS2 final report',
  spec10: 'A service of a gTLD is down',
  embargo: 'Embargo',
  recovery_tail: 'Caches after the repair',
};

/** Who is told next. */
const NEXT: Record<LadderStep, string> = {
  duty: 'whoever is on duty is paged',
  lead: 'the leads are paged',
  next_contact: 'the next contact is mailed',
  backend: 'its back-end provider has to be called',
  national_cert: 'its national CERT has to be called',
};

/**
 * The sentences of clocks, by a code that is written down with its values and never changes its meaning. Instants are RFC 3339.
 */
export const en = {
  neverPaused: 'Nothing lets it rest.',

  promiseSource: 'Our own promises (config/promises.json)',
  incidentOpened: 'The incident was opened.',
  takenUp: 'A person took it up.',
  openedAt: ({ at }: { at: string }) => `It was opened ${on(at)}.`,
  operatorCame: 'The operator came into the incident.',
  toldOrSpoke: 'A mail server took the first notice to it, or it spoke first.',
  operatorCameAt: ({ name, at }: { name: string; at: string }) => `${name} came into the incident ${on(at)}.`,
  operatorTold: 'A mail server took the first notice to the operator.',
  operatorAnswered: 'The operator said anything of itself, or a person noted that it gives no answer.',
  operatorToldAt: ({ name, at }: { name: string; at: string }) => `${name} was told ${on(at)}.`,
  promise: ({ what, severity, limit }: { what: DueWork; severity: Severity; limit: number }) =>
    promiseText(what, severity, limit, 'en'),

  nis2Source: 'Directive (EU) 2022/2555 (NIS2), Article 23(4)',
  nis2NeverPaused: 'Nothing lets it rest: hours run through nights and holidays.',
  awarenessDecided: 'Somebody decided since when the entity was aware of a significant incident.',
  awareSince: ({ at, by, reason }: { at: string; by: string; reason: string }) =>
    `Aware since ${on(at)}, as ${by} decided: ${reason}`,
  awarenessCorrected: ({ times }: { times: number }) =>
    `That was corrected ${times === 1 ? 'once' : `${times} times`}; what was said before stays in the record.`,
  hoursFromAwareness: ({ what, hours }: { what: FiledKind; hours: number }) =>
    `The ${FILED[what]} is due within ${hours} hours of becoming aware; hours run through nights, weekends and holidays.`,
  filed: ({ what }: { what: FiledKind }) => `The ${FILED[what]} was filed.`,
  filedAt: ({ what, at }: { what: FiledKind; at: string }) => `The ${FILED[what]} was filed ${on(at)}.`,
  finalOrProgressFiled:
    'The final report was filed; where the incident still goes on then, a progress report.',
  monthOfNotification: ({ at, zone }: { at: string; zone: string }) =>
    `The notification was filed ${on(at, zone)}; its month ends with the last hour of the day of the same number in ${zone} (Regulation 1182/71, Article 3).`,
  monthMoved: ({ from, weekday, to }: { from: string; weekday: 6 | 7; to: string }) =>
    `${from} is a ${weekday === 6 ? 'Saturday' : 'Sunday'}, so it ends with ${to} (Article 3(4)).`,
  holidaysNotCounted: 'Public holidays are not counted here: they could only move it later.',
  stillGoesOn:
    'It still goes on: if it does at that instant, a progress report is due, and the final one a month after its end.',
  endedAt: ({ at, zone }: { at: string; zone: string }) => `It ended ${on(at, zone)}.`,
  progressInstead:
    'The incident still went on then, so a progress report is due instead of the final one (Article 23(4)(e)).',
  endedPastTheMonth: 'The incident ended, after it had gone on past the month of the notification.',
  monthOfTheEnd: ({ at, zone }: { at: string; zone: string }) =>
    `It went on past the month of the notification and ended ${on(at, zone)}; the final report is due within a month of that (Regulation 1182/71, Article 3).`,

  spec10Source: 'ICANN registry agreement, Specification 10',
  serviceDown: ({ service, tld }: { service: string; tld: string }) => `${service} of .${tld} went down.`,
  serviceUp: 'It is up again.',
  maintenancePauses: 'Maintenance that was announced before does not count.',
  serviceMayBeDown: ({ service, tld, limit }: { service: string; tld: string; limit: number }) =>
    `${service} of .${tld}, a gTLD, may be down for ${lasting(limit)} in any seven days.`,
  minutesUsed: ({ used, at, percent }: { used: number; at: string; percent: number }) =>
    `${used} minutes are used at ${on(at)}: ${percent} % of it.`,
  limitReachedAt: ({ at }: { at: string }) => `Going on like this, the limit is reached ${on(at)}.`,
  maintenanceFrom: ({ at }: { at: string }) => `Maintenance announced from ${on(at)} does not count.`,

  embargoSource: 'The word of whoever set it',
  embargoSet: 'Somebody set an embargo.',
  embargoLifted: 'Somebody lifted it.',
  embargoUntil: ({ by, at, zone, reason }: { by: string; at: string; zone: string; reason: string }) =>
    `${by} set an embargo until ${on(at, zone)}, which is ${on(at)}: ${reason}`,
  embargoHourTwice: 'Clocks are put back then and that hour is there twice; the later one counts.',

  recoverySource: 'RFC 1035 and RFC 2181 (TTL), RFC 4035 (signatures)',
  operatorRecovered: 'The operator recovered.',
  timeIsOver: 'The time is over.',
  operatorRecoveredAt: ({ name, at }: { name: string; at: string }) => `${name} recovered ${on(at)}.`,
  largestTtl: ({ what, seconds }: { what: string; seconds: number }) =>
    `The largest TTL is that of ${what}: ${lasting(seconds)}.`,
  largestTtlCapped: ({ what, seconds }: { what: string; seconds: number }) =>
    `The largest TTL is that of ${what}: ${lasting(seconds)}, of which resolvers keep at most 7 days.`,
  lastSignatureEnds: ({ at }: { at: string }) =>
    `The last wrong signature ends ${on(at)}, and no validating resolver keeps the data longer.`,

  calendarName: 'DNS-CERT duty',
  calendarOwn: ({ name }: { name: string }) => `On duty: you (${name})`,
  calendarOther: ({ name }: { name: string }) => `On duty: ${name}`,
  calendarTurn: 'A turn of the rota.',
  calendarStandIn: 'Stands in.',
  calendarSomebody: 'somebody',

  comesNear: 'it comes near',
  shareOfLimit: ({ percent }: { percent: number }) => `${percent} % of the limit`,
  overdue: 'overdue',
  dueSoon: 'due soon',
  pageTitle: ({ severity, number }: { severity: Severity; number: string }) =>
    `DNS-CERT ${severity} #${number}`,
  pageText: ({ kind, state, at, zone }: { kind: DeadlineKind; state: string; at: string; zone: string }) =>
    `${KINDS[kind]}: ${state}. Due ${on(at, zone)}${zone === 'UTC' ? '' : ` (${at.slice(11, 16)} UTC)`}.`,
  pageDueNow: 'That is now.',
  pageDueIn: ({ seconds }: { seconds: number }) => `That is in ${lasting(seconds)}.`,
  pageDueAgo: ({ seconds }: { seconds: number }) => `That was ${lasting(seconds)} ago.`,
  pageSeeTo: 'If you see to it, open the link and press "I see to it" under Clocks.',
  pageNobodyNext: 'Nobody else is told after you.',
  pageNextIn: ({ step, seconds }: { step: LadderStep; seconds: number }) =>
    `Else ${NEXT[step]} in ${lasting(seconds)}.`,
  pageNextAt: ({ step, at }: { step: LadderStep; at: string }) => `Else ${NEXT[step]} ${on(at)}.`,
  dutyTitle: 'DNS-CERT: you are on duty',
  dutyTime: ({ from, to, zone }: { from: string; to: string; zone: string }) =>
    `You are on duty from ${here(from, zone)} until ${here(to, zone)}.`,
  dutyAfter: ({ name }: { name: string }) => `You take over from ${name}.`,
  dutyAfterNobody: 'Nobody was on duty before you.',
  dutyOpen: ({ incidents, overdue }: { incidents: number; overdue: number }) =>
    `Open incidents: ${incidents}. Overdue: ${overdue}.`,
  dutyNext: 'Due next:',
  dutyNothingNext: 'Nothing is due.',
  dutyDue: ({
    number,
    severity,
    kind,
    at,
  }: {
    number: string;
    severity: Severity;
    kind: DeadlineKind;
    at: string;
  }) => `#${number} (${severity}): ${KINDS[kind]}, ${on(at)}`,
  dutyNobody: 'nobody: the leads are told instead',
  dutyNoEnd: 'no end is in sight',
  dutyInstant: ({ at, zone }: { at: string; zone: string }) => here(at, zone),
  standsTitle: 'DNS-CERT: work stands still',
  standsNoMore: 'DNS-CERT: work is done again',
  stood: ({ at, seconds }: { at: string; seconds: number }) =>
    `All is well since ${on(at)}. It stood for ${lasting(seconds)}.`,

  plannedInterruption:
    'A planned interruption, or what was planned to come of maintenance, is no significant incident.',
  resolutionUnavailable: ({ article }: { article: string }) =>
    `${article}: authoritative resolution of the TLD was completely unavailable; for a registry any length counts.`,
  resolutionNeverUnavailable: ({ article }: { article: string }) =>
    `${article}: authoritative resolution was never completely unavailable.`,
  unavailableTooLong: ({ article, lasted }: { article: string; lasted: number }) =>
    `${article}: resolution was completely unavailable for ${minutes(lasted)}, which is more than 30 minutes.`,
  unavailableShortly: ({ article, lasted }: { article: string; lasted: number }) =>
    `${article}: resolution was completely unavailable for ${minutes(lasted)}, which is not more than 30 minutes.`,
  slowUnsaid: ({ article }: { article: string }) => `${article}: nothing was said of slow answers.`,
  slowAnswers: ({ article, average, lasted }: { article: string; average: number; lasted: number }) =>
    `${article}: answers took ${average} s on average for ${minutes(lasted)}; it takes more than 10 s for more than 60 minutes.`,
  registryDataSafe: ({ article }: { article: string }) =>
    `${article}: no data of the technical operation of the TLD was compromised.`,
  registryDataCompromised: ({ article }: { article: string }) =>
    `${article}: integrity, confidentiality or authenticity of data for the operation of the TLD was compromised.`,
  providerDataSafe: ({ article }: { article: string }) =>
    `${article}: no data of the resolution service was compromised.`,
  fewNamesMisconfigured: ({ article, names, share }: { article: string; names: number; share: number }) =>
    `${article}: data of ${names} names (${share} %) was wrong by misconfiguration: fewer than 1,000 and not more than 1 %.`,
  manyNamesMisconfigured: ({ article }: { article: string }) =>
    `${article}: data was wrong by misconfiguration, and not known to be of fewer than 1,000 names and at most 1 % of them.`,
  providerDataCompromised: ({ article }: { article: string }) =>
    `${article}: integrity, confidentiality or authenticity of data of the resolution service was compromised.`,
  sameCause: ({ article, earlier }: { article: string; earlier: number }) =>
    `${article}: with ${earlier} earlier of the same apparent cause within six months it counts as one, and is significant if together they cost more than Article 3(1)(a) says. A person judges that.`,
};
