import { z } from 'zod';
import { RESOURCE_TYPES, severity } from '#libs/contracts';
import { RSIT } from './rsit.ts';

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'must be a name of a-z, 0-9 and hyphens');
const sentence = z.string().min(8, 'must be words a person can read');
const weight = z.number().positive().max(20);
const factor = z.number().min(0).max(1);
/** Lines of phrases with commas between; how they are spread over the lines means nothing. */
const phrases = z
  .array(z.string().min(1))
  .min(1)
  .transform((lines) => lines.flatMap((line) => line.split(',').map((phrase) => phrase.trim())));

/** A thing is spoken of even after a "no"; an event is denied by it. A term is one or the other. */
const term = z
  .strictObject({ thing: phrases.optional(), event: phrases.optional() })
  .refine(({ thing, event }) => (thing === undefined) !== (event === undefined), 'must be thing or event');

const pattern = z.strictObject({ says: z.string().min(1), unless: z.string().min(1).optional() });
const signal = pattern.extend({ weight });

/** What a kind harms: answers to the world, their truth, the registry's own services, names below, or nothing. */
export const HARMS = ['resolution', 'integrity', 'registration', 'names', 'nothing'] as const;

const kind = z
  .strictObject({
    name: slug,
    title: z.string().min(3),
    rsit: z.string(),
    rsitSecond: z.string(),
    aliases: z.array(slug),
    operational: z.boolean(),
    hurts: z.enum(HARMS),
    freezesContacts: z.boolean().default(false),
    vetoedBy: z.array(slug).default([]),
    signals: z.array(signal).min(1, 'must have a signal, or no text is ever recognised'),
  })
  .refine(({ rsit, rsitSecond }) => RSIT[rsit]?.includes(rsitSecond) ?? false, {
    message: 'rsit and rsitSecond must be one of the pairs of RSIT 1003',
    path: ['rsitSecond'],
  });

export const kindsFile = z.strictObject({
  denials: phrases,
  denialsAfter: phrases,
  terms: z.record(slug, term),
  facts: z.record(slug, z.array(pattern).min(1)),
  kinds: z.array(kind).min(1),
});
export type KindsFile = z.output<typeof kindsFile>;

const count = z.number().int().min(1);
const when = z.strictObject({
  kinds: z.array(slug).optional(),
  hurts: z.array(z.enum(HARMS)).optional(),
  operational: z.boolean().optional(),
  ended: z.boolean().optional(),
  exercise: z.literal(true).optional(),
  says: z.array(slug).optional(),
  unless: z.array(slug).optional(),
  claim: z.array(severity).optional(),
  own: z.boolean().optional(),
});
const atLeast = {
  tldsMin: count.optional(),
  allServersMin: count.optional(),
  someServersMin: count.optional(),
};
const atMost = {
  tldsMax: count.or(z.literal(0)).optional(),
  allServersMax: count.or(z.literal(0)).optional(),
  someServersMax: count.or(z.literal(0)).optional(),
};
const rule = z.strictObject({ id: slug, level: severity, reason: sentence });

// A rule that raises may ask for "at least n", a rule that limits for "at most n", never the other way round: so more
// TLDs touched can never lower a verdict, whatever is written into the file.
const raising = rule.extend({ when: when.extend(atLeast) });
const limiting = rule.extend({ when: when.extend(atMost) });

export const severityFile = z.strictObject({
  lowest: severity,
  raise: z.array(raising).min(1),
  limit: z.array(limiting),
  claim: z.array(raising),
  final: z.array(limiting),
});
export type SeverityFile = z.output<typeof severityFile>;
export type RaisingRule = z.output<typeof raising>;
export type LimitingRule = z.output<typeof limiting>;

export const triageFile = z.strictObject({
  classify: z.strictObject({
    claim: weight,
    claimOfOther: weight,
    claimOfOperational: weight,
    summaryFactor: z.number().min(1).max(3),
    furtherSignals: z.array(factor).min(1),
    vetoFactor: factor,
    doubt: weight,
    leastScore: weight,
    runnersUp: count,
    resourceHints: z.array(
      z.strictObject({
        type: z.enum(RESOURCE_TYPES),
        value: z.string().optional(),
        kind: slug,
        weight,
        reason: sentence,
      }),
    ),
  }),
  lane: z.strictObject({
    urgentClaims: z.array(severity),
    urgentKinds: z.array(slug),
    alarms: z.array(slug),
    alarmsAgainstCalmClaim: z.array(slug),
    descriptionCharacters: count,
  }),
  duplicates: z.strictObject({
    windowHours: z.strictObject({
      default: z.number().positive(),
      kinds: z.record(slug, z.number().positive()),
    }),
    closedStates: z.array(z.string()),
    compatibleKinds: z.array(z.array(slug).min(2)),
    needsSharedResource: z.array(slug),
    sameKind: factor,
    compatibleKind: factor,
    sameTld: factor,
    otherNamesOfOneTld: factor,
    resources: z.partialRecord(z.enum(RESOURCE_TYPES), factor),
    containedAddress: factor,
    closeInTime: factor,
    threshold: factor,
  }),
});
export type TriageFile = z.output<typeof triageFile>;
