import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { EmbargoView } from '#libs/contracts';
import { Countdown } from '../../../ui/countdown.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { useNow } from '../../../ui/now.ts';
import { Panel } from '../../../ui/panel.tsx';
import { EmbargoDialog } from './embargo-dialog.tsx';
import { EmbargoLine } from './embargo-line.tsx';
import { useLifting } from './use-lifting.ts';

interface Props {
  incidentId: string;
  embargo: EmbargoView | null;
}

/** May it be told on? Until when not, and the ways to set, hold longer and lift that. */
export function EmbargoPanel({ incidentId, embargo }: Props) {
  const { t } = useTranslation('clocks');
  const [isSetting, setting] = useDisclosure(false);
  const { lift, isPending } = useLifting(incidentId);
  const now = useNow(10);
  const held = embargo !== null && Date.parse(embargo.until) > now ? embargo : null;
  return (
    <Panel
      title={t('embargo.title')}
      actions={
        <Group gap="sm">
          <Button variant="default" size="compact-sm" onClick={setting.open}>
            {t(held === null ? 'embargo.set' : 'embargo.change')}
          </Button>
          {held === null ? null : (
            <Button variant="default" size="compact-sm" loading={isPending} onClick={() => void lift(held)}>
              {t('embargo.lift')}
            </Button>
          )}
        </Group>
      }
    >
      {embargo === null ? (
        <Empty title={t('embargo.none')}>{t('embargo.noneWords')}</Empty>
      ) : (
        <>
          {held === null ? (
            <strong>{t('embargo.over')}</strong>
          ) : (
            <Countdown at={held.until} from={held.setAt} />
          )}
          <EmbargoLine embargo={embargo} />
        </>
      )}
      <EmbargoDialog incidentId={incidentId} held={held} opened={isSetting} onClose={setting.close} />
    </Panel>
  );
}
