import { Alert, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DrillView } from '#libs/contracts';
import { approveDrill } from '../../../api/drills.ts';
import { useIntent } from '../../../api/intent.ts';
import { useSession } from '../../../app/session.tsx';
import { useAsk } from '../../../ui/ask.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { tell } from '../../../ui/undo.tsx';

/** A drill to so many that somebody else than who asked for it must agree. */
export function SecondPerson({ drill }: { drill: DrillView }) {
  const { t } = useTranslation('drills');
  const { userId } = useSession();
  const ask = useAsk();
  const queries = useQueryClient();
  const intent = useIntent();
  const agreeing = useMutation({
    mutationFn: () => approveDrill(drill.id, intent.key),
    networkMode: 'always',
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['drills'] });
      tell(t('form.done'));
    },
  });
  const agree = async () => {
    const answer = await ask({
      title: t('second.title'),
      what: t('second.what'),
      act: t('form.act'),
      grave: true,
    });
    if (answer !== null) agreeing.mutate();
  };
  return (
    <Alert color="yellow" variant="outline" title={t('state.waits_for_second')}>
      <Text mb="sm">{t('second.words', { name: drill.startedBy.name, hours: drill.answerWithin })}</Text>
      {agreeing.isError ? <Fault error={agreeing.error} /> : null}
      {drill.startedBy.id === userId ? (
        <Text fw={600}>{t('second.own')}</Text>
      ) : (
        <Button onClick={() => void agree()} loading={agreeing.isPending}>
          {t('second.act')}
        </Button>
      )}
    </Alert>
  );
}
