import { z } from 'zod';

// Everything below space but tab and line feed, DEL and the C1 range, and the separators that some mail programs take for a line end.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL_OR_BREAK = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Of one line: no line breaks, no control characters, well-formed Unicode. */
export const isPlainLine = (text: string): boolean => !CONTROL_OR_BREAK.test(text) && text.isWellFormed();

/** Of many lines: no control characters save tab and line feed, well-formed Unicode. */
export const isPlainText = (text: string): boolean => !CONTROL.test(text) && text.isWellFormed();

/** Text for one line of a page or a mail header: no line breaks, no control characters. */
export const singleLine = (min: number, max: number) =>
  z
    .string()
    .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .max(max, `must have at most ${max} characters`)
    .refine((text) => !CONTROL_OR_BREAK.test(text), 'must be one line without control characters')
    .refine((text) => text === '' || min === 0 || text.trim() !== '', 'must not be blank')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

/** Text of many lines, up to `maxBytes` bytes of UTF-8; CRLF becomes LF, other control characters are refused. */
export const multiLine = (maxBytes: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .refine(
      (text) => new TextEncoder().encode(text).length <= maxBytes,
      `must have at most ${maxBytes} bytes`,
    )
    .refine((text) => !CONTROL.test(text), 'must not hold control characters other than tab and line feed')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

/** A mail address as a contact may have: one addr-spec, ASCII local part, a domain name with a dot; no display name, no list. */
export const mailAddress = z
  .string()
  .max(254, 'must have at most 254 characters')
  .refine(
    (text) =>
      /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(
        text,
      ),
    'must be one mail address, for example noc@registry.example',
  )
  .refine((text) => text.indexOf('@') <= 64, 'must have at most 64 characters before the @')
  // Some mail programs decode RFC 2047 words even here, and then send elsewhere.
  .refine((text) => !text.includes('=?'), 'must not hold an encoded word');

/** BCP 47: `en`, `fr-CA`. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, for example en');

/** An instant with its zone (RFC 3339); kept in UTC, where years have four digits too. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant with zone, for example 2026-03-01T02:14:00Z' })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => /^(?!0000)\d{4}-/.test(text), 'must be an instant of the years 0001 to 9999');
