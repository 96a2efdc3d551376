import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITIES } from '#libs/contracts';
import type { Severity } from '#libs/contracts';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { monthWords } from '../words-of.ts';
import classes from './charts.module.css';
import { SeverityPatterns } from './patterns.tsx';
import { roundTop } from './scale.ts';

export interface Month {
  /** `2026-03` */
  month: string;
  total: number;
  severities: Record<Severity, number>;
}

/** px */
const HEIGHT = 200;
const LINES = [0, 1, 2, 3, 4];

/** Incidents a month, one column each, the gravest at its foot. */
export function MonthColumns({ months }: { months: Month[] }) {
  const { t } = useTranslation('evidence');
  const id = useId();
  const top = roundTop(Math.max(...months.map(({ total }) => total)));
  const total = months.reduce((sum, month) => sum + month.total, 0);
  const worst = months.reduce((a, b) => (b.total > a.total ? b : a));
  const words = t('chart.months', {
    count: total,
    months: months.length,
    month: monthWords(worst.month),
    most: worst.total,
  });
  return (
    <div role="img" aria-label={words} className={classes['months']}>
      <Legend id={id} />
      <div className={classes['plot']}>
        <svg className={classes['axis']} height={HEIGHT + 16} aria-hidden="true">
          {LINES.map((line) => (
            <text key={line} x="100%" y={8 + HEIGHT - (line * HEIGHT) / 4} dy={4} textAnchor="end">
              {(line * top) / 4}
            </text>
          ))}
        </svg>
        <svg className={classes['columns']} height={HEIGHT + 16} aria-hidden="true">
          <SeverityPatterns id={id} />
          {LINES.map((line) => (
            <line key={line} x1="0" x2="100%" y1={8 + (line * HEIGHT) / 4} y2={8 + (line * HEIGHT) / 4} />
          ))}
          {months.map((month, index) => (
            <Column key={month.month} month={month} index={index} of={months.length} top={top} id={id} />
          ))}
        </svg>
        <MonthNames months={months.map(({ month }) => month)} />
      </div>
    </div>
  );
}

function Column({
  month,
  index,
  of,
  top,
  id,
}: {
  month: Month;
  index: number;
  of: number;
  top: number;
  id: string;
}) {
  const { t } = useTranslation('ui');
  const step = 100 / of;
  const parts = SEVERITIES.map((severity, at) => ({
    severity,
    count: month.severities[severity],
    below: SEVERITIES.slice(0, at).reduce((sum, one) => sum + month.severities[one], 0),
  }));
  return (
    <g>
      {parts
        .filter(({ count }) => count > 0)
        .map(({ severity, count, below }) => (
          <rect
            key={severity}
            className={`${classes['part']} ${classes[severity]}`}
            x={`${index * step + step * 0.14}%`}
            width={`${step * 0.72}%`}
            y={8 + HEIGHT - ((below + count) * HEIGHT) / top}
            height={(count * HEIGHT) / top}
            fill={`url(#${id}-${severity})`}
          >
            <title>{`${monthWords(month.month)}: ${count} ${t(`severity.${severity}`)}`}</title>
          </rect>
        ))}
    </g>
  );
}

/** As many as there is room for: every second, third … */
function MonthNames({ months }: { months: string[] }) {
  return (
    <div className={classes['names']}>
      {months.map((month, index) => {
        const isWide = index % Math.ceil(months.length / 12) === 0;
        const isNarrow = index % Math.ceil(months.length / 5) === 0;
        return (
          <span key={month} data-wide={isWide} data-narrow={isNarrow}>
            <span>{monthWords(month)}</span>
          </span>
        );
      })}
    </div>
  );
}

const Legend = ({ id }: { id: string }) => (
  <div className={classes['legend']} aria-hidden="true">
    {SEVERITIES.map((severity) => (
      <span key={severity}>
        <svg width={14} height={14}>
          <rect
            x={1}
            y={1}
            width={12}
            height={12}
            className={`${classes['part']} ${classes[severity]}`}
            fill={`url(#${id}-${severity})`}
          />
        </svg>
        <SeverityMark severity={severity} />
      </span>
    ))}
  </div>
);
