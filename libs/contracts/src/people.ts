import { z } from 'zod';
import { operatorSlug } from './operator.ts';
import { ROLES, TOKEN_SCOPES } from './role.ts';
import { instant, mailAddress, singleLine } from './text.ts';

/** Length alone is asked for: rules about signs make passwords worse (NIST SP 800-63B section 5.1.1.2). */
export const MIN_PASSWORD_LENGTH = 10;
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(1_000, 'must have at most 1000 characters');

const role = z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` });
export const personName = singleLine(1, 100);

export const newInvitation = z.strictObject({
  email: mailAddress,
  role,
  operator: operatorSlug.optional().describe('Whom the person speaks for; with role operator alone.'),
  name: personName.optional().describe('How the mail addresses the person, who may choose another.'),
});

/** What the holder of an invitation says. Address, role and operator are those of the invitation. */
export const acceptance = z.strictObject({ name: personName, password: newPassword });

export const userEdit = z
  .strictObject({
    name: personName.optional(),
    role: role.optional(),
    operator: operatorSlug.optional().describe('With role operator alone; other roles lose theirs.'),
  })
  .refine((given) => Object.keys(given).length > 0, 'must change something');

export const deactivation = z.strictObject({ reason: singleLine(1, 500) });

export const accountEdit = z.strictObject({ name: personName });

export const passwordChange = z.strictObject({
  current: z.string().min(1, 'must not be empty').max(1_000),
  new: newPassword,
});

export const passwordResetAsked = z.strictObject({ email: mailAddress });
export const passwordReset = z.strictObject({ password: newPassword });

/** Days that a token made over the API lives, by default and at the most. */
export const TOKEN_DAYS = { default: 90, most: 365 };

export const newToken = z
  .strictObject({
    name: singleLine(1, 100).describe('What it is for.'),
    scopes: z
      .array(z.enum(TOKEN_SCOPES, { error: `must be one of ${TOKEN_SCOPES.join(', ')}` }))
      .min(1, 'must name a scope')
      .max(10),
    expiresAt: instant.optional(),
    expiresInDays: z
      .int(`must be a number of days from 1 to ${TOKEN_DAYS.most}`)
      .min(1, `must be a number of days from 1 to ${TOKEN_DAYS.most}`)
      .max(TOKEN_DAYS.most, `must be a number of days from 1 to ${TOKEN_DAYS.most}`)
      .optional()
      .describe(`${TOKEN_DAYS.default} when nothing is said.`),
  })
  .refine(
    ({ expiresAt, expiresInDays }) => expiresAt === undefined || expiresInDays === undefined,
    'must say its end once: expiresAt or expiresInDays',
  );
