import { z } from 'zod';

/** WebAuthn Level 3 section 5.1: what browsers make of a credential with `toJSON()`. */
const base64url = z
  .string()
  .min(1, 'must not be empty')
  .max(16_384, 'must have at most 16,384 characters')
  .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');

const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

/** What an authenticator answers when a passkey is made. */
export const newPasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    publicKey: base64url.optional(),
    publicKeyAlgorithm: z.number().optional(),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/, 'must be a transport'))
      .max(10)
      .optional(),
  }),
});

/** What it answers when somebody signs in. */
export const usedPasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});
