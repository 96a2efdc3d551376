import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OperatorIncidentView, ServiceState } from '#libs/contracts';
import { OPERATOR_ANSWERS, SERVICE_STATES } from '#libs/contracts';
import { send } from '../../../api/call.ts';
import { offerUndo, tellFault } from '../../../ui/undo.tsx';

/** How the TLD works for the world: said beside an answer, so there is one first. */
export function ServiceChoice({ incident }: { incident: OperatorIncidentView }) {
  const { t } = useTranslation('mine');
  const queries = useQueryClient();
  const { state, serviceState, operatorId } = incident.affected;
  const set = useMutation({
    mutationFn: (chosen: ServiceState) =>
      send('PUT', `incidents/${incident.id}/affected/${operatorId}`, { state, serviceState: chosen }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['incident', incident.id] }),
    onError: (error) => tellFault(t('service.failed'), error),
  });
  const hasAnswered = OPERATOR_ANSWERS.some((answer) => answer === state);
  const choose = async (chosen: string | null) => {
    const wanted = SERVICE_STATES.find((one) => one === chosen);
    if (wanted === undefined || wanted === serviceState) return;
    await set.mutateAsync(wanted);
    offerUndo(t('service.set', { state: t(`ui:states.service.${wanted}`) }), async () => {
      await set.mutateAsync(serviceState);
    });
  };
  return (
    <Select
      mt="sm"
      maw={320}
      label={t('service.label')}
      description={hasAnswered ? undefined : t('service.answerFirst')}
      disabled={!hasAnswered || set.isPending || incident.closedAt !== null}
      allowDeselect={false}
      data={SERVICE_STATES.map((one) => ({ value: one, label: t(`ui:states.service.${one}`) }))}
      value={serviceState}
      onChange={(chosen) => void choose(chosen).catch(() => undefined)}
    />
  );
}
