import type { EntityManager } from 'typeorm';
import type { JobName, Lane, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';

/**
 * A table whose rows are work: rows in one of `states` whose `due_at` has come are to be done. The columns `lane`,
 * `due_at`, `lease_until`, `attempt`, `strikes`, `rung_at`, `aside_at`, `aside_why` are the same in each.
 */
export interface WorkTable {
  job: JobName;
  table: string;
  states: readonly string[];
  /** The state while a worker has it in hand, where the table shows that. */
  claimedState?: string;
  aside: AsideStates;
  /** Rows become due by the clock and nobody rings for them: they are looked for each second. */
  everySecond?: true;
  /** Seconds, where those of all work are too long to wait for a worker that died; more than {@link RENEW_SECONDS}. */
  leaseSeconds?: number;
}

/** The states of a row that was put aside. */
export interface AsideStates {
  /** Null: it keeps the one that it has. */
  state: string | null;
  /** When a person has it tried again. Null: it keeps the one that it has. */
  again: string | null;
  /** When a person lets go of it. Null: nobody can, for it ends by a rule of its own. */
  over: string | null;
}

export interface WorkHandler extends WorkTable {
  /**
   * Does what the row asks. The row is claimed; whoever writes the result checks that it still is. What only waits for the
   * outside may be answered as a {@link Rest}: the claim is kept alive, and the worker goes on to other rows.
   */
  work(claim: Claim): Promise<Rest | null>;
  /**
   * The same for several rows, which is cheaper than one by one: their rests, in their order. When it throws, each row
   * that is still to be done is worked alone, so that it fails for its own fault.
   */
  workAll(claims: Claim[]): Promise<(Rest | null)[]>;
  /** It failed {@link MOST_STRIKES} times: put the row aside with its evidence, so that the rest flows. */
  quarantine(claim: Claim, why: string): Promise<void>;
  /** A person has decided on a row that was put aside, and the row is changed: what else changes with it, and the record. */
  decided?(tx: Tx, id: string, how: Decision, word: Word): Promise<void>;
}

export type Decision = 'taken up again' | 'discarded';

/** Who decided, and why. */
export interface Word {
  by: TimelineActor;
  reason: string | null;
}

/** The part of the work that is left when the worker is free again. */
export interface Rest {
  rest: Promise<void>;
}

/** A row that is ours until `lease_until`. `attempt` fences: a later claimant has a higher one. */
export interface Claim {
  id: string;
  attempt: number;
  /** Claims since the last result, this one counted. */
  strikes: number;
  lane: Lane;
}

const leaseOf = ({ leaseSeconds }: WorkTable): number => leaseSeconds ?? LEASE_SECONDS;

/** Seconds until a row whose worker went silent may be claimed again. Renewed every {@link RENEW_SECONDS} while work goes on. */
export const LEASE_SECONDS = 20;
export const RENEW_SECONDS = 5;
/** Failures of ours after which a row counts as poison. */
export const MOST_STRIKES = 3;
/** Claims that simply ended (killed worker, database gone) after which it does too: those are rarely the row's own fault. */
export const MOST_SILENT_ENDS = 6;

/**
 * Claims those of the rows that are to be done: not done already, due, and in no other worker's hands, all by the database's
 * clock. One statement, its own short transaction, which does not wait for the disk: a claim that a crash of the database
 * forgets is made again, and results are written under a lock that looks at the state anew.
 */
export async function claimAll(manager: EntityManager, work: WorkTable, ids: string[]): Promise<Claim[]> {
  const setState = work.claimedState === undefined ? '' : `, state = '${work.claimedState}'`;
  // A row that is locked is being claimed, rung for, or finished: whoever does that sees to it.
  const [claims] = await manager.query<[Claim[], number]>(
    `UPDATE ${work.table}
        SET lease_until = dnscert_now() + make_interval(secs => $3), attempt = attempt + 1, strikes = strikes + 1${setState}
      WHERE id IN (SELECT id FROM ${work.table}
                    WHERE id = ANY($1) AND state = ANY($2) AND due_at <= dnscert_now()
                      AND (lease_until IS NULL OR lease_until < dnscert_now())
                      FOR NO KEY UPDATE SKIP LOCKED)
        AND (SELECT set_config('synchronous_commit', 'off', true)) = 'off'
      RETURNING id, attempt, strikes, lane`,
    [ids, work.states, leaseOf(work)],
  );
  // In the order in which they were rung.
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** For work that takes longer than a lease. */
export async function renew(manager: EntityManager, work: WorkTable, claims: Iterable<Claim>): Promise<void> {
  const held = [...claims];
  if (held.length === 0) return;
  // A row that is locked is being finished, and while it is locked nobody else can claim it.
  await manager.query(
    `UPDATE ${work.table} SET lease_until = dnscert_now() + make_interval(secs => $3)
      WHERE id IN (SELECT t.id FROM ${work.table} t JOIN unnest($1::uuid[], $2::int[]) AS held (id, attempt) ON t.id = held.id AND t.attempt = held.attempt
                    WHERE t.lease_until IS NOT NULL FOR NO KEY UPDATE OF t SKIP LOCKED)`,
    [held.map(({ id }) => id), held.map(({ attempt }) => attempt), leaseOf(work)],
  );
}

/** Gives a row back at once, as after an exception of ours: the next try may come when `seconds` have passed. */
export async function release(
  manager: EntityManager,
  work: WorkTable,
  held: Claim,
  seconds: number,
): Promise<void> {
  await manager.query(
    `UPDATE ${work.table} SET lease_until = NULL, rung_at = NULL, due_at = dnscert_now() + make_interval(secs => $3)
      WHERE id = $1 AND attempt = $2 AND state = ANY($4)`,
    [held.id, held.attempt, seconds, work.states],
  );
}
