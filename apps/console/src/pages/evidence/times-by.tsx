import { Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure, MeasuredBy, MeasureView } from '#libs/contracts';
import { FEWEST_FOR_P90, MEASURED_BY, MEASURES } from '#libs/contracts';
import { useResponseTimes } from '../../api/evidence.ts';
import type { Period } from '../../api/evidence.ts';
import { useKindTitle } from '../../api/kinds.ts';
import { isStaff, useSession } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Spans } from './charts/spans.tsx';
import { Figure } from './figure.tsx';
import { isSeverity, monthWords } from './words-of.ts';

/** Rows that a drawing has room for; the table has them all. */
const DRAWN = 20;

/** One measure told apart by kind, severity, region, operator or month. */
export function TimesBy({ period }: { period: Period }) {
  const { t } = useTranslation('evidence');
  const staff = isStaff(useSession());
  const [by, setBy] = useState<MeasuredBy>('severity');
  const [measure, setMeasure] = useState<Measure>('answer');
  const times = useResponseTimes(period, by);
  const found = times.data?.measures.find((one) => one.measure === measure);
  const choice = (
    <Group gap="md" mb="sm">
      <NativeSelect
        label={t('times.measure')}
        value={measure}
        onChange={(event) => setMeasure(MEASURES.find((one) => one === event.currentTarget.value) ?? measure)}
        data={MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }))}
      />
      <NativeSelect
        label={t('times.by')}
        value={by}
        onChange={(event) => setBy(MEASURED_BY.find((one) => one === event.currentTarget.value) ?? by)}
        data={MEASURED_BY.filter((one) => staff || one !== 'operator').map((value) => ({
          value,
          label: t(`by.${value}`),
        }))}
      />
    </Group>
  );
  if (found !== undefined) return <GroupedTimes found={found} by={by} period={period} choice={choice} />;
  return (
    <div>
      {choice}
      {times.isError ? (
        <Fault error={times.error} onRetry={() => void times.refetch()} />
      ) : (
        <Loading lines={4} />
      )}
    </div>
  );
}

interface GroupedProps {
  found: MeasureView;
  by: MeasuredBy;
  period: Period;
  choice: React.ReactNode;
}

function GroupedTimes({ found, by, period, choice }: GroupedProps) {
  const { t } = useTranslation('evidence');
  const nameOf = useGroupName(by);
  const groups = found.groups.map((group) => ({
    ...group,
    name: nameOf(group),
    p90: (group.n ?? 0) >= FEWEST_FOR_P90 ? group.p90Seconds : null,
  }));
  const spans = groups.flatMap(({ key, name, medianSeconds: median, p90 }) =>
    median === null ? [] : [{ key, name, median, p90 }],
  );
  const drawn = by === 'operator' ? spans.toSorted((a, b) => b.median - a.median).slice(0, DRAWN) : spans;
  const title = t('times.title', { measure: t(`measures.${found.measure}`), by: t(`by.${by}`) });
  return (
    <Figure
      id={`${found.measure}-by-${by}`}
      title={title}
      note={`${t('times.note', { few: FEWEST_FOR_P90 })}${spans.length > drawn.length ? ` ${t('times.slowest', { count: drawn.length })}` : ''}`}
      first={t(`by.${by}`)}
      columns={[
        { title: t('columns.n'), unit: 'count' },
        { title: t('columns.median'), unit: 'seconds' },
        { title: t('columns.p90'), unit: 'seconds' },
        { title: t('columns.open'), unit: 'count' },
        { title: t('columns.never'), unit: 'count' },
        { title: t('columns.promised'), unit: 'count' },
        { title: t('columns.late'), unit: 'count' },
      ]}
      rows={groups.map(({ key, name, n, medianSeconds, p90, open, never, promised, late }) => ({
        key,
        name,
        to: by === 'operator' ? `/directory/operators/${key}` : undefined,
        values: [n, medianSeconds, p90, open, never, promised, late],
      }))}
      chart={drawn.length === 0 ? null : <Spans title={title} spans={drawn} />}
      period={`${period.from}-${period.to}`}
    >
      {choice}
    </Figure>
  );
}

function useGroupName(by: MeasuredBy): (group: { key: string; name: string }) => string {
  const { t } = useTranslation('evidence');
  const kindTitle = useKindTitle();
  return ({ key, name }) => {
    if (by === 'kind') return kindTitle(key);
    if (by === 'severity' && isSeverity(key)) return t(`ui:severity.${key}`);
    if (by === 'month') return monthWords(key);
    return by === 'region' ? t(`regions.${key}`, { defaultValue: name }) : name;
  };
}
