import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImpactClass, ImpactView } from '#libs/contracts';
import { useImpact } from '../../api/impact.ts';
import type { ImpactQuestion } from '../../api/impact.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AnswerActs } from './answer-acts.tsx';
import { ClassChoice } from './class-choice.tsx';
import classes from './impact.module.css';
import { PicturePanel } from './picture/picture-panel.tsx';
import { withOperators } from './sorting.ts';
import { TldTable } from './tld-table.tsx';

/** How many, by class; the picture; the list. */
export function Answer({ question }: { question: ImpactQuestion }) {
  const asked = useImpact(question);
  if (asked.isPending) return <Loading />;
  if (asked.isError && asked.data === undefined)
    return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  return <Found answer={asked.data} question={question} />;
}

function Found({ answer, question }: { answer: ImpactView; question: ImpactQuestion }) {
  const { t } = useTranslation('impact');
  const [only, setOnly] = useState<ImpactClass | null>(null);
  const tlds = withOperators(answer);
  const unclaimed = tlds.filter(({ operator }) => operator === null).length;
  const shown = tlds.filter((tld) => only === null || tld.class === only);
  return (
    <>
      <div role="status">
        <Text fz={20} fw={600}>
          {t('sum', { count: tlds.length })}
          {tlds.length === 0 ? '' : `, ${t('sumOperators', { count: answer.operators.length })}`}
        </Text>
        <Text c="dimmed">
          {t('asOfSerial', { serial: answer.serial })}
          {unclaimed === 0 || answer.operators.length === 0 ? '' : ` ${t('unclaimed', { count: unclaimed })}`}
          {answer.unresolved.length === 0 ? '' : ` ${t('unresolved', { count: answer.unresolved.length })}`}
        </Text>
      </div>
      {tlds.length === 0 ? (
        <Empty title={t('none')}>{t('noneWords')}</Empty>
      ) : (
        <>
          <div className={classes['row']}>
            <ClassChoice counts={answer.counts} only={only} onChoose={setOnly} />
            <AnswerActs answer={answer} question={question} />
          </div>
          <PicturePanel question={question} />
          <Panel title={t('list')} beside={<span className={classes['dim']}>{shown.length}</span>}>
            <TldTable key={only ?? ''} tlds={shown} />
          </Panel>
        </>
      )}
    </>
  );
}
