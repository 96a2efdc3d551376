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
  // A key's
  good: 'good',
  ends_soon: 'busy',
  ended: 'bad',
  unreadable: 'bad',
  revoked: 'bad',
  none: 'silent',
  in_use: 'good',
  // An operator's in a drill
  answered: 'good',
  reached: 'silent',
  waiting: 'busy',
  no_contact: 'bad',
  // A subscription's, a rule's and a held alert's
  active: 'good',
  asked: 'busy',
  paused: 'bad',
  proposed: 'busy',
  held: 'busy',
  gathering: 'busy',
};
/** For what draws a state otherwise than as a mark. */
export const toneOf = (state: string): Tone => TONES[state] ?? 'calm';

const SIGNS: Record<Tone, string> = { calm: '–', busy: '…', good: '✓', bad: '!', silent: '?' };

export type StateNoun = 'incident' | 'affected' | 'service' | 'delivery' | 'notification' | 'report';

interface Props {
  /** Absent where the page brings the words itself. */
  of?: StateNoun;
  state: string;
  /** Of the page, for a noun that it alone has, or a reader to whom the usual word would say something else. */
  words?: string | undefined;
}

/** A state as sign and word; silence is hatched grey, never green. */
export function StateMark({ of, state, words }: Props) {
  const { t } = useTranslation('ui');
  return (
    <ToneMark tone={toneOf(state)} words={words ?? (of === undefined ? state : t(`states.${of}.${state}`))} />
  );
}

/** A word with the sign of how it feels. */
export const ToneMark = ({ tone, words }: { tone: Tone; words: string }) => (
  <span className={`${classes['mark']} ${classes[tone]}`}>
    <span aria-hidden="true" className={classes['sign']}>
      {SIGNS[tone]}
    </span>
    {words}
  </span>
);
