import { decodeCharset } from './charset.ts';
import { openArmored } from './decryption.ts';
import { bodyOf, textOf } from './entity.ts';
import type { Entity } from './entity.ts';
import { inlineBlocks } from './inline-blocks.ts';
import { READING_LIMITS } from './limits.ts';
import { isReadAsText, NO_SIGNATURE } from './peeled.ts';
import type { Peeled, Surroundings } from './peeled.ts';
import type { EncryptedVerdict, SignedVerdict } from './verdicts.ts';

/** Something within is signed or encrypted: what is encrypted is opened to be read, and what is signed proves nothing. */
export async function partial(root: Entity, around: Surroundings): Promise<Partial<Peeled>> {
  const within = withinOf(root);
  const armored = within.flatMap((part) => encryptedBlocksOf(part, around));
  const isSigned = within.some((part) => isSignedPart(part, around));
  const signed: SignedVerdict = isSigned
    ? { state: 'partial', how: 'mime', why: 'A part of it is signed; what stands around that part is not.' }
    : NO_SIGNATURE;
  if (armored.length === 0) return { signed };
  const opened = [];
  for (const block of armored.slice(0, READING_LIMITS.inlineBlocks))
    opened.push(await openArmored(block, around.own));
  const to = [...new Set(opened.flatMap((one) => one.to))];
  const texts = opened.flatMap(({ content }) => (content === null ? [] : [openedText(content, around)]));
  const failed = opened.find(({ why }) => why !== null);
  const encrypted: EncryptedVerdict = {
    state: texts.length === 0 ? 'unreadable' : 'partial',
    how: 'inline',
    to,
    why: failed?.why ?? 'A part of it is encrypted; what stands around that part is not.',
  };
  return { signed, encrypted, text: texts.length === 0 ? null : texts.join('\n\n') };
}

function openedText(content: Buffer, { budget }: Surroundings): string {
  budget.decode(content.length);
  const text = decodeCharset(content, 'utf-8').replaceAll('\r\n', '\n');
  return /^content-type:/i.test(text) ? text.slice(text.indexOf('\n\n') + 2) : text;
}

const withinOf = (entity: Entity): Entity[] => [entity, ...entity.parts.flatMap(withinOf)];

function isSignedPart(part: Entity, { budget }: Surroundings): boolean {
  if (part.type.value === 'multipart/signed' || part.type.value === 'application/pgp-signature') return true;
  if (!isReadAsText(part)) return false;
  return inlineBlocks(textOf(part, budget), READING_LIMITS.inlineBlocks).some(
    ({ kind }) => kind === 'signed',
  );
}

function encryptedBlocksOf(part: Entity, { budget }: Surroundings): string[] {
  if (part.parts.length > 0) return [];
  const isBinary = ['application/octet-stream', 'application/pgp-encrypted', 'application/pgp'].includes(
    part.type.value,
  );
  if (!isBinary && !isReadAsText(part)) return [];
  const text = isBinary
    ? bodyOf(part, budget).toString('latin1').replaceAll('\r\n', '\n')
    : textOf(part, budget);
  return inlineBlocks(text, READING_LIMITS.inlineBlocks)
    .filter(({ kind }) => kind === 'encrypted')
    .map((block) => block.text);
}
