import { useTranslation } from 'react-i18next';
import { secondsWords } from '../words-of.ts';
import classes from './charts.module.css';
import { timeMarks, timePosition } from './scale.ts';

export interface Span {
  key: string;
  name: string;
  /** Seconds. */
  median: number;
  /** Null where there were too few. */
  p90: number | null;
}

/** One row each: from the time that half did not exceed to the one of nine in ten, on a scale from seconds to months. */
export function Spans({ title, spans }: { title: string; spans: Span[] }) {
  const { t } = useTranslation('evidence');
  const marks = timeMarks(spans.flatMap(({ median, p90 }) => [median, ...(p90 === null ? [] : [p90])]));
  const slowest = spans.reduce((a, b) => (b.median > a.median ? b : a));
  const words = t('chart.spans', {
    title,
    count: spans.length,
    name: slowest.name,
    value: secondsWords(slowest.median),
  });
  return (
    <div role="img" aria-label={words} className={classes['rows']}>
      <div className={classes['legend']} aria-hidden="true">
        <span>
          <svg width={14} height={14}>
            <circle cx={7} cy={7} r={5} className={classes['median']} />
          </svg>
          {t('chart.median')}
        </span>
        <span>
          <svg width={14} height={14}>
            <rect x={2} y={2} width={10} height={10} className={classes['p90']} />
          </svg>
          {t('chart.p90')}
        </span>
      </div>
      {spans.map(({ key, name, median, p90 }) => (
        <div key={key} className={classes['row']}>
          <span className={classes['name']}>{name}</span>
          <svg className={classes['span']} height={20} aria-hidden="true">
            {marks.map((mark) => (
              <line
                key={mark}
                x1={at(mark, marks)}
                x2={at(mark, marks)}
                y1={0}
                y2={20}
                className={classes['mark']}
              />
            ))}
            {p90 === null ? null : (
              <>
                <line
                  x1={at(median, marks)}
                  x2={at(p90, marks)}
                  y1={10}
                  y2={10}
                  className={classes['between']}
                />
                <svg x={at(p90, marks)} y={10} overflow="visible">
                  <rect x={-5} y={-5} width={10} height={10} className={classes['p90']} />
                </svg>
              </>
            )}
            <circle cx={at(median, marks)} cy={10} r={5} className={classes['median']} />
          </svg>
          <span className={classes['value']}>
            {secondsWords(median)}
            {p90 === null ? '' : ` – ${secondsWords(p90)}`}
          </span>
        </div>
      ))}
      <div className={classes['row']} aria-hidden="true">
        <span className={classes['name']} />
        <svg className={classes['span']} height={16}>
          {marks.map((mark, index) => (
            <text
              key={mark}
              x={at(mark, marks)}
              y={12}
              textAnchor={index === 0 ? 'start' : index === marks.length - 1 ? 'end' : 'middle'}
            >
              {secondsWords(mark)}
            </text>
          ))}
        </svg>
        <span className={classes['value']} />
      </div>
    </div>
  );
}

const at = (seconds: number, marks: readonly number[]) => `${timePosition(seconds, marks)}%`;
