import type { Tx } from '#libs/database';
import { cleanFileName } from '#libs/incidents';
import type { MailReading } from '#libs/mail';
import { InboundFile } from './inbound-file.entity.ts';

/** Bytes of files up to which several mails wait together in memory for one commit. */
const LIGHT = 1_048_576;

/** Keeps the files of a mail that was read. When it is read again, what is found then takes their place. */
export async function keepFiles(
  tx: Tx,
  messageId: string,
  { files, contents }: Pick<MailReading, 'files' | 'contents'>,
): Promise<void> {
  const rows = tx.getRepository(InboundFile);
  await rows.delete({ messageId });
  // One by one: together they could be more than one statement may hold.
  for (const { n, bytes } of contents) {
    const file = files[n - 1];
    if (file === undefined || file.sha256 === null) continue;
    await rows.insert({
      messageId,
      n,
      name: cleanFileName(file.name ?? ''),
      type: file.type,
      bytes: bytes.length,
      sha256: file.sha256,
      content: Buffer.from(bytes.buffer),
    });
  }
}

/** Its files should not wait in memory for other mails. */
export const isHeavy = ({ contents }: Pick<MailReading, 'contents'>): boolean =>
  contents.reduce((sum, { bytes }) => sum + bytes.length, 0) > LIGHT;
