import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffListView } from '#libs/contracts';
import { useRules } from '../../../api/lists.ts';
import { useSession } from '../../../app/session.tsx';
import cards from '../../../ui/cards.module.css';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleItem } from './rule-item.tsx';

/** Which incidents post themselves to this list, and how long one can stop them. */
export default function RulesPanel({ list }: { list: StaffListView }) {
  const { t } = useTranslation('list');
  const { role } = useSession();
  const [isMaking, setMaking] = useState(false);
  const rules = useRules(list.slug);
  // Those that post first, those that ended last.
  const inOrder = ['proposed', 'active', 'ended'].flatMap((state) =>
    (rules.data ?? []).filter((rule) => rule.state === state),
  );
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text c="dimmed" maw={640}>
          {t('rule.words')}{' '}
          <Anchor component={Link} to="/alerts" underline="always">
            {t('lists:toAlerts')}
          </Anchor>
        </Text>
        {role === 'lead' && !isMaking ? (
          <Button onClick={() => setMaking(true)}>{t('rule.make')}</Button>
        ) : null}
      </Group>
      {isMaking ? (
        <Panel title={t('rule.make')}>
          <RuleForm list={list} onDone={() => setMaking(false)} />
        </Panel>
      ) : null}
      {rules.isPending ? <Loading /> : null}
      {rules.isError ? <Fault error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {rules.data?.length === 0 ? <Empty title={t('rule.none')}>{t('rule.noneWords')}</Empty> : null}
      {inOrder.length === 0 ? null : (
        <ul className={cards['list']} aria-label={t('tabs.rules')}>
          {inOrder.map((rule) => (
            <RuleItem key={rule.id} rule={rule} slug={list.slug} />
          ))}
        </ul>
      )}
    </Stack>
  );
}
