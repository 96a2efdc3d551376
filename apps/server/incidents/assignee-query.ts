import { z } from 'zod';
import type { Principal } from '#libs/access';

/** Whose incidents: a user's id, `me`, or `none` for those that nobody has. */
export const assigneeQuery = z
  .uuid()
  .or(z.enum(['me', 'none']))
  .optional()
  .describe('User id, me, or none: nobody has it.');

/** Null: nobody's. */
export function assigneeIn(given: string | undefined, caller: Principal): string | null | undefined {
  if (given === 'me') return caller.userId;
  return given === 'none' ? null : given;
}
