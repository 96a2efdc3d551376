import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { TokenScope } from '#libs/contracts';
import { TOKEN_DAYS, TOKEN_SCOPES } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { COMMAND_LINE } from './acting.ts';
import type { Acting } from './acting.ts';
import { AccountChanges } from './account-changes.service.ts';
import { Audit } from './audit.service.ts';
import type { AuditEntry } from './audit.service.ts';
import { AccessFault } from './faults.ts';
import { digestOf, newSecret } from './secrets.ts';

/** `dnsc_` and four more: enough to recognise a token by, and of no help to who guesses. */
const PREFIX_LENGTH = 9;

export interface NewToken {
  name: string;
  scopes: readonly TokenScope[];
  /** Instant with zone; else `expiresInDays`. */
  expiresAt?: string | undefined;
  /** 90 when neither is given. */
  expiresInDays?: number | undefined;
}

/** What may be shown of a token; of its secret, the first characters. */
export interface TokenSummary {
  id: string;
  name: string;
  prefix: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

export interface IssuedToken {
  /** The only time it is shown. */
  token: string;
  summary: TokenSummary;
}

/** Secrets for programs: issued, listed, revoked. They are kept by their digest. */
@Injectable()
export class Tokens {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly changes: AccountChanges,
  ) {}

  /**
   * For oneself, for 90 days when nothing is said, for a year at the most.
   * @throws AccessFault `access.token_life`, `access.user_not_found`
   */
  async issue(by: Acting & { userId: string }, given: NewToken): Promise<IssuedToken> {
    return this.transactions.run(async (tx) => {
      await holdActive(tx, by.userId);
      const expiresAt = await endOf(tx, given);
      return this.insert(tx, by, by.userId, { ...given, expiresAt });
    });
  }

  /** For the command line: whoever has that address, and without an end when no days are given. */
  async issueFor(
    email: string,
    name: string,
    scopes: readonly TokenScope[] = TOKEN_SCOPES,
    expiresInDays?: number,
  ): Promise<IssuedToken> {
    return this.transactions.run(async (tx) => {
      const [user] = await tx.query<{ id: string }[]>(
        `SELECT id FROM users WHERE lower(email) = lower($1) AND deactivated_at IS NULL FOR SHARE`,
        [email],
      );
      if (user === undefined)
        throw new AccessFault('access.user_not_found', `Nobody here has the address ${email}.`);
      const expiresAt = expiresInDays === undefined ? null : await inDays(tx, expiresInDays);
      return this.insert(tx, COMMAND_LINE, user.id, { name, scopes, expiresAt });
    });
  }

  private async insert(
    tx: Tx,
    by: Acting,
    userId: string,
    given: { name: string; scopes: readonly TokenScope[]; expiresAt: Date | null },
  ): Promise<IssuedToken> {
    const token = newSecret('dnsc_');
    const [row] = await tx.query<TokenRow[]>(
      `INSERT INTO api_tokens (id, user_id, name, prefix, hash, scopes, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       RETURNING ${COLUMNS}`,
      [
        uuidv7(),
        userId,
        given.name,
        token.slice(0, PREFIX_LENGTH),
        digestOf(token),
        [...new Set(given.scopes)],
        given.expiresAt,
      ],
    );
    if (row === undefined) throw new Error('a token was not kept');
    const summary = summaryOf(row);
    const entry = {
      type: 'token.issued',
      actor: by.actor,
      from: by.address,
      subject: { kind: 'token', id: summary.id },
      data: { userId, name: summary.name, scopes: summary.scopes, expiresAt: summary.expiresAt },
    } satisfies AuditEntry;
    // Whoever administers the machine says it to the owner with the token.
    if (by === COMMAND_LINE) await this.audit.append(tx, [entry]);
    else await this.changes.append(tx, userId, entry);
    return { token, summary };
  }

  /** Those not revoked, the newest first; one that has run out is shown, so that its owner sees why it fails. */
  async ofUser(userId: string): Promise<TokenSummary[]> {
    const rows = await this.transactions.reader.query<TokenRow[]>(
      `SELECT ${COLUMNS} FROM api_tokens WHERE user_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC`,
      [userId],
    );
    return rows.map(summaryOf);
  }

  /** @throws AccessFault `access.token_not_found` when that user has no such token, or has it no more */
  async revoke(by: Acting, userId: string, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.tellRevoked(tx, by, await this.end(tx, userId, id));
    });
  }

  /** All of a user. @returns how many there were */
  async revokeAll(tx: Tx, userId: string): Promise<number> {
    const [, count] = await tx.query<[unknown[], number]>(
      `UPDATE api_tokens SET revoked_at = dnscert_now() WHERE user_id = $1 AND revoked_at IS NULL`,
      [userId],
    );
    return count;
  }

  /** For the command line, which knows a token by its id alone. @throws AccessFault `access.token_not_found` */
  async revokeAny(id: string): Promise<TokenSummary> {
    return this.transactions.run(async (tx) => {
      const row = await this.end(tx, null, id);
      await this.tellRevoked(tx, COMMAND_LINE, row);
      return summaryOf(row);
    });
  }

  private async end(tx: Tx, userId: string | null, id: string): Promise<TokenRow> {
    const [[row]] = await tx.query<[TokenRow[], number]>(
      `UPDATE api_tokens SET revoked_at = dnscert_now()
        WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) AND revoked_at IS NULL RETURNING ${COLUMNS}`,
      [id, userId],
    );
    if (row !== undefined) return row;
    throw new AccessFault('access.token_not_found', 'There is no such token, or it was revoked before.');
  }

  private async tellRevoked(tx: Tx, by: Acting, row: TokenRow): Promise<void> {
    await this.audit.append(tx, [
      {
        type: 'token.revoked',
        actor: by.actor,
        from: by.address,
        subject: { kind: 'token', id: row.id },
        data: { userId: row.user_id, name: row.name },
      },
    ]);
  }
}

interface TokenRow {
  id: string;
  user_id: string;
  name: string;
  prefix: string;
  scopes: TokenScope[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
}

const COLUMNS = 'id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at';

const summaryOf = (row: TokenRow): TokenSummary => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});

/** Until the transaction ends nobody deactivates them: a token must not slip past the revocation of all. */
async function holdActive(tx: Tx, userId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM users WHERE id = $1 AND deactivated_at IS NULL FOR SHARE`,
    [userId],
  );
  if (rows.length === 0)
    throw new AccessFault('access.user_not_found', 'There is no such user, or the account has ended.');
}

async function inDays(tx: Tx, days: number): Promise<Date> {
  const [row] = await tx.query<{ at: Date }[]>(`SELECT dnscert_now() + make_interval(days => $1) AS at`, [
    days,
  ]);
  if (row === undefined) throw new Error('the database told no time');
  return row.at;
}

async function endOf(tx: Tx, { expiresAt, expiresInDays }: NewToken): Promise<Date> {
  if (expiresAt === undefined) return inDays(tx, expiresInDays ?? TOKEN_DAYS.default);
  const [row] = await tx.query<{ fits: boolean }[]>(
    `SELECT $1::timestamptz > dnscert_now() AND $1::timestamptz <= dnscert_now() + make_interval(days => $2) AS fits`,
    [expiresAt, TOKEN_DAYS.most],
  );
  if (row?.fits === true) return new Date(expiresAt);
  throw new AccessFault(
    'access.token_life',
    `A token ends in the future, and within ${TOKEN_DAYS.most} days: say when, or leave expiresAt out for ${TOKEN_DAYS.default} days.`,
  );
}
