import { z } from 'zod';
import { instant, singleLine } from './text.ts';

/**
 * What can be due:
 * triage · first_notice · answer                      what we promise ourselves, by severity
 * nis2_early_warning · nis2_notification · nis2_progress · nis2_final   directive (EU) 2022/2555, Article 23
 * spec10          a service of a gTLD is down, and a limit of the registry agreement comes near
 * embargo         what is told under it may be told on at this instant
 * recovery_tail   until when caches may still hold what was wrong
 */
export const DEADLINE_KINDS = [
  'triage',
  'first_notice',
  'answer',
  'nis2_early_warning',
  'nis2_notification',
  'nis2_progress',
  'nis2_final',
  'spec10',
  'embargo',
  'recovery_tail',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** What is filed with an authority, and ends a deadline by a person's word. */
export const FILED_KINDS = [
  'nis2_early_warning',
  'nis2_notification',
  'nis2_progress',
  'nis2_final',
] as const;
export type FiledKind = (typeof FILED_KINDS)[number];

/**
 * running   its instant has not come
 * paused    it does not run at this moment
 * overdue   its instant has come and what it asks has not been done
 * met       done in time
 * met_late  done after its instant
 * ended     asks nothing any more: what it was about is over, or was corrected
 */
export const DEADLINE_STATES = ['running', 'paused', 'overdue', 'met', 'met_late', 'ended'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];
export const OPEN_DEADLINE_STATES = ['running', 'paused', 'overdue'] as const satisfies DeadlineState[];

/**
 * Whom the next step of a ladder tells:
 * duty            whoever is on duty, by the second path
 * next_contact    the next contact of the silent operator, by mail, or a call where there is none to mail
 * backend         a call to the back-end provider of the operator
 * national_cert   a call to the national CERT of the operator's country
 * lead            the leads, by the second path
 */
export const LADDER_STEPS = ['duty', 'next_contact', 'backend', 'national_cert', 'lead'] as const;
export type LadderStep = (typeof LADDER_STEPS)[number];

/** What came of a step: told · called (a call is on the list of calls) · left_out (there is no such party) · nobody. */
export const STEP_OUTCOMES = ['told', 'called', 'left_out', 'nobody', 'exercise'] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

/** Services of a registry that have a limit of their own in Specification 10. */
export const METERED_SERVICES = ['dns', 'dnssec', 'epp', 'rdds'] as const;
export type MeteredService = (typeof METERED_SERVICES)[number];

const reason = singleLine(3, 500);

/** Body of `POST /api/v1/incidents/{id}/awareness`: since when somebody was aware that it is significant. */
export const awarenessSet = z.strictObject({
  operatorId: z
    .uuid('must be an id')
    .optional()
    .describe('Whose awareness. Absent: of the incident as a whole, as we judge it.'),
  awareAt: instant.describe('From this instant on, both 24 h and 72 h run.'),
  reason,
  unlawful: z
    .enum(['yes', 'no', 'unknown'])
    .default('unknown')
    .describe('Suspected of unlawful or malicious acts?'),
  crossBorder: z
    .enum(['yes', 'no', 'unknown'])
    .default('unknown')
    .describe('Could it reach other countries?'),
});
export type AwarenessSet = z.output<typeof awarenessSet>;

/** Body of `POST /api/v1/incidents/{id}/filings`: something was filed with the authority. */
export const filingMade = z.strictObject({
  operatorId: z.uuid('must be an id').optional(),
  kind: z.enum(FILED_KINDS, { error: `must be one of ${FILED_KINDS.join(', ')}` }),
  filedAt: instant,
  reference: singleLine(0, 200).default(''),
});
export type FilingMade = z.output<typeof filingMade>;

/** Body of `POST /api/v1/incidents/{id}/outages`: a service of a TLD was, or is, not there. */
export const outageNoted = z
  .strictObject({
    tld: singleLine(1, 63),
    service: z.enum(METERED_SERVICES, { error: `must be one of ${METERED_SERVICES.join(', ')}` }),
    from: instant,
    until: instant.optional().describe('Absent: it goes on.'),
    learnedAt: instant.optional().describe('When we learned of it. Absent: at this moment.'),
    maintenance: z.boolean().default(false).describe('Announced before, so that it does not count.'),
    corrects: z
      .uuid('must be an id')
      .optional()
      .describe('The outage of this incident that this one replaces.'),
    reason,
  })
  .refine(({ from, until }) => until === undefined || until > from, {
    error: 'must be after "from"',
    path: ['until'],
  });
export type OutageNoted = z.output<typeof outageNoted>;

/** Body of `POST /api/v1/incidents/{id}/outages/{outageId}/withdrawal`: it never was. */
export const outageWithdrawn = z.strictObject({ reason });
export type OutageWithdrawn = z.output<typeof outageWithdrawn>;

/** Body of `POST /api/v1/incidents/{id}/embargo`; of a local time that there is twice, the later one counts. */
export const embargoSet = z.strictObject({
  until: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be a local time, for example 2026-03-01T14:00')
    .nullable()
    .describe('Local time in `zone`. Null lifts the embargo.'),
  zone: singleLine(1, 64).default('UTC').describe('Of the IANA time zone database.'),
  agreedWith: singleLine(0, 200).default('').describe('Who agreed to it, in words.'),
  reason,
});
export type EmbargoSet = z.output<typeof embargoSet>;

/** Body of `POST /api/v1/deadlines/{id}/acknowledgement`: somebody sees to it, and the ladder rests for so long. */
export const deadlineAcknowledged = z.strictObject({
  minutes: z
    .number({ error: 'must be a whole number from 1 to 1440' })
    .int('must be a whole number from 1 to 1440')
    .min(1, 'must be a whole number from 1 to 1440')
    .max(1_440, 'must be a whole number from 1 to 1440')
    .default(30)
    .describe('Minutes in which nobody else is told.'),
  reason: singleLine(0, 500).default(''),
});
export type DeadlineAcknowledged = z.output<typeof deadlineAcknowledged>;

const seconds = z
  .number({ error: 'must be a number, not negative' })
  .min(0, 'must be a number, not negative')
  .max(1e9);

/** Body of `POST /api/v1/significance`: what is known of an incident, to be judged by Implementing Regulation (EU) 2024/2690. */
export const significanceAsked = z.strictObject({
  entity: z.enum(['tld_registry', 'dns_provider']),
  unavailableSeconds: seconds
    .optional()
    .describe('How long resolution was completely unavailable; absent: it never was.'),
  slow: z
    .strictObject({ seconds, averageAnswerSeconds: seconds })
    .optional()
    .describe('For how long answers took how long on average.'),
  compromised: z
    .strictObject({
      names: z.int().min(0).max(1e9).optional(),
      sharePercent: z.number().min(0).max(100).optional(),
      byMisconfiguration: z.boolean().default(false),
    })
    .optional()
    .describe(
      'Integrity, confidentiality or authenticity of data was compromised; names of how many domains, if known.',
    ),
  maintenance: z
    .boolean()
    .default(false)
    .describe('A planned interruption, or what was planned to come of one.'),
  sameCauseWithinSixMonths: z
    .int()
    .min(0)
    .max(1_000)
    .default(0)
    .describe('Earlier incidents of the same apparent cause.'),
});
export type SignificanceAsked = z.output<typeof significanceAsked>;

export const SIGNIFICANCE_VERDICTS = ['significant', 'not_significant', 'perhaps'] as const;
export type SignificanceVerdict = (typeof SIGNIFICANCE_VERDICTS)[number];

export const CALL_PARTIES = ['contact', 'backend', 'national_cert'] as const;
export type CallParty = (typeof CALL_PARTIES)[number];
export const CALL_STATES = ['open', 'done', 'dropped'] as const;
export type CallState = (typeof CALL_STATES)[number];
export const CALL_OUTCOMES = ['reached', 'no_answer', 'wrong_number'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Body of `POST /api/v1/calls/{id}/outcome`. */
export const callMade = z.strictObject({
  outcome: z.enum(CALL_OUTCOMES, { error: `must be one of ${CALL_OUTCOMES.join(', ')}` }),
  note: singleLine(0, 500).default(''),
});
export type CallMade = z.output<typeof callMade>;
