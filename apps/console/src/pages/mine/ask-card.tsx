import { Anchor, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AskView } from '#libs/contracts';
import { useOwnZone } from '../../app/zone.ts';
import { Countdown } from '../../ui/countdown.tsx';
import { Instant } from '../../ui/instant.tsx';
import { AnswerForm } from './answer-form.tsx';
import { AskSentence } from './ask-sentence.tsx';
import { CaseMarks } from './case-marks.tsx';
import classes from './mine.module.css';

/** One case: a sentence, and the buttons that answer it. */
export function AskCard({ ask }: { ask: AskView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  return (
    <article className={classes['card']}>
      <div className={classes['marks']}>
        <CaseMarks incident={ask} />
        {ask.dueAt === null ? null : (
          <span className={classes['clock']}>
            <Countdown at={ask.dueAt} from={ask.since} zone={zone} />
          </span>
        )}
      </div>
      <Title order={3} className="foreign" mt={4}>
        {ask.title}
      </Title>
      <AskSentence ask={ask} />
      <AnswerForm ask={ask} />
      <div className={classes['foot']}>
        {ask.dueAt === null ? null : (
          <span>
            {t('by')} <Instant at={ask.dueAt} zone={zone} form="full" />
          </span>
        )}
        <Anchor component={Link} to={`/mine/incidents/${ask.id}`}>
          {t('openCase', { number: ask.number })}
        </Anchor>
      </div>
    </article>
  );
}
