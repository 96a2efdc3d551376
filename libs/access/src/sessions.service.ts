import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { isPlainLine } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import type { Acting } from './acting.ts';
import { Audit } from './audit.service.ts';
import { networkOf } from './network.ts';
import { digestOf, newSecret } from './secrets.ts';

/** h */
const SESSION_LIFE = 12;
const MOST_OF_AGENT = 200;

/** How a person proved who they are. */
export type SignInMethod = 'password' | 'password+totp' | 'password+recovery_code' | 'passkey' | 'oidc';

/** Where a request came from, as a person may recognise it. */
export interface Whence {
  /** IP address. */
  address: string | undefined;
  /** What the browser calls itself. */
  agent: string | undefined;
}

export interface OpenedSession {
  /** Goes into the cookie and is kept nowhere. */
  secret: string;
  id: string;
  lifeSeconds: number;
}

export interface SessionSummary {
  id: string;
  method: SignInMethod;
  network: string | null;
  agent: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  expiresAt: Date;
}

/** Sessions of people, in the database: what one process ends has ended for all. */
@Injectable()
export class Sessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
  ) {}

  /** Of a user whose proof was accepted in this transaction. */
  async open(
    tx: Tx,
    user: { id: string; name: string },
    method: SignInMethod,
    whence: Whence,
  ): Promise<OpenedSession> {
    const secret = newSecret();
    const id = uuidv7();
    await tx.query(
      `INSERT INTO sessions (id, user_id, hash, expires_at, method, network, agent)
       VALUES ($1, $2, $3, dnscert_now() + make_interval(hours => $4), $5, $6, $7)`,
      [
        id,
        user.id,
        digestOf(secret),
        SESSION_LIFE,
        method,
        networkOf(whence.address),
        agentText(whence.agent),
      ],
    );
    await this.audit.append(tx, [
      {
        type: 'session.opened',
        actor: { kind: 'user', id: user.id, name: user.name },
        from: whence.address,
        subject: { kind: 'session', id },
        data: { method },
      },
    ]);
    return { secret, id, lifeSeconds: SESSION_LIFE * 3_600 };
  }

  /** Those that are open, the newest first. */
  async ofUser(userId: string): Promise<SessionSummary[]> {
    const rows = await this.transactions.reader.query<
      {
        id: string;
        method: SignInMethod;
        network: string | null;
        agent: string | null;
        created_at: Date;
        last_seen_at: Date | null;
        expires_at: Date;
      }[]
    >(
      `SELECT id, method, network, agent, created_at, last_seen_at, expires_at FROM sessions
        WHERE user_id = $1 AND ended_at IS NULL AND expires_at > dnscert_now() ORDER BY created_at DESC, id DESC`,
      [userId],
    );
    return rows.map(({ created_at, last_seen_at, expires_at, ...rest }) => ({
      ...rest,
      createdAt: created_at,
      lastSeenAt: last_seen_at,
      expiresAt: expires_at,
    }));
  }

  /** By the secret of its cookie; one that is not open is no fault. */
  async endBySecret(secret: string, from: string | undefined): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [ended] = await tx.query<[EndedRow[], number]>(
        `UPDATE sessions s SET ended_at = dnscert_now() FROM users u
          WHERE s.hash = $1 AND s.ended_at IS NULL AND u.id = s.user_id RETURNING s.id, s.user_id, u.name`,
        [digestOf(secret)],
      );
      await this.tell(tx, ended, from);
    });
  }

  /** One of that user. @returns whether it was open */
  async end(by: Acting, userId: string, id: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const [ended] = await tx.query<[EndedRow[], number]>(
        `UPDATE sessions s SET ended_at = dnscert_now() FROM users u
          WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL AND s.expires_at > dnscert_now() AND u.id = s.user_id
          RETURNING s.id, s.user_id, u.name`,
        [id, userId],
      );
      await this.tell(tx, ended, by.address, by);
      return ended.length > 0;
    });
  }

  /** All of that user but `save`, told of as one. @returns how many there were */
  async endMany(by: Acting, userId: string, save?: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      const count = await this.endAll(tx, userId, save);
      await this.audit.append(tx, [
        {
          type: 'session.ended',
          actor: by.actor,
          from: by.address,
          subject: { kind: 'user', id: userId },
          data: { count },
        },
      ]);
      return count;
    });
  }

  /**
   * All of a user, for whoever leaves or has lost control; `save` stays open. The caller's entry tells of it.
   * @returns how many there were
   */
  async endAll(tx: Tx, userId: string, save?: string): Promise<number> {
    const [, count] = await tx.query<[unknown[], number]>(
      `UPDATE sessions SET ended_at = dnscert_now()
        WHERE user_id = $1 AND ended_at IS NULL AND expires_at > dnscert_now() AND id IS DISTINCT FROM $2`,
      [userId, save ?? null],
    );
    return count;
  }

  private async tell(tx: Tx, ended: EndedRow[], from: string | undefined, by?: Acting): Promise<void> {
    await this.audit.append(
      tx,
      ended.map(({ id, user_id, name }) => ({
        type: 'session.ended',
        actor: by?.actor ?? { kind: 'user', id: user_id, name },
        from,
        subject: { kind: 'session', id },
        data: { userId: user_id },
      })),
    );
  }
}

interface EndedRow {
  id: string;
  user_id: string;
  name: string;
}

/** Shown to its owner alone, and still foreign text: one line, cut. */
function agentText(agent: string | undefined): string | null {
  if (agent === undefined || !isPlainLine(agent)) return null;
  return agent.slice(0, MOST_OF_AGENT);
}
