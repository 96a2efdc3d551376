import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { instantInZones } from '#libs/mail';
import type { Claim, Decision, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { Audit } from './audit.service.ts';
import { Letters } from './letters.service.ts';
import { digestOf, newSecret } from './secrets.ts';

/** min */
const LINK_LIFE = 60;
/** Letters to one account within the life of a link. Those that went out stay good: who asks for others is no nuisance to them. */
const MOST_LETTERS = 3;

interface Asked {
  id: string;
  email: string;
  address: string | null;
}

interface Owner {
  id: string;
  email: string;
  name: string;
  operator_id: string | null;
}

/** Mails the link that was asked for where there is such an account, and nothing where there is none. */
@Injectable()
export class PasswordResetAnswers implements WorkHandler {
  readonly job = 'password_reset.answer' as const;
  readonly table = 'password_resets';
  readonly states = ['asked'];
  readonly aside = { state: 'quarantined', again: 'asked', over: 'ended' };

  constructor(
    private readonly transactions: Transactions,
    private readonly letters: Letters,
    private readonly audit: Audit,
  ) {}

  async work(claim: Claim): Promise<null> {
    await this.transactions.run((tx) => this.answer(tx, claim));
    return null;
  }

  async workAll(claims: Claim[]): Promise<null[]> {
    const answers: null[] = [];
    for (const claim of claims) answers.push(await this.work(claim));
    return answers;
  }

  private async answer(tx: Tx, claim: Claim): Promise<void> {
    const asked = await heldAsk(tx, claim);
    if (asked === null) return;
    const owner = await heldOwner(tx, asked.email);
    if (owner === null || (await hasEnough(tx, owner.id))) return end(tx, asked.id);
    const secret = newSecret();
    const expiresAt = await openLink(tx, asked.id, owner.id, secret);
    // To the address that the account has, whatever way of writing it was asked by.
    await this.letters.write(tx, {
      template: 'password-reset',
      to: { email: owner.email, name: owner.name },
      variables: { expiresAt: instantInZones(expiresAt, 'UTC'), secret },
    });
    await this.audit.append(tx, [
      {
        type: 'password.reset_asked',
        actor: { kind: 'system', name: 'unknown' },
        from: asked.address ?? undefined,
        subject: { kind: 'user', id: owner.id },
        operatorId: owner.operator_id,
      },
    ]);
  }

  async quarantine(claim: Claim, why: string): Promise<void> {
    await putAside(this.transactions.reader, this, claim, why);
  }

  /** Who asked is nobody's business when nobody answers. */
  async decided(tx: Tx, id: string, how: Decision): Promise<void> {
    if (how === 'discarded') await end(tx, id);
  }
}

/** If it is still ours. */
async function heldAsk(tx: Tx, { id, attempt }: Claim): Promise<Asked | null> {
  const [asked] = await tx.query<Asked[]>(
    `SELECT id, email, address FROM password_resets WHERE id = $1 AND attempt = $2 AND state = 'asked' FOR UPDATE`,
    [id, attempt],
  );
  return asked ?? null;
}

/** Locked, so that asks that come together are counted one after the other. */
async function heldOwner(tx: Tx, email: string): Promise<Owner | null> {
  const [owner] = await tx.query<Owner[]>(
    `SELECT id, email, name, operator_id FROM users
      WHERE lower(email) = lower($1) AND deactivated_at IS NULL FOR NO KEY UPDATE`,
    [email],
  );
  return owner ?? null;
}

async function hasEnough(tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.query<{ letters: number }[]>(
    `SELECT count(*)::int AS letters FROM password_resets
      WHERE user_id = $1 AND created_at > dnscert_now() - make_interval(mins => $2)`,
    [userId, LINK_LIFE],
  );
  return (row?.letters ?? 0) >= MOST_LETTERS;
}

async function openLink(tx: Tx, id: string, userId: string, secret: string): Promise<Date> {
  const [[opened]] = await tx.query<[{ expires_at: Date }[], number]>(
    `UPDATE password_resets SET state = 'open', user_id = $2, hash = $3, email = NULL, address = NULL, lease_until = NULL,
            expires_at = dnscert_now() + make_interval(mins => $4) WHERE id = $1 RETURNING expires_at`,
    [id, userId, digestOf(secret), LINK_LIFE],
  );
  if (opened === undefined) throw new Error('a link was not opened');
  return opened.expires_at;
}

async function end(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `UPDATE password_resets SET state = 'ended', email = NULL, address = NULL, lease_until = NULL WHERE id = $1`,
    [id],
  );
}
