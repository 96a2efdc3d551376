import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApprovalView, HeldSendView } from '#libs/contracts';
import { useSession } from '../../app/session.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { useNow } from '../../ui/now.ts';
import classes from './sends.module.css';
import { standingOf } from './standing.ts';
import { useDeciding } from './use-deciding.ts';

interface Props {
  send: HeldSendView;
  approval: ApprovalView;
}

/** One's own word on a send. Who may not say it is told so before the click. */
export function DecideBar({ send, approval }: Props) {
  const { t } = useTranslation('sends');
  const ask = useAsk();
  const deciding = useDeciding(send);
  const standing = standingOf(send, useSession().userId, useNow());
  if (standing === 'over') return null;
  const signed = approval.deliveries - approval.withheld;

  const approve = async () => {
    const answer = await ask({
      title: t('approve.title'),
      what: <ApproveWords send={send} approval={approval} />,
      act: signed === 0 ? t('approve.actNone') : t('approve.act', { count: signed }),
      reason: 'optional',
    });
    if (answer !== null) deciding.mutate({ decision: 'approve', ...reasonOf(answer.reason) });
  };
  const reject = async () => {
    const answer = await ask({
      title: t(standing === 'own' ? 'takeBack.title' : 'reject.title'),
      what: t('reject.what'),
      act: t(standing === 'own' ? 'takeBack.act' : 'reject.act'),
      reason: 'needed',
      grave: true,
    });
    if (answer !== null) deciding.mutate({ decision: 'reject', ...reasonOf(answer.reason) });
  };
  return (
    <div className={classes['bar']}>
      {standing === 'may' ? null : <Text mb="xs">{t(`standing.${standing}`)}</Text>}
      <Group gap="sm">
        {standing === 'may' ? (
          <Button onClick={() => void approve()} loading={deciding.isPending}>
            {t('approve.button')}
          </Button>
        ) : null}
        {standing === 'decided' || standing === 'late' ? null : (
          <Button variant="default" onClick={() => void reject()} disabled={deciding.isPending}>
            {t(standing === 'own' ? 'takeBack.button' : 'reject.button')}
          </Button>
        )}
      </Group>
      {deciding.isError ? <Fault error={deciding.error} safe={t('safe')} /> : null}
    </div>
  );
}

function ApproveWords({ approval }: Props) {
  const { t } = useTranslation('sends');
  const agreed = approval.decisions.length;
  return (
    <>
      <p>
        {t('approve.what', {
          count: approval.deliveries - approval.withheld,
          operators: t('operators', { count: approval.operators }),
          withheld: approval.withheld,
        })}
      </p>
      {approval.needed - agreed > 1 ? <p>{t('approve.another')}</p> : null}
    </>
  );
}

const reasonOf = (reason: string) => (reason === '' ? {} : { reason });
