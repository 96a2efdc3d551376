import { z } from 'zod';
import { multiLine, singleLine } from './text.ts';
import { tlp } from './tlp-field.ts';

/** Each delivery ends in a state that a person can see; `withheld` and `failed` say why. */
export const DELIVERY_STATES = [
  'queued',
  'sending',
  'handed_over',
  'delayed',
  'bounced',
  'failed',
  'acknowledged',
  'withheld',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A proposal that nobody decides on in time is `expired`, and is not sent. */
export const NOTIFICATION_STATES = ['awaiting_approval', 'sent', 'rejected', 'expired'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be a short name of a-z, 0-9 and hyphens');

export const audience = z
  .strictObject({
    affected: z.literal(true).optional(),
    silent: z
      .literal(true)
      .optional()
      .describe('Of the affected those that were told and have not answered.'),
    operators: z
      .array(slug)
      .min(1, 'must name at least one operator')
      .max(2_000, 'must have at most 2000 entries')
      .optional(),
    reporter: z.literal(true).optional(),
    lists: z.array(slug).min(1, 'must name at least one list').optional(),
  })
  .refine(
    (given) => Object.keys(given).length === 1,
    'must be exactly one of { affected: true }, { silent: true }, { operators: [slug] }, { reporter: true }, { lists: [slug] }',
  );
export type Audience = z.output<typeof audience>;

/** Body of `POST /api/v1/incidents/{id}/notifications`. `preview` renders and names the recipients, and sends nothing. */
export const notificationRequest = z.strictObject({
  template: z.string().regex(/^[a-z][a-z-]{0,40}$/, 'must be the name of a template, for example notice'),
  audience,
  tlp: tlp.optional().describe("The incident's label when absent; never wider than that."),
  subject: singleLine(1, 150).optional(),
  body: multiLine(32 * 1024).optional(),
  preview: z.boolean().default(false),
  sampleOf: z.uuid().optional().describe('With preview: the contact whose mail is shown.'),
});
export type NotificationRequest = z.output<typeof notificationRequest>;

/** Body of `POST /api/v1/notifications/{id}/approval`: another person's word on a mass send or one under TLP:RED. */
export const approvalRequest = z.strictObject({
  decision: z.enum(['approve', 'reject'], { error: 'must be approve or reject' }),
  reason: singleLine(1, 500).optional().describe('Why; stands in the record beside the decision.'),
});
export type ApprovalRequest = z.output<typeof approvalRequest>;
