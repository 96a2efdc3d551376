import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpeakerView } from '#libs/contracts';
import { send } from '../../../api/call.ts';
import { operatorPath, useSpeakers } from '../../../api/directory.ts';
import { useSession } from '../../../app/session.tsx';
import { useAsk } from '../../../ui/ask.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useNow } from '../../../ui/now.ts';
import { Panel } from '../../../ui/panel.tsx';
import { tell, tellFault } from '../../../ui/undo.tsx';
import classes from '../directory.module.css';
import { GrantDialog } from './grant-dialog.tsx';

/** Who may act in the operator's name. Leads give and end the right. */
export function SpeakersPanel({ slug }: { slug: string }) {
  const { t } = useTranslation('directory');
  const asked = useSpeakers(slug);
  const isLead = useSession().role === 'lead';
  const [isGranting, setGranting] = useState(false);
  const give = (
    <Button variant="default" size="compact-sm" onClick={() => setGranting(true)}>
      {t('speakers.give')}
    </Button>
  );
  return (
    <Panel title={t('speakers.title')} actions={isLead ? give : null}>
      {asked.isPending ? <Loading lines={2} /> : null}
      {asked.isError && asked.data === undefined ? (
        <Fault error={asked.error} onRetry={() => void asked.refetch()} />
      ) : null}
      {asked.data?.items.length === 0 ? <span className={classes['dim']}>{t('speakers.none')}</span> : null}
      <ul className={classes['lines']}>
        {asked.data?.items.map((speaker) => (
          <Speaker key={speaker.id} speaker={speaker} slug={slug} isLead={isLead} />
        ))}
      </ul>
      {isLead ? <GrantDialog slug={slug} opened={isGranting} onClose={() => setGranting(false)} /> : null}
    </Panel>
  );
}

function Speaker({ speaker, slug, isLead }: { speaker: SpeakerView; slug: string; isLead: boolean }) {
  const { t } = useTranslation('directory');
  const now = useNow(30);
  const isOver = speaker.until !== null && Date.parse(speaker.until) <= now;
  const end = useEnd(speaker, slug);
  return (
    <li>
      <div className="foreign">
        <strong className={isOver ? classes['dim'] : ''}>{speaker.user.name}</strong> {speaker.user.email}
      </div>
      <div>
        {t('speakers.from')} <Instant at={speaker.from} form="full" />,{' '}
        {speaker.until === null ? (
          t('speakers.noEnd')
        ) : (
          <>
            {t(isOver ? 'speakers.ended' : 'speakers.until')} <Instant at={speaker.until} form="full" />
          </>
        )}
      </div>
      <div className={`${classes['dim']} foreign`}>
        {t('speakers.by', { name: speaker.grantedBy })}
        {speaker.reason === undefined ? '' : `: ${speaker.reason}`}
      </div>
      {isLead && !isOver ? (
        <Button variant="default" size="compact-sm" mt={4} onClick={() => void end()}>
          {t('speakers.end')}
        </Button>
      ) : null}
    </li>
  );
}

function useEnd({ id, user }: SpeakerView, slug: string) {
  const { t } = useTranslation('directory');
  const ask = useAsk();
  const queries = useQueryClient();
  return async () => {
    const answer = await ask({
      title: t('speakers.end'),
      what: t('speakers.endWhat', { name: user.name }),
      act: t('speakers.end'),
      reason: 'needed',
      grave: true,
    });
    if (answer === null) return;
    try {
      await send('PATCH', `${operatorPath(slug, 'speakers')}/${id}`, { reason: answer.reason });
      tell(t('speakers.endDone'));
    } catch (error) {
      tellFault(t('speakers.endFailed'), error);
    }
    await queries.invalidateQueries({ queryKey: ['operator', slug] });
  };
}
