import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel.tsx';
import classes from './report-new.module.css';
import { isSignedOut } from './use-sending.ts';

interface Props {
  text: string;
  /** Of the last try; null: the first is under way. */
  failure: unknown;
  /** The browser knows that it has no network, and waits for one. */
  isPaused: boolean;
  onTryNow: () => void;
  onEdit: () => void;
}

/** On its way, or kept here until it can go. */
export function WaitingReport({ text, failure, isPaused, onTryNow, onEdit }: Props) {
  const { t } = useTranslation('report-new');
  const isPhone = useMediaQuery('(pointer: coarse)');
  const isHeld = isPaused || (failure !== null && failure !== undefined);
  const why = isPaused ? 'offline' : isSignedOut(failure) ? 'signedOut' : 'failed';
  return (
    <Panel title={t(!isHeld ? 'waiting.sending' : isPhone ? 'waiting.keptOnPhone' : 'waiting.kept')}>
      <div role="status">
        <Text>{isHeld ? t(`waiting.${why}`) : t('waiting.words')}</Text>
        {isHeld && why === 'failed' && failure instanceof Error && failure.message !== 'unreachable' ? (
          <Text c="dimmed" className="foreign">
            {failure.message}
          </Text>
        ) : null}
      </div>
      <p className={`raw ${classes['waiting']}`}>{text}</p>
      <Group mt="md" gap="sm">
        <Button onClick={onTryNow} loading={!isHeld}>
          {t('waiting.now')}
        </Button>
        <Button variant="default" onClick={onEdit}>
          {t('waiting.edit')}
        </Button>
      </Group>
      <Text c="dimmed" mt="sm">
        {t('waiting.editWords')}
      </Text>
    </Panel>
  );
}
