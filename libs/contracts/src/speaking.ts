import { z } from 'zod';
import { instant, mailAddress, singleLine } from './text.ts';

/** Why somebody did what others will ask about; for the audit. */
const reason = singleLine(3, 1_000);

/** Body of `POST /api/v1/operators/{slug}/speakers`. From now when `from` is absent, without end when `until` is. */
export const speakerGrant = z
  .strictObject({
    userId: z.uuid('must be an id').optional(),
    email: mailAddress.optional(),
    from: instant.optional(),
    until: instant.optional(),
    reason,
  })
  .refine(
    ({ userId, email }) => (userId === undefined) !== (email === undefined),
    'must name the person by userId or by email, not both',
  );
export type SpeakerGrant = z.output<typeof speakerGrant>;

/** Body of `PATCH /api/v1/operators/{slug}/speakers/{id}`. At once when `until` is absent. */
export const speakerEnd = z.strictObject({ until: instant.optional(), reason: reason.optional() });
export type SpeakerEnd = z.output<typeof speakerEnd>;
