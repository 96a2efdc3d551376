import type { AffectedState, Asked, OperatorAnswer } from '#libs/contracts';
import type { AffectedOperator, Promises } from '#libs/incidents';
import { answerBy } from './answer-within.ts';
import { hasSpoken } from './silence.ts';

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

type Own = Pick<AffectedOperator, 'state' | 'toldAt' | 'answeredAt' | 'knownSince' | 'severity'>;

/** What an open incident asks of an operator, since when and by when. Nothing of it depends on any other operator. */
export function askedOf(own: Own, promises: Promises) {
  const { asked, answers } = OPEN[own.state];
  const since = own.toldAt ?? own.knownSince;
  // One that spoke and is asked anew by hand has no clock of ours.
  const isDue = asked === 'answer' && !hasSpoken(own);
  return { asked, since, dueAt: isDue ? answerBy(promises, own.severity, since) : null, answers };
}
