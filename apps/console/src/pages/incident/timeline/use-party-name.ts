import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridRowView, TimelineNamesView } from '#libs/contracts';
import { CERT, PUBLIC } from './party.ts';

/** What a lane is called: an operator by its name, else the CERT or the public. */
export function usePartyName(
  grid: readonly GridRowView[],
  names: TimelineNamesView,
): (party: string) => string {
  const { t } = useTranslation('timeline');
  const inGrid = useMemo(() => new Map(grid.map(({ operator }) => [operator.id, operator.name])), [grid]);
  return useCallback(
    (party: string) => {
      if (party === CERT) return t('cert');
      if (party === PUBLIC) return t('public');
      return names.operators[party]?.name ?? inGrid.get(party) ?? t('somebody');
    },
    [inGrid, names, t],
  );
}
