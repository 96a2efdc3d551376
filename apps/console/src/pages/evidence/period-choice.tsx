import { Group, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { serviceNow } from '../../api/clock.ts';
import type { Period } from '../../api/evidence.ts';
import classes from './evidence.module.css';
import { daysOf, isSame, QUICK, quartersUntil, quickOf, quickPeriod } from './period.ts';
import { monthWords } from './words-of.ts';

interface Props {
  period: Period;
  onChange: (period: Period) => void;
}

/** Of when: by one click, or by days. They begin and end in UTC, and that is said. */
export function PeriodChoice({ period, onChange }: Props) {
  const { t } = useTranslation('evidence');
  const now = serviceNow();
  const days = daysOf(period);
  const change = (part: Partial<Period>) => {
    const next = { ...days, ...part };
    if (next.from !== '' && next.to !== '' && next.from <= next.to) onChange(next);
  };
  return (
    <Group gap="md" align="flex-end">
      <SegmentedControl
        size="xs"
        className={classes['quick'] ?? ''}
        aria-label={t('period.quick')}
        value={quickOf(period, now) ?? 'own'}
        onChange={(value) => {
          const quick = QUICK.find((one) => one === value);
          if (quick !== undefined) onChange(quickPeriod(quick, now));
        }}
        data={[
          ...QUICK.map((value) => ({ value, label: t(`period.${value}`) })),
          { value: 'own', label: t('period.own') },
        ]}
      />
      <TextInput
        type="date"
        label={t('period.from')}
        value={days.from}
        max={days.to}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('period.to')}
        value={days.to}
        min={days.from}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <Text c="dimmed" size="xs" pb={8}>
        {t('period.zone')}
      </Text>
    </Group>
  );
}

/** Those outside see whole quarters that are over. */
export function QuarterChoice({ period, onChange }: Props) {
  const { t } = useTranslation('evidence');
  const quarters = quartersUntil(serviceNow(), 12);
  return (
    <NativeSelect
      maw={280}
      label={t('period.quarter')}
      description={t('period.quarterWords')}
      value={quarters.find((quarter) => isSame(quarter, period))?.from ?? ''}
      onChange={(event) => {
        const quarter = quarters.find(({ from }) => from === event.currentTarget.value);
        if (quarter !== undefined) onChange(quarter);
      }}
      data={quarters.map(({ from, to }) => ({
        value: from,
        label: `${monthWords(from)} – ${monthWords(to)}`,
      }))}
    />
  );
}
