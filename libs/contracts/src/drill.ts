import { z } from 'zod';
import { singleLine } from './text.ts';

/** h that contacts have to answer. */
const LONGEST = 336;

/** Body of `POST /api/v1/drills`. */
export const newDrill = z.strictObject({
  note: singleLine(0, 500).default('').describe('What it is for; stands in the mail.'),
  answerWithin: z
    .number({ error: `must be a whole number from 1 to ${LONGEST}` })
    .int(`must be a whole number from 1 to ${LONGEST}`)
    .min(1, `must be a whole number from 1 to ${LONGEST}`)
    .max(LONGEST, `must be a whole number from 1 to ${LONGEST}`)
    .default(72)
    .describe('Hours that contacts have to answer.'),
});
export type NewDrill = z.output<typeof newDrill>;

/**
 * Where an operator stands in a drill, by the best of its contacts:
 * answered     somebody pressed the button
 * reached      a relay took the mail, and nobody has answered
 * waiting      its mail is on its way
 * bounced      none of its mail got through
 * no_contact   there is nobody to mail
 */
export const DRILL_STANDINGS = ['answered', 'reached', 'waiting', 'bounced', 'no_contact'] as const;
export type DrillStanding = (typeof DRILL_STANDINGS)[number];

/** waits_for_second   it goes to so many that somebody else must agree (`POST /api/v1/drills/{id}/approval`) */
export const DRILL_STATES = ['waits_for_second', 'running', 'over'] as const;
export type DrillState = (typeof DRILL_STATES)[number];
