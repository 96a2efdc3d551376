import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Language } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { claimAll } from '#libs/queue';
import { PAGING_SETTINGS } from '../settings.ts';
import type { PagingSettings } from '../settings.ts';
import { inWords } from '../words/in-words.ts';
import type { Said } from '../words/sentence.ts';
import { DutyPeople } from './duty-people.service.ts';
import { PageSending } from './page-sending.service.ts';
import { Pager } from './pager.service.ts';

/** 'STND': one process at a time. */
const STANDSTILL_LOCK = 0x53544e44;
/** s; what passes by itself within it wakes nobody. */
const TOLD_AFTER = 30;
/** Pages handed over at once by whoever looks. */
const MOST_AT_ONCE = 50;

export interface Standstill {
  from: Date;
  until: Date | null;
  reasons: string[];
  /** By name; empty: nobody was. */
  told: string[];
}

interface Row {
  id: string;
  beganAt: Date;
  toldAt: Date | null;
}

/**
 * Pages whoever is on duty, and the leads, when work is not done any more: once when it begins and once when it is done again.
 * Any process may look, and hands these pages over itself, for there may be no worker that does; a row decides which one tells.
 */
@Injectable()
export class Standstills {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly people: DutyPeople,
    private readonly pager: Pager,
    private readonly sending: PageSending,
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  /** @param reasons why work is not done, each in a sentence; empty: it is */
  async note(reasons: string[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
        STANDSTILL_LOCK,
      ]);
      if (lock?.taken !== true) return;
      const now = await this.clock.now(tx);
      const open = await openOne(tx);
      if (reasons.length > 0) await this.begin(tx, open, reasons, now);
      else if (open !== null) await this.end(tx, open, now);
    });
    await this.handOver();
  }

  /** The one that goes on, or the last. */
  async last(): Promise<Standstill | null> {
    const [last = null] = await this.transactions.reader.query<Standstill[]>(
      'SELECT began_at AS "from", ended_at AS "until", reasons, told FROM standstills ORDER BY began_at DESC LIMIT 1',
    );
    return last;
  }

  private async begin(tx: Tx, open: Row | null, reasons: string[], now: Date): Promise<void> {
    if (open === null) {
      await tx.query('INSERT INTO standstills (id, began_at, reasons) VALUES ($1, $2, $3)', [
        uuidv7(),
        now,
        reasons,
      ]);
      return;
    }
    if (open.toldAt !== null || now.getTime() - open.beganAt.getTime() < TOLD_AFTER * 1_000) return;
    const told = await this.page(tx, open, { code: 'standsTitle' }, reasons.join(' '), now);
    // Whom nobody can page is tried again with each look: a way may be set up meanwhile.
    if (told.length === 0) return;
    await tx.query('UPDATE standstills SET told_at = $2, told = $3, reasons = $4 WHERE id = $1', [
      open.id,
      now,
      told,
      reasons,
    ]);
  }

  private async end(tx: Tx, open: Row, now: Date): Promise<void> {
    if (open.toldAt === null && now.getTime() - open.beganAt.getTime() < TOLD_AFTER * 1_000) {
      await tx.query('DELETE FROM standstills WHERE id = $1', [open.id]);
      return;
    }
    await tx.query('UPDATE standstills SET ended_at = $2 WHERE id = $1', [open.id, now]);
    if (open.toldAt === null) return;
    const seconds = Math.round((now.getTime() - open.beganAt.getTime()) / 60_000) * 60;
    const values = { at: now.toISOString(), seconds: Math.max(60, seconds) };
    await this.page(tx, open, { code: 'standsNoMore' }, { code: 'stood', values }, now);
  }

  private async page(tx: Tx, { id }: Row, title: Said, text: Said, now: Date): Promise<string[]> {
    const url = `${this.settings.publicUrl}/console/health`;
    const { onDuty, leads } = await this.people.now(tx);
    const people = new Map([...onDuty, ...leads].map((one) => [one.userId, one]));
    const wordsIn = (language: Language) => ({
      title: inWords(title, language),
      text: inWords(text, language),
      url,
    });
    const { pages, told } = this.pager.pagesTo({ standstillId: id }, [...people.values()], wordsIn, now);
    await this.pager.write(tx, pages);
    return told;
  }

  /** What is still to be handed over of these pages; a worker that is there may do so too, and each is claimed once. */
  private async handOver(): Promise<void> {
    const { reader } = this.transactions;
    const rows = await reader.query<{ id: string }[]>(
      `SELECT id FROM pages WHERE state = 'due' AND standstill_id IS NOT NULL AND due_at <= dnscert_now()
        ORDER BY due_at LIMIT ${MOST_AT_ONCE}`,
    );
    if (rows.length === 0) return;
    await this.sending.workAll(
      await claimAll(
        reader,
        this.sending,
        rows.map(({ id }) => id),
      ),
    );
  }
}

async function openOne(tx: Tx): Promise<Row | null> {
  const [open = null] = await tx.query<Row[]>(
    'SELECT id, began_at AS "beganAt", told_at AS "toldAt" FROM standstills WHERE ended_at IS NULL',
  );
  return open;
}
