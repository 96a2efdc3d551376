import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { newFeed } from '../../api/rota.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The rota in one's own calendar program: an address, told once. */
export function FeedPanel() {
  const { t } = useTranslation('rota');
  const ask = useAsk();
  const making = useMutation({ mutationFn: newFeed, networkMode: 'always' });
  const make = async () => {
    const answer = await ask({ title: t('feed.act'), what: t('feed.what'), act: t('feed.act') });
    if (answer !== null) making.mutate();
  };
  return (
    <Panel
      title={t('feed.title')}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => void make()} loading={making.isPending}>
          {t('feed.act')}
        </Button>
      }
    >
      <Text c="dimmed">{t('feed.words')}</Text>
      {making.isError ? <Fault error={making.error} /> : null}
      {making.data === undefined ? null : (
        <Group gap="sm" mt="sm" role="status">
          <Text fw={600}>{t('feed.once')}</Text>
          <code className="foreign">{making.data.url}</code>
          <Copy text={making.data.url} what={t('feed.title')} />
        </Group>
      )}
    </Panel>
  );
}
