import { useTranslation } from 'react-i18next';
import type { VerdictsView } from '#libs/contracts';
import { fingerprintWords } from './key-end.ts';
import { ToneMark } from './state-mark.tsx';
import { markOf, QUESTIONS } from './verdict-marks.ts';
import type { Question } from './verdict-marks.ts';
import classes from './verdicts.module.css';

/** All four in a few words each, for a list. Null: the mail is not read yet. */
export function VerdictsLine({ verdicts }: { verdicts: VerdictsView | null }) {
  const { t } = useTranslation('verdicts');
  if (verdicts === null) return <span className={classes['dim']}>{t('notYet')}</span>;
  return (
    <ul className={classes['line']} aria-label={t('title')}>
      {QUESTIONS.map((question) => (
        <li key={question}>
          <VerdictMark question={question} verdicts={verdicts} />
        </li>
      ))}
    </ul>
  );
}

/** All four with their reasons. What stands here is ours; what the mail itself says never comes into it. */
export function VerdictsList({ verdicts }: { verdicts: VerdictsView | null }) {
  const { t } = useTranslation('verdicts');
  if (verdicts === null) return <p className={classes['dim']}>{t('notYetWords')}</p>;
  return (
    <dl className={classes['list']}>
      {QUESTIONS.map((question) => (
        <Verdict key={question} question={question} verdicts={verdicts} />
      ))}
    </dl>
  );
}

interface Props {
  question: Question;
  verdicts: VerdictsView;
}

function VerdictMark({ question, verdicts }: Props) {
  const { t } = useTranslation('verdicts');
  const { words, tone, key } = markOf(question, verdicts);
  return <ToneMark tone={tone} words={t(`short.${question}.${words}`, { key: key?.slice(-8) ?? '' })} />;
}

function Verdict({ question, verdicts }: Props) {
  const { t } = useTranslation('verdicts');
  const { words, tone, key, why } = markOf(question, verdicts);
  return (
    <div className={classes['verdict']}>
      <dt>{t(`question.${question}`)}</dt>
      <dd>
        <ToneMark tone={tone} words={t(`answer.${question}.${words}`)} />
        {key === null ? null : <code className={`foreign ${classes['key']}`}>{fingerprintWords(key)}</code>}
        {why === null ? null : <p className={`foreign ${classes['why']}`}>{why}</p>}
      </dd>
    </div>
  );
}
