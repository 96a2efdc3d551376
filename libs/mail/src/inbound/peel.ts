import { createMessage, readCleartextMessage, readSignature, verify } from 'openpgp';
import { decodeCharset } from './charset.ts';
import { openArmored } from './decryption.ts';
import { bodyOf, readEntity, signedBytesOf, textOf } from './entity.ts';
import type { Entity } from './entity.ts';
import { inlineBlocks } from './inline-blocks.ts';
import { READING_LIMITS } from './limits.ts';
import { partial } from './partial.ts';
import { CLEAR, isReadAsText, NO_SIGNATURE } from './peeled.ts';
import type { Peeled, Surroundings } from './peeled.ts';
import { idsOf, judge, READING_CONFIG } from './signatures.ts';
import type { Judged, World } from './signatures.ts';
import { isSmime, smimeVerdicts } from './smime.ts';
import type { EncryptedVerdict, SignedVerdict } from './verdicts.ts';

/** Takes the OpenPGP layers off. Only what lies over the whole mail counts; anything else is told as partial. */
export async function peel(entity: Entity, around: Surroundings, depth = 0): Promise<Peeled> {
  const { value } = entity.type;
  if (value === 'multipart/encrypted') return peelEncrypted(entity, around, depth);
  if (value === 'multipart/signed' && isOpenPgp(entity, 'signature'))
    return peelSigned(entity, around, depth);
  if (isSmime(entity)) return plain(entity, smimeVerdicts(entity));
  if (entity.parts.length === 0) return peelInline(entity, around, depth);
  return plain(entity, await partial(entity, around));
}

const plain = (content: Entity, more: Partial<Peeled> = {}): Peeled => ({
  content,
  text: null,
  encrypted: CLEAR,
  signed: NO_SIGNATURE,
  judged: null,
  ...more,
});

const isOpenPgp = ({ type }: Entity, what: 'signature' | 'encrypted') =>
  (type.parameters.get('protocol') ?? `application/pgp-${what}`).toLowerCase() === `application/pgp-${what}`;

async function peelEncrypted(entity: Entity, around: Surroundings, depth: number): Promise<Peeled> {
  const [, body] = entity.parts;
  const unreadable = (why: string, to: string[] = []): Peeled =>
    plain(entity, {
      text: '',
      encrypted: { state: 'unreadable', how: 'mime', to, why },
      signed: {
        ...NO_SIGNATURE,
        why: 'What is inside cannot be read, so nobody knows whether it is signed.',
      },
    });
  if (!isOpenPgp(entity, 'encrypted') || entity.parts.length !== 2 || body === undefined)
    return unreadable('It is not built as RFC 3156 says: a control part and one with the message.');
  const opened = await openArmored(bodyOf(body, around.budget).toString('latin1'), around.own);
  if (opened.content === null) return unreadable(opened.why, opened.to);
  const encrypted: EncryptedVerdict = { state: 'yes', how: 'mime', to: opened.to, why: null };
  around.budget.decode(opened.content.length);
  const inner = await peel(readEntity(opened.content, around.budget, depth + 1), around, depth + 1);
  if (opened.keyIds.length === 0) return { ...inner, encrypted };
  const judged = await judge(opened, around.world);
  return { ...inner, encrypted, signed: { ...judged.signed, how: 'mime' }, judged };
}

async function peelSigned(entity: Entity, around: Surroundings, depth: number): Promise<Peeled> {
  const [content, signaturePart, ...others] = entity.parts;
  if (content === undefined || signaturePart === undefined || others.length > 0)
    return plain(entity, {
      signed: {
        state: 'bad',
        how: 'mime',
        why: 'It is not built as RFC 3156 says: one part and its signature.',
      },
    });
  const judged = await judgeDetached(content, signaturePart, around);
  const signed: SignedVerdict = { ...judged.signed, how: 'mime' };
  if (content.type.value !== 'multipart/encrypted') return plain(content, { signed, judged });
  const inner = await peel(content, around, depth + 1);
  if (inner.judged !== null) return inner;
  const why = 'What is signed is the encrypted message and not what it says: its signer may not know it.';
  return { ...inner, signed: { state: 'partial', how: 'mime', why } };
}

async function judgeDetached(
  content: Entity,
  part: Entity,
  { world, budget }: Surroundings,
): Promise<Judged> {
  const armored = bodyOf(part, budget).toString('latin1');
  const signature = await readSignature({ armoredSignature: armored, config: READING_CONFIG }).catch(
    () => null,
  );
  if (signature === null)
    return { signed: { state: 'bad', why: 'Its signature cannot be read.' }, signer: null, known: [] };
  const keyIds = idsOf(signature.getSigningKeyIDs());
  if (keyIds.length === 0)
    return {
      signed: { state: 'bad', why: 'Its signature is of an old kind that proves nothing any more.' },
      signer: null,
      known: [],
    };
  budget.decode(content.end - content.start);
  const binary = signedBytesOf(content);
  return judge(
    {
      keyIds,
      content: binary,
      verifyBy: async (verificationKeys, date) => {
        const message = await createMessage({ binary });
        return (await verify({ message, signature, verificationKeys, date, config: READING_CONFIG }))
          .signatures;
      },
    },
    world,
  );
}

async function peelInline(entity: Entity, around: Surroundings, depth: number): Promise<Peeled> {
  if (!isReadAsText(entity)) return plain(entity);
  const blocks = inlineBlocks(textOf(entity, around.budget), READING_LIMITS.inlineBlocks);
  const [block] = blocks;
  if (block === undefined) return plain(entity);
  if (!block.isAll) return plain(entity, await partial(entity, around));
  if (block.kind === 'signed') {
    const { judged, text } = await judgeClear(block.text, around.world);
    return plain(entity, { text, signed: { ...judged.signed, how: 'inline' }, judged });
  }
  const opened = await openArmored(block.text, around.own);
  if (opened.content === null)
    return plain(entity, {
      encrypted: { state: 'unreadable', how: 'inline', to: opened.to, why: opened.why },
    });
  around.budget.decode(opened.content.length);
  around.budget.part(depth + 1);
  const text = decodeCharset(opened.content, entity.type.parameters.get('charset')).replaceAll('\r\n', '\n');
  const encrypted: EncryptedVerdict =
    opened.to.length === 0 ? CLEAR : { state: 'yes', how: 'inline', to: opened.to, why: null };
  if (opened.keyIds.length === 0) return plain(entity, { text, encrypted });
  const judged = await judge(opened, around.world);
  return plain(entity, { text, encrypted, signed: { ...judged.signed, how: 'inline' }, judged });
}

async function judgeClear(armored: string, world: World): Promise<{ judged: Judged; text: string | null }> {
  const message = await readCleartextMessage({ cleartextMessage: armored, config: READING_CONFIG }).catch(
    () => null,
  );
  if (message === null) {
    const why = 'The signed text is not built as it must be: something stands where nothing may.';
    return { judged: { signed: { state: 'bad', why }, signer: null, known: [] }, text: null };
  }
  const text = message.getText();
  const judged = await judge(
    {
      keyIds: idsOf(message.getSigningKeyIDs()),
      content: Buffer.from(text),
      verifyBy: async (verificationKeys, date) =>
        (await verify({ message, verificationKeys, date, config: READING_CONFIG })).signatures,
    },
    world,
  );
  return { judged, text };
}
