import type { KeyPartState, KeyPartView, OwnKeyView } from '#libs/contracts';
import type { KeyPart, KeyParts } from '#libs/mail';

export interface PublishedParts extends KeyParts {
  publishedAt: Date;
}

/** Our key with its parts, and those that were published before it. */
export const ownKeyView = (
  own: PublishedParts,
  earlier: { fingerprint: string; publishedAt: Date }[],
  now: Date,
): OwnKeyView => ({
  fingerprint: own.fingerprint,
  userIds: own.userIds,
  publishedAt: own.publishedAt.toISOString(),
  parts: own.parts.map((part) => keyPartView(own, part, now)),
  signsNow: own.signing,
  readsNow: own.encryption,
  earlier: earlier.map(({ fingerprint, publishedAt }) => ({
    fingerprint,
    publishedAt: publishedAt.toISOString(),
  })),
});

export const keyPartView = (own: KeyParts, part: KeyPart, now: Date): KeyPartView => ({
  fingerprint: part.fingerprint,
  purposes: part.purposes,
  algorithm: part.algorithm,
  madeAt: part.madeAt.toISOString(),
  endsAt: part.endsAt?.toISOString() ?? null,
  state: stateOf(own, part, now),
});

function stateOf(own: KeyParts, part: KeyPart, now: Date): KeyPartState {
  if (part.isRevoked) return 'revoked';
  if (part.endsAt !== null && part.endsAt <= now) return 'ended';
  return [own.fingerprint, own.signing, own.encryption].includes(part.fingerprint) ? 'in_use' : 'kept';
}
