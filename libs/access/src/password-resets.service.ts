import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Transactions } from '#libs/database';
import { Bells } from '#libs/queue';
import { Audit } from './audit.service.ts';
import { AccessFault } from './faults.ts';
import { networkOf } from './network.ts';
import { hashNewPassword } from './new-passwords.ts';
import { Passwords } from './passwords.service.ts';
import { digestOf } from './secrets.ts';
import { SignInTries } from './sign-in-tries.service.ts';
import { countTry } from './tries.ts';

/** min */
const WINDOW = 15;
/** Asks from one network, which may be a whole registry behind one address. */
const MOST_FROM_NETWORK = 30;
/** h */
const KEPT = 48;

/** The way back for who has lost a password: a link by signed mail, to the account's own address. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly transactions: Transactions,
    private readonly bells: Bells,
    private readonly passwords: Passwords,
    private readonly tries: SignInTries,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes the wish down, the same for every address; whether there is such an account is found out later, by a worker,
   * so that neither answer nor time tells it.
   * @throws AccessFault `access.too_many_tries` by network alone
   */
  async ask(email: string, address: string | undefined): Promise<void> {
    const { tries, seconds } = await countTry(
      this.transactions.reader,
      `reset ${networkOf(address)}`,
      WINDOW,
    );
    if (tries > MOST_FROM_NETWORK)
      throw new AccessFault(
        'access.too_many_tries',
        `Too many links were asked for from your network. Ask again in ${Math.ceil(seconds / 60)} minutes.`,
        seconds,
      );
    await this.transactions.run(async (tx) => {
      const id = uuidv7();
      await tx.query(`INSERT INTO password_resets (id, state, email, address) VALUES ($1, 'asked', $2, $3)`, [
        id,
        email,
        address ?? null,
      ]);
      this.bells.ringAfterCommit(tx, { job: 'password_reset.answer', lane: 'normal', id, attempt: 0 });
    });
  }

  /** @throws AccessFault `access.link_invalid` */
  async assertOpen(secret: string): Promise<void> {
    const rows = await this.transactions.reader.query<unknown[]>(
      `SELECT 1 FROM password_resets r JOIN users u ON u.id = r.user_id WHERE r.hash = $1 AND ${IS_OPEN}`,
      [digestOf(secret)],
    );
    if (rows.length === 0) throw linkInvalid();
  }

  /** Sets the password, once. @throws AccessFault `access.link_invalid`, `access.password_too_short` */
  async use(secret: string, password: string, address: string | undefined): Promise<void> {
    // Only a link that is good is worth the work of a hash.
    await this.assertOpen(secret);
    const hash = await hashNewPassword(password);
    const email = await this.transactions.run(async (tx) => {
      const [[taken]] = await tx.query<[{ user_id: string; name: string; email: string }[], number]>(
        `UPDATE password_resets r SET state = 'used' FROM users u
          WHERE r.hash = $1 AND u.id = r.user_id AND ${IS_OPEN} RETURNING r.user_id, u.name, u.email`,
        [digestOf(secret)],
      );
      if (taken === undefined) throw linkInvalid();
      const ended = await this.passwords.set(tx, taken.user_id, hash);
      await this.audit.append(tx, [
        {
          type: 'password.reset',
          actor: { kind: 'user', id: taken.user_id, name: taken.name },
          from: address,
          subject: { kind: 'user', id: taken.user_id },
          data: ended,
        },
      ]);
      return taken.email;
    });
    // Whoever tried in vain before they asked for the link may sign in now.
    await this.tries.forgive(email, address);
  }

  async forgetOld(): Promise<void> {
    await this.transactions.reader.query(
      `DELETE FROM password_resets WHERE created_at < dnscert_now() - make_interval(hours => $1)`,
      [KEPT],
    );
  }
}

const IS_OPEN = `r.state = 'open' AND r.expires_at > dnscert_now() AND u.deactivated_at IS NULL`;

const linkInvalid = () =>
  new AccessFault('access.link_invalid', 'This link was used already or is too old. Ask for a new one.');
