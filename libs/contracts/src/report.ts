import { z } from 'zod';
import { resource } from './resource.ts';
import { severity } from './severity.ts';
import { instant, multiLine, singleLine } from './text.ts';
import { tlp } from './tlp.ts';
import { webAddress } from './resource.ts';

export const REPORT_STATES = ['received', 'triaged', 'joined', 'rejected', 'quarantined'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

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
