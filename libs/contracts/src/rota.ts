import { z } from 'zod';
import { LANGUAGES } from './language.ts';
import { instant, singleLine } from './text.ts';

const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be a local time, for example 2026-03-02T09:00');
const userId = z.uuid('must be an id');

/** Body of `PUT /api/v1/rota`. */
export const rotaSet = z.strictObject({
  members: z
    .array(userId)
    .min(1, 'must name somebody')
    .max(50, 'must have at most 50')
    .describe('In their order.'),
  firstHandOver: localTime.describe('When the first of them begins, in `zone`.'),
  zone: singleLine(1, 64).describe('Of the IANA time zone database.'),
  turnDays: z
    .number({ error: 'must be a whole number from 1 to 28' })
    .int('must be a whole number from 1 to 28')
    .min(1, 'must be a whole number from 1 to 28')
    .max(28, 'must be a whole number from 1 to 28')
    .default(7),
});
export type RotaSet = z.output<typeof rotaSet>;

/** Body of `POST /api/v1/rota/overrides`: somebody stands in. */
export const overrideMade = z
  .strictObject({ userId, from: instant, until: instant, reason: singleLine(1, 500) })
  .refine(({ from, until }) => until > from, { error: 'must be after "from"', path: ['until'] });
export type OverrideMade = z.output<typeof overrideMade>;

/** Body of `POST /api/v1/rota/hand-over`: from now on until the next hand-over, somebody else. */
export const handOver = z.strictObject({
  to: userId,
  note: singleLine(0, 500).default('').describe('What whoever takes over must know.'),
});
export type HandOver = z.output<typeof handOver>;

/** Body of `PUT /api/v1/account/paging`: how one is paged; empty: not by that way. */
export const pagingSet = z.strictObject({
  phone: z
    .string()
    .regex(/^\+[0-9]{6,15}$/, 'must be a number such as +4915112345678')
    .nullable()
    .default(null),
  topic: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, _ or -, as nobody can guess it')
    .nullable()
    .default(null),
  language: z
    .enum(LANGUAGES, { error: `must be one of ${LANGUAGES.join(', ')}` })
    .optional()
    .describe('That pages are written in; absent: as before, at first English.'),
});
export type PagingSet = z.output<typeof pagingSet>;
