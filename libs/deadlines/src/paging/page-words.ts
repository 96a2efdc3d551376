import type { Language, Severity } from '#libs/contracts';
import type { Rung } from '../ladder/standing.ts';
import type { DeadlineRow } from '../rows.ts';
import { inWords } from '../words/in-words.ts';
import type { Said } from '../words/sentence.ts';
import type { PageWords } from './pager.service.ts';

interface About {
  incident: { id: string; number: string; severity: Severity };
  row: Pick<DeadlineRow, 'kind' | 'deadlineAt' | 'rungs'>;
  rung: Rung;
  /** In which our people live, by the rota. */
  zone: string;
  publicUrl: string;
  now: Date;
}

/**
 * What whoever is woken needs: which incident, how bad, what is due when by their own clock, how to say that they see to it, and
 * who is told when they do not.
 */
export function pageWordsOf(
  { incident: { id, number, severity }, row, rung, zone, publicUrl, now }: About,
  language: Language,
): PageWords {
  const state: Said = rung.why ?? { code: row.deadlineAt <= now ? 'overdue' : 'dueSoon' };
  const at = row.deadlineAt.toISOString();
  const text: Said[] = [
    { code: 'pageText', values: { kind: row.kind, state: inWords(state, language), at, zone } },
    awayOf(row.deadlineAt, now),
    { code: 'pageSeeTo' },
    nextOf(row, rung),
  ];
  return {
    title: inWords({ code: 'pageTitle', values: { severity, number } }, language),
    text: text.map((said) => inWords(said, language)).join(' '),
    url: `${publicUrl}/console/incidents/${id}`,
  };
}

function awayOf(at: Date, now: Date): Said {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (minutes === 0) return { code: 'pageDueNow' };
  const seconds = Math.abs(minutes) * 60;
  return minutes > 0
    ? { code: 'pageDueIn', values: { seconds } }
    : { code: 'pageDueAgo', values: { seconds } };
}

/** A rung that comes late keeps its distance from the one before it. */
function nextOf({ rungs, deadlineAt }: About['row'], rung: Rung): Said {
  const next = rungs[rungs.indexOf(rung) + 1];
  if (next === undefined) return { code: 'pageNobodyNext' };
  const { step } = next;
  const apart = Math.max(0, next.at.getTime() - rung.at.getTime());
  if (rung.at < deadlineAt || apart === 0)
    return { code: 'pageNextAt', values: { step, at: next.at.toISOString() } };
  return { code: 'pageNextIn', values: { step, seconds: Math.round(apart / 60_000) * 60 } };
}
