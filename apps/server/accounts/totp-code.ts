import { z } from 'zod';

/** Apps show it as 123 456, and people type it so. */
export const totpCode = z
  .string()
  .max(20, 'must be six digits')
  .transform((text) => text.replaceAll(/\s/g, ''))
  .refine((text) => /^\d{6}$/.test(text), 'must be six digits');
