import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView, IncidentState } from '#libs/contracts';
import { moveIncident, useIncidentChanged } from '../../api/incident.ts';
import { useAsk } from '../../ui/ask.tsx';
import { tell, tellFault } from '../../ui/undo.tsx';

export interface Move {
  to: IncidentState;
  words: string;
  act: () => void;
  isBusy: boolean;
}

/** Where the incident may go from here, the usual way first. Ends, and ways back from one, ask why. */
export function useMoves({ incident, transitions, figures }: IncidentOverviewView): Move[] {
  const { t } = useTranslation('incident');
  const ask = useAsk();
  const changed = useIncidentChanged(incident.id);
  const moving = useMutation({
    mutationFn: ({ to, reason }: { to: IncidentState; reason: string }) =>
      moveIncident(incident.id, to, reason, crypto.randomUUID()),
    onSuccess: async (_, { to }) => {
      await changed();
      tell(t('moves.done', { state: t(`ui:states.incident.${to}`) }));
    },
    onError: (error) => tellFault(t('moves.failed'), error),
  });
  const move = async (to: IncidentState, needsReason: boolean) => {
    const isBack = needsReason && to !== 'closed' && to !== 'rejected';
    const act = t(isBack ? 'moves.again' : `moves.${to}`);
    const what =
      to === 'closed' && figures.silent > 0
        ? t('moves.closedSilent', { count: figures.silent })
        : t(isBack ? 'moves.againWords' : `moves.${to}Words`);
    const answer = needsReason
      ? await ask({ title: act, what, act, reason: 'needed', grave: to === 'rejected' })
      : { reason: '' };
    if (answer !== null) moving.mutate({ to, reason: answer.reason });
  };
  return transitions.map(({ to, needsReason }) => ({
    to,
    words: t(needsReason && to !== 'closed' && to !== 'rejected' ? 'moves.again' : `moves.${to}`),
    act: () => void move(to, needsReason),
    isBusy: moving.isPending && moving.variables.to === to,
  }));
}
