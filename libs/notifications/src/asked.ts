import type { AffectedState, Asked, OperatorAnswer } from '#libs/contracts';
import type { AffectedOperator } from '#libs/incidents';
import { ANSWER_WITHIN } from './answer-within.ts';

/** What its state leaves open, and what it may say next, the likely first. */
interface Open {
  asked: Asked;
  answers: readonly OperatorAnswer[];
}

const NOT_ASKED: Open = {
  asked: 'nothing',
  answers: ['affected', 'not_affected', 'investigating', 'mitigating', 'recovered'],
};
const UNANSWERED: Open = { ...NOT_ASKED, asked: 'answer' };
const OPEN: Record<AffectedState, Open> = {
  suspected: NOT_ASKED,
  not_told: NOT_ASKED,
  unknown: NOT_ASKED,
  told: UNANSWERED,
  no_answer: UNANSWERED,
  seen: { ...NOT_ASKED, asked: 'state' },
  investigating: { asked: 'state', answers: ['affected', 'not_affected', 'mitigating', 'recovered'] },
  affected: { asked: 'recovery', answers: ['mitigating', 'recovered', 'not_affected'] },
  mitigating: { asked: 'recovery', answers: ['recovered', 'affected', 'not_affected'] },
  not_affected: { asked: 'nothing', answers: ['affected', 'investigating'] },
  recovered: { asked: 'nothing', answers: ['affected', 'mitigating'] },
};

/** What an open incident asks of an operator, since when and by when. Nothing of it depends on any other operator. */
export function askedOf({
  state,
  toldAt,
  knownSince,
  severity,
}: Pick<AffectedOperator, 'state' | 'toldAt' | 'knownSince' | 'severity'>) {
  const { asked, answers } = OPEN[state];
  const since = toldAt ?? knownSince;
  return {
    asked,
    since,
    dueAt: asked === 'answer' ? new Date(since.getTime() + ANSWER_WITHIN[severity] * 60_000) : null,
    answers,
  };
}
