import { readMessage } from 'openpgp';
import type { Message } from 'openpgp';
import { READING_LIMITS, ReadingLimitExceeded } from './limits.ts';
import type { OwnKeys } from './own-keys.ts';
import { rsaSessionKeys } from './rsa-session-keys.ts';
import { idsOf, READING_CONFIG } from './signatures.ts';
import type { SignedText } from './signatures.ts';

/** What was inside, or why that is not known. */
export type Opened =
  { to: string[]; why: string; content: null } | ({ to: string[]; why: null; content: Buffer } & SignedText);

/** Opens an armoured message with any of our keys. @throws ReadingLimitExceeded when it inflates beyond measure */
export async function openArmored(armored: string, own: OwnKeys): Promise<Opened> {
  let message: Message<Uint8Array>;
  try {
    message = await readMessage({ armoredMessage: armored, config: READING_CONFIG });
  } catch (error) {
    refuseInflated(error);
    return { to: [], why: `It cannot be read as OpenPGP: ${textOf(error)}`, content: null };
  }
  const to = message.getEncryptionKeyIDs().map((id) => id.toHex().toUpperCase());
  try {
    const inner =
      to.length === 0
        ? message
        : ((await message.decrypt(
            [...own],
            undefined,
            (await rsaSessionKeys(message, own)) ?? undefined,
            undefined,
            READING_CONFIG,
          )) as Message<Uint8Array>);
    const literal = inner.getLiteralData() as unknown as Uint8Array | null;
    if (literal === null) return { to, why: 'There is nothing in it.', content: null };
    return {
      to,
      why: null,
      content: Buffer.from(literal),
      keyIds: idsOf(inner.getSigningKeyIDs()),
      verifyBy: async (keys, at) => inner.verify(keys, at, READING_CONFIG),
    };
  } catch (error) {
    return { to, why: whyNot(error, to), content: null };
  }
}

function whyNot(error: unknown, to: string[]): string {
  refuseInflated(error);
  const text = textOf(error);
  if (/no decryption key packets found|Session key decryption failed/i.test(text))
    return `None of our keys opens it; it is encrypted to ${to.join(', ') || 'nobody'}.`;
  if (/integrity|authenticat|modification/i.test(text))
    return `It is damaged, changed on its way, or not protected against change: ${text}`;
  return `It cannot be decrypted: ${text}`;
}

function refuseInflated(error: unknown): void {
  if (/decompressed message size|maximum call stack/i.test(textOf(error)))
    throw new ReadingLimitExceeded(
      'decompressedBytes',
      `Decompressed it has more than ${READING_LIMITS.decompressedBytes} bytes, or too many layers.`,
    );
}

const textOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300);
