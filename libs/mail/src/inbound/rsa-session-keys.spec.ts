import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createMessage, decryptSessionKeys, encrypt, generateKey, readMessage } from 'openpgp';
import type { Message, PrivateKey } from 'openpgp';
import { openArmored } from './decryption.ts';
import { rsaSessionKeys } from './rsa-session-keys.ts';

const userIDs = [{ email: 'cert@dns-cert.example' }];
const CIPHERS = { aes128: 16, aes192: 24, aes256: 32 } as const;

describe('session keys that are encrypted to an RSA key of ours', () => {
  let rsa: PrivateKey;
  let curve: PrivateKey;
  beforeAll(async () => {
    rsa = (await generateKey({ type: 'rsa', rsaBits: 3072, userIDs, format: 'object' })).privateKey;
    curve = (await generateKey({ userIDs, format: 'object' })).privateKey;
  });
  const sealed = async (algorithm: keyof typeof CIPHERS, ...keys: PrivateKey[]) => {
    const data = randomBytes(CIPHERS[algorithm]);
    const armored = String(
      await encrypt({
        message: await createMessage({ text: 'Since 02:00' }),
        encryptionKeys: keys.map((key) => key.toPublic()),
        sessionKey: { data, algorithm },
      }),
    );
    return { data, armored };
  };
  const parsed = async (armored: string): Promise<Message<Uint8Array>> =>
    readMessage({ armoredMessage: armored });

  it.each(Object.keys(CIPHERS) as (keyof typeof CIPHERS)[])(
    'are found as OpenPGP.js finds them: %s',
    async (algorithm) => {
      const { data, armored } = await sealed(algorithm, rsa);
      const found = await rsaSessionKeys(await parsed(armored), [rsa]);
      expect(found?.map((key) => key.algorithm).sort()).toEqual(Object.keys(CIPHERS));
      const right = found?.filter((key) => Buffer.from(key.data).equals(data));
      expect(right?.map((key) => key.algorithm)).toEqual([algorithm]);
      const opened = await openArmored(armored, [curve, rsa]);
      expect(String(opened.content)).toBe('Since 02:00');
    },
  );

  it('are as many where nothing in it fits, and what they do not open is told as damaged', async () => {
    const { armored } = await sealed('aes256', rsa);
    const message = await parsed(armored);
    const [packet] = message.packets as unknown as { encrypted: { c: Uint8Array } }[];
    packet?.encrypted.c.set(randomBytes(100), 100);
    const found = await rsaSessionKeys(message, [rsa]);
    expect(found?.map(({ data }) => data.length).sort()).toEqual([16, 24, 32]);
    expect(await openArmored(message.armor(), [rsa])).toMatchObject({
      content: null,
      why: expect.stringContaining('damaged'),
    });
  });

  it('are none where it is to no RSA key of ours; a message to two of our keys is read by either', async () => {
    const { armored, data } = await sealed('aes256', rsa, curve);
    expect(await rsaSessionKeys(await parsed(armored), [curve])).toBeNull();
    const [other] = await decryptSessionKeys({ message: await parsed(armored), decryptionKeys: curve });
    expect(Buffer.from(other?.data ?? []).equals(data)).toBe(true);
    for (const own of [[curve], [rsa], [rsa, curve]])
      expect(String((await openArmored(armored, own)).content)).toBe('Since 02:00');
  });
});
