import { z } from 'zod';
import { resource } from './resource.ts';
import { severity } from './severity-field.ts';
import { instant, mailAddress, multiLine, singleLine } from './text.ts';
import { tlp } from './tlp-field.ts';
import { webAddress } from './resource.ts';

export const REPORT_STATES = ['received', 'triaged', 'joined', 'rejected', 'quarantined'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** By which way a report came. */
export const REPORT_CHANNELS = ['api', 'form', 'mail'] as const;
export type ReportChannel = (typeof REPORT_CHANNELS)[number];

/** The name of a kind of incident; which names there are says `config/kinds.json`. */
export const kindName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,60}$/, 'must be the name of a kind, for example dnssec-validation-failure');

/** Body of `POST /api/v1/reports`. Only `summary` is needed: everything else can follow. */
export const reportSubmission = z.strictObject({
  summary: singleLine(1, 200).describe('One line: what is happening.'),
  description: multiLine(64 * 1024)
    .default('')
    .describe('What was seen, since when, what was done; up to 64 KiB of UTF-8.'),
  kind: kindName.optional().describe("The reporter's claim; names from config/kinds.json."),
  severity: severity.optional().describe("The reporter's claim."),
  tlp: tlp.default('AMBER').describe('TLP 2.0 label; AMBER when nothing is said.'),
  occurredAt: instant.optional(),
  detectedAt: instant.optional(),
  ongoing: z.boolean().optional(),
  exercise: z.boolean().default(false),
  resources: z
    .array(resource)
    .max(1_000, 'must have at most 1000 entries')
    .default([])
    .describe('What it is about.'),
  references: z.array(webAddress).max(50, 'must have at most 50 entries').default([]),
  nis2: z.strictObject({ applies: z.boolean(), crossBorder: z.boolean() }).optional(),
});
export type ReportSubmission = z.output<typeof reportSubmission>;

/** Who sent a report without an account: what they say of themselves, and an address that is to be proven. */
export const publicReporter = z.strictObject({
  name: singleLine(1, 100),
  email: mailAddress.describe(
    'A mail with a link goes there. The report counts once the link was opened and confirmed.',
  ),
  organisation: singleLine(1, 200).optional(),
});
export type PublicReporter = z.output<typeof publicReporter>;

/** Body of `POST /api/v1/public/reports`: a report, and who sends it. */
export const publicReportSubmission = reportSubmission.extend({ reporter: publicReporter });
export type PublicReportSubmission = z.output<typeof publicReportSubmission>;

/** How far a report without an account is. Unproven ones keep their content for 30 days, then nothing but its digest. */
export const PUBLIC_REPORT_STATES = ['awaiting_proof', 'proven', 'unproven', 'erased'] as const;
export type PublicReportState = (typeof PUBLIC_REPORT_STATES)[number];
