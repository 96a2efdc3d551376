import { z } from 'zod';
import { webAddress } from './resource.ts';
import { multiLine, singleLine } from './text.ts';

export const ADVISORY_STATES = ['draft', 'published', 'withdrawn'] as const;
export type AdvisoryState = (typeof ADVISORY_STATES)[number];

/** Languages that an advisory may be written in: a screen reader must know how to say it. */
export const ADVISORY_LANGUAGES = ['en', 'fr'] as const;
export type AdvisoryLanguage = (typeof ADVISORY_LANGUAGES)[number];

const fields = {
  title: singleLine(1, 200).describe('One line.'),
  summary: singleLine(0, 500).describe('What everybody should know, in two sentences.'),
  body: multiLine(64 * 1024).describe('Plain text of up to 64 KiB of UTF-8; an empty line ends a paragraph.'),
  references: z.array(webAddress).max(50, 'must have at most 50 entries'),
  language: z.enum(ADVISORY_LANGUAGES, { error: `must be one of ${ADVISORY_LANGUAGES.join(', ')}` }),
  incidentId: z
    .uuid({ error: 'must be the id of an incident' })
    .nullable()
    .describe('The incident that it tells of. It must be TLP:CLEAR before the advisory is published.'),
};

/** Body of `POST /api/v1/advisories`. An advisory is TLP:CLEAR, always. Only the title is needed for a draft. */
export const advisoryDraft = z.strictObject({
  title: fields.title,
  summary: fields.summary.default(''),
  body: fields.body.default(''),
  references: fields.references.default([]),
  language: fields.language.default('en'),
  incidentId: fields.incidentId.default(null),
});
export type AdvisoryDraft = z.output<typeof advisoryDraft>;

/** Body of `PATCH /api/v1/advisories/{id}`; what is absent stays. */
export const advisoryEdit = z.strictObject(fields).partial();
export type AdvisoryEdit = z.output<typeof advisoryEdit>;

/** Body of `POST /api/v1/advisories/{id}/publication`: first by whoever wrote the text, then by another person. */
export const advisoryPublication = z.strictObject({
  correction: singleLine(1, 500)
    .optional()
    .describe('What was corrected, for the public. Needed from whoever asks, once it has been published.'),
});
export type AdvisoryPublication = z.output<typeof advisoryPublication>;

/** Body of `POST /api/v1/advisories/{id}/withdrawal`. */
export const advisoryWithdrawal = z.strictObject({
  reason: singleLine(1, 500).describe('Why; the public reads it where the advisory had been published.'),
});
export type AdvisoryWithdrawal = z.output<typeof advisoryWithdrawal>;
