import { z } from 'zod';
import { singleLine } from './text.ts';
import { tlp } from './tlp-field.ts';

/**
 * How a consent came to us: the source said so itself; our own people were the source; somebody of ours writes down what the
 * source said.
 */
export const CONSENT_WAYS = ['source', 'staff', 'word'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** Body of `POST /api/v1/reports/{id}/tlp-consent`: what was told in this report may be read as widely as `to`. */
export const tlpConsent = z.strictObject({
  to: tlp.describe('The widest label that the source agrees to.'),
  reason: singleLine(1, 500).optional(),
  statement: singleLine(10, 500)
    .optional()
    .describe(
      "Needed from responders who record the source's word: who said so, when, and by which way. Nobody else sends it.",
    ),
});
export type TlpConsentRequest = z.output<typeof tlpConsent>;
