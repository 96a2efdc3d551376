import { useTranslation } from 'react-i18next';
import classes from './state-mark.module.css';

/** How a state feels; the word says what it is. */
export type Tone = 'calm' | 'busy' | 'good' | 'bad' | 'silent';

const TONES: Record<string, Tone> = {
  // An incident's
  new: 'bad',
  triaging: 'busy',
  coordinating: 'busy',
  monitoring: 'calm',
  closed: 'good',
  // An operator's in an incident
  told: 'silent',
  no_answer: 'silent',
  seen: 'calm',
  investigating: 'busy',
  affected: 'bad',
  mitigating: 'busy',
  recovered: 'good',
  not_affected: 'good',
  // A service's
  up: 'good',
  degraded: 'busy',
  down: 'bad',
  restored: 'good',
  // A delivery's and a notification's
  queued: 'calm',
  sending: 'busy',
  handed_over: 'calm',
  delayed: 'busy',
  bounced: 'bad',
  failed: 'bad',
  withheld: 'bad',
  acknowledged: 'good',
  awaiting_approval: 'busy',
  sent: 'good',
  expired: 'bad',
  // A report's
  received: 'busy',
  quarantined: 'bad',
};
/** For what draws a state otherwise than as a mark. */
export const toneOf = (state: string): Tone => TONES[state] ?? 'calm';

const SIGNS: Record<Tone, string> = { calm: '–', busy: '…', good: '✓', bad: '!', silent: '?' };

export type StateNoun = 'incident' | 'affected' | 'service' | 'delivery' | 'notification' | 'report';

interface Props {
  of: StateNoun;
  state: string;
  /** For a reader to whom the usual word would say something else. */
  words?: string | undefined;
}

/** A state as sign and word; silence is hatched grey, never green. */
export function StateMark({ of, state, words }: Props) {
  const { t } = useTranslation('ui');
  const tone = toneOf(state);
  return (
    <span className={`${classes['mark']} ${classes[tone]}`}>
      <span aria-hidden="true" className={classes['sign']}>
        {SIGNS[tone]}
      </span>
      {words ?? t(`states.${of}.${state}`)}
    </span>
  );
}
