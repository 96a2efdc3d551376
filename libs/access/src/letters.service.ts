import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Lane, Tlp } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Bells } from '#libs/queue';
import { Letter } from './letter.entity.ts';

export interface NewLetter {
  /** A file of the notifications' templates, without `.txt`. */
  template: string;
  /** Without a language it goes in the one in which the directory has that address, or in English. */
  to: { email: string; name?: string | null; language?: string | undefined; timezone?: string };
  variables: Record<string, string>;
  /** Default AMBER: it is for one person and their organisation. */
  tlp?: Tlp;
  /** Default `normal`. */
  lane?: Lane;
}

/**
 * Writes mail to one person, about their account or their wish and about no incident: an invitation, a confirmation. It is
 * signed and sent like all mail once the transaction has committed, by the room that does so; its raw bytes are shown to
 * nobody, for a link in it may be a secret. Every template has `publicUrl` filled in, and greets with what is in `variables`.
 */
@Injectable()
export class Letters {
  constructor(private readonly bells: Bells) {}

  /** @returns its id */
  async write(
    tx: Tx,
    { template, to, variables, tlp = 'AMBER', lane = 'normal' }: NewLetter,
  ): Promise<string> {
    const id = uuidv7();
    await tx.getRepository(Letter).insert({
      id,
      state: 'due',
      template,
      tlp,
      recipient: {
        email: to.email,
        name: to.name ?? null,
        language: to.language ?? null,
        timezone: to.timezone ?? 'UTC',
      },
      variables,
      lane,
    });
    this.bells.ringAfterCommit(tx, { job: 'letter.post', lane, id, attempt: 0 });
    return id;
  }
}
