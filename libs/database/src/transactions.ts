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

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction and rings its bells after the commit. A deadlock is tried again,
   * up to three times; `work` must therefore have no effect outside of the database.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
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

  /** For reads that need no transaction. */
  get reader(): EntityManager {
    return this.dataSource.manager;
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
