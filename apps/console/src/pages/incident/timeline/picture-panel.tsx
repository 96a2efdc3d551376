import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView, TimelineEntryView } from '#libs/contracts';
import { useNow } from '../../../ui/now.ts';
import { Panel } from '../../../ui/panel.tsx';
import { sorted } from '../grid/order.ts';
import type { Told } from './filter.ts';
import { deadlinesOf, lanesOf } from './lanes.ts';
import { CERT } from './party.ts';
import { Picture } from './picture.tsx';

interface Props {
  overview: IncidentOverviewView;
  entries: TimelineEntryView[];
  /** What the filter leaves: those alone are drawn, on the states of all. */
  found: Told[];
  /** Empty: all lanes. */
  party: string;
  nameOf: (party: string) => string;
  chosen: number | null;
  onChoose: (index: number | null) => void;
}

/** ms of air at both ends, at the least. */
const AIR = 30_000;

export function PicturePanel(props: Props) {
  const { overview, entries, found, party, nameOf, chosen, onChoose } = props;
  const { t } = useTranslation('timeline');
  const now = useNow(60);
  const { closedAt } = overview.incident;
  const lanes = useMemo(() => {
    const shown = new Set(found.map(({ entry }) => entry.index));
    return lanesOf(entries, sorted(overview.grid, { by: 'need', down: false }))
      .filter((lane) => party === '' || lane.party === party || lane.party === CERT)
      .map((lane) => ({ ...lane, dots: lane.dots.filter(({ index }) => shown.has(index)) }));
  }, [entries, found, overview.grid, party]);
  const told = useMemo(() => new Map(found.map((one) => [one.entry.index, one])), [found]);
  const { due } = overview;
  const deadlines = useMemo(
    () => [...deadlinesOf(entries), ...(due === null ? [] : [Date.parse(due.at)])],
    [entries, due],
  );
  const whole = useMemo(() => {
    const instants = entries.map(({ at }) => Date.parse(at));
    const first = Math.min(...instants, now);
    const last = Math.max(...instants, closedAt === null ? now : 0, due === null ? 0 : Date.parse(due.at));
    const air = Math.max(AIR, (last - first) / 50);
    return { from: first - air, to: last + air };
  }, [entries, closedAt, now, due]);
  return (
    <Panel title={t('picture.title')}>
      <Picture
        lanes={lanes}
        told={told}
        nameOf={nameOf}
        whole={whole}
        end={closedAt === null ? now : Date.parse(closedAt)}
        deadlines={deadlines}
        chosen={chosen}
        onChoose={onChoose}
      />
    </Panel>
  );
}
