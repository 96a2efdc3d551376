import { createHash } from 'node:crypto';
import { mkdir, rename, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { syncFolder, writeDurably } from './durable-file.ts';
import { cleanReply } from './reply.ts';
import type { MailTransport, OutgoingMail, SendResult } from './transport.ts';

/** A file name has at most 255 bytes on usual file systems. */
const NAME_LIMIT = 255;

/**
 * Captures mail in a Maildir (https://cr.yp.to/proto/maildir.html) instead of sending it; any mail client opens it. Files
 * hold the raw bytes and nothing else, for those are signed. The name tells the rest: time, a hash of the Message-ID
 * (`H=`, so that a mail sent again after a crash is recognisable) and the envelope's recipient (`T=`, percent-encoded,
 * left out when it would not fit).
 */
export class MaildirTransport implements MailTransport {
  #folders: Promise<void> | undefined;
  #count = 0;

  /** @param folder the Maildir; it is made, with mode 0700, at the first mail */
  constructor(
    private readonly folder: string,
    private readonly host = hostname(),
  ) {}

  async send(mail: OutgoingMail): Promise<SendResult> {
    const name = this.#uniqueName(mail);
    try {
      await this.#makeFolders();
      await this.#deliver(name, mail.raw);
      return { outcome: 'sent', scope: 'message', stage: 'done', response: `captured as ${name}` };
    } catch (error) {
      const response = cleanReply(`The Maildir cannot be written: ${(error as Error).message}`);
      return { outcome: 'soft_fail', scope: 'server', stage: 'data', response };
    }
  }

  async close(): Promise<void> {
    // Every mail is on the disk when its send ends.
  }

  /** A failed attempt is forgotten, so that the next mail tries again. */
  #makeFolders(): Promise<void> {
    this.#folders ??= this.#makeEach().catch((error: unknown) => {
      this.#folders = undefined;
      throw error;
    });
    return this.#folders;
  }

  async #makeEach(): Promise<void> {
    for (const name of ['tmp', 'new', 'cur'])
      await mkdir(join(this.folder, name), { recursive: true, mode: 0o700 });
  }

  /** Readers look into `new` only, so they never see half a message. */
  async #deliver(name: string, raw: Buffer): Promise<void> {
    const draft = join(this.folder, 'tmp', name);
    try {
      await writeDurably(draft, raw);
      await rename(draft, join(this.folder, 'new', name));
    } catch (error) {
      await unlink(draft).catch(() => undefined);
      throw error;
    }
    await syncFolder(join(this.folder, 'new'));
  }

  #uniqueName(mail: OutgoingMail): string {
    const now = Date.now();
    this.#count += 1;
    const seconds = Math.floor(now / 1000);
    const delivery = `M${(now % 1000) * 1000}P${process.pid}Q${this.#count}`;
    const host = this.host.replaceAll('/', '\\057').replaceAll(':', '\\072');
    const name = `${seconds}.${delivery}.${host},S=${mail.raw.length},H=${hashOfId(mail.raw)}`;
    const whole = `${name},T=${encodeURIComponent(mail.envelope.to)}`;
    return Buffer.byteLength(whole) <= NAME_LIMIT ? whole : name;
  }
}

function hashOfId(raw: Buffer): string {
  const header = raw.toString('latin1', 0, Math.max(raw.indexOf('\r\n\r\n'), 0));
  const id = /^message-id:\s*(\S+)/im.exec(header)?.[1] ?? '';
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}
