import { z } from 'zod';
import { instant, singleLine } from './text.ts';

/** Body of `POST /api/v1/incidents/{id}/facts`: what happened and when, as far as it is known. */
export const factStated = z
  .strictObject({
    what: singleLine(1, 500).describe('What happened, in a few words.'),
    from: instant.describe('When it happened or began.'),
    to: instant.optional().describe('When it ended, where it took a while.'),
    uncertain: z.boolean().default(false).describe('True: you are not sure of these times.'),
    observedAt: instant.optional().describe('When it was first seen, where that was later.'),
    corrects: z
      .int()
      .min(0)
      .optional()
      .describe('Index of a fact that this one corrects; both stay. Staff only.'),
  })
  .refine(({ from, to }) => to === undefined || Date.parse(to) >= Date.parse(from), {
    path: ['to'],
    message: 'must not be before from',
  });
export type FactStated = z.output<typeof factStated>;

/** Body of `POST /api/v1/incidents/{id}/timeline/{index}/erasure`: why what an entry says must go. */
export const erasureAsked = z.strictObject({
  reason: singleLine(1, 500).describe('Why it must go; stands in the record.'),
});
