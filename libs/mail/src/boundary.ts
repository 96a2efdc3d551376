import { createHash } from 'node:crypto';

/** `=_` is found neither in quoted-printable nor in ASCII armour, so no content can hold the boundary (RFC 2045 section 6.7). */
export const boundaryFor = (messageId: string): string =>
  `=_${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`;
