import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import { Clock, Transactions } from '#libs/database';
import type { MailMaker } from '#libs/mail';
import { partsOfKey } from '#libs/mail';
import { MAIL_MAKER } from '#libs/notifications';
import { OwnPublicKey } from '../own-keys/own-public-key.ts';
import { CONFIG } from '../process/settings.ts';
import { readProfile } from './profile.ts';
import type { CertProfile } from './profile.ts';
import { rfc2350, securityTxt } from './texts.ts';

export const DOCUMENTS = ['rfc2350', 'security.txt'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

/** d after which a text is signed anew, so that its end is always far away. */
const FRESH = 7;

/**
 * Texts about us that everybody can read and check. The worker signs them, for it alone has the key; the web role shows what
 * is there.
 */
@Injectable()
export class SignedDocuments {
  private readonly profile: CertProfile;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ownKey: OwnPublicKey,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(MAIL_MAKER) private readonly maker: MailMaker | null,
  ) {
    this.profile = readProfile(config.CERT_PROFILE_FILE);
  }

  /** Signs what is not there, says something else by now, or was signed by an earlier part of our key. @returns how many */
  async renew(): Promise<number> {
    if (this.maker === null) throw new Error('a process without the worker role was asked to sign');
    const armored = await this.ownKey.armored();
    if (armored === null) return 0;
    const now = await this.clock.now();
    const { fingerprint, userIds, signing } = await partsOfKey(armored, now);
    const key = { fingerprint, userId: userIds[0] ?? '' };
    let signed = 0;
    for (const name of DOCUMENTS) {
      const textAt = (at: Date) =>
        name === 'rfc2350' ? rfc2350(this.profile, this.config, key, at) : securityTxt(this.config, at);
      // What it says beside the day, and by which part it is signed.
      const source = createHash('sha256')
        .update(`${textAt(new Date(0))}\n${signing ?? ''}`)
        .digest('hex');
      if (await this.isFresh(name, source)) continue;
      await this.keep(name, source, await this.maker.clearSigned(textAt(now), now), now);
      signed += 1;
    }
    return signed;
  }

  /** The text with our signature around it; null before a process that signs has run. */
  async find(name: DocumentName): Promise<string | null> {
    const [row] = await this.transactions.reader.query<{ signed: string }[]>(
      'SELECT signed FROM signed_documents WHERE name = $1',
      [name],
    );
    return row?.signed ?? null;
  }

  private async isFresh(name: DocumentName, source: string): Promise<boolean> {
    const rows = await this.transactions.reader.query<unknown[]>(
      `SELECT 1 FROM signed_documents WHERE name = $1 AND source_sha256 = $2
          AND signed_at > dnscert_now() - make_interval(days => $3)`,
      [name, source, FRESH],
    );
    return rows.length > 0;
  }

  /** Of several processes that do it at once the last is as good as the first. */
  private async keep(name: DocumentName, source: string, signed: string, at: Date): Promise<void> {
    await this.transactions.reader.query(
      `INSERT INTO signed_documents (name, source_sha256, signed, signed_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET source_sha256 = $2, signed = $3, signed_at = $4`,
      [name, source, signed, at],
    );
  }
}
