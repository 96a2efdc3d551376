import type { Entity } from './entity.ts';
import type { Peeled } from './peeled.ts';
import type { SignedVerdict } from './verdicts.ts';

export const isSmime = ({ type }: Entity) =>
  /^application\/(x-)?pkcs7-mime$/.test(type.value) ||
  (type.value === 'multipart/signed' && /pkcs7/i.test(type.parameters.get('protocol') ?? ''));

/** What can be told of it without reading it. */
export function smimeVerdicts({ type }: Entity): Partial<Peeled> {
  const isSigned = type.value === 'multipart/signed' || type.parameters.get('smime-type') === 'signed-data';
  const signed: SignedVerdict = {
    state: 'none',
    how: 'smime',
    why: 'S/MIME is not read here: send OpenPGP.',
  };
  return isSigned
    ? { signed }
    : {
        signed,
        encrypted: {
          state: 'unreadable',
          how: 'smime',
          to: [],
          why: 'S/MIME is not read here: send OpenPGP.',
        },
      };
}
