import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

/** A transaction. Methods that join one take it as their first parameter, `tx`. */
export type Tx = EntityManager;

const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';
const TRIES = 4;

const afterCommits = new WeakMap<Tx, (() => void)[]>();

/** Runs `act` once the transaction has really committed; never when it has not. */
export function afterCommit(tx: Tx, act: () => void): void {
  const acts = afterCommits.get(tx);
  if (acts === undefined) throw new Error('afterCommit outside of Transactions.run');
  acts.push(act);
}

/** The transaction that everything called from here joins; see {@link Transactions.runJoined}. */
const joined = new AsyncLocalStorage<Tx>();

/** What reads without a `tx` of its own: the joined transaction, or else any connection of the pool. */
export const readerOf = (dataSource: DataSource): EntityManager => joined.getStore() ?? dataSource.manager;

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction and rings its bells after the commit. A deadlock is tried again,
   * up to three times; `work` must therefore have no effect outside of the database.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const outer = joined.getStore();
    if (outer !== undefined) return work(outer);
    for (let attempt = 1; ; attempt += 1) {
      const acts: (() => void)[] = [];
      try {
        const result = await this.dataSource.transaction(async (tx) => {
          afterCommits.set(tx, acts);
          return work(tx);
        });
        for (const act of acts) act();
        return result;
      } catch (error) {
        if (attempt >= TRIES || !isWorthAnotherTry(error)) throw error;
      }
    }
  }

  /**
   * As `run`, and whatever `work` calls joins this one transaction, with `run` and with reads: all of it commits together,
   * or nothing does. For what wraps a whole request; inside a room, pass `tx`.
   */
  async runJoined<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run((tx) => joined.run(tx, () => work(tx)));
  }

  /** For reads that need no transaction. */
  get reader(): EntityManager {
    return readerOf(this.dataSource);
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === DEADLOCK || code === SERIALIZATION_FAILURE;
}

/** SQLSTATE of an error that PostgreSQL answered, or the system's code (`ECONNREFUSED`) when it could not. */
export function databaseErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { driverError, code } = error as { driverError?: { code?: unknown }; code?: unknown };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}

/** Is PostgreSQL away (restarting, unreachable, out of connections), as opposed to having refused what we asked? */
export function isDatabaseAway(error: unknown): boolean {
  const code = databaseErrorCode(error);
  if (code !== undefined) {
    // Class 08 connection exception, 57P0x shutdown and start-up, 53300 too many connections.
    if (/^(08|57P0|53300)/.test(code)) return true;
    if (
      ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'].includes(
        code,
      )
    ) {
      return true;
    }
  }
  const message = error instanceof Error ? error.message : '';
  return /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|DataSource is not|connection is not established/i.test(
    message,
  );
}
