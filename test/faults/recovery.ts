import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '../harness/installation.ts';

/** s; architecture: lease 20 s, ring again after 30 s, sweep every 15 s. */
export const RECOVERY_LIMIT = 60;
/** s after which we stop waiting and show what is stuck. */
const GIVEN_UP_AFTER = 120;

const OPEN_WORK = `
  SELECT 'report' AS what, id, state, attempt, strikes, lane, due_at - dnscert_now() AS due_in, lease_until - dnscert_now() AS lease_left,
         dnscert_now() - rung_at AS rung_ago FROM reports WHERE state = 'received'
  UNION ALL
  SELECT 'announcement', id, state, attempt, strikes, lane, due_at - dnscert_now(), lease_until - dnscert_now(), dnscert_now() - rung_at
    FROM announcements WHERE state = 'due'
  UNION ALL
  SELECT 'delivery', id, state, attempt, strikes, lane, due_at - dnscert_now(), lease_until - dnscert_now(), dnscert_now() - rung_at
    FROM deliveries WHERE state IN ('queued', 'sending', 'delayed')`;

export interface Recovery {
  /** From the end of the faults until no work was open. */
  seconds: number;
  /** Work that never came to an end, as it stands. */
  stuck: string[];
}

/** Waits until every row that is work has come to an end. */
export async function recovered(installation: Installation): Promise<Recovery> {
  const begun = performance.now();
  for (;;) {
    const open = await installation.sql(`${OPEN_WORK} LIMIT 20`).catch(() => null);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    if (open?.length === 0) return { seconds, stuck: [] };
    if (seconds > GIVEN_UP_AFTER) return { seconds, stuck: (open ?? []).map((row) => JSON.stringify(row)) };
    await sleep(250);
  }
}
