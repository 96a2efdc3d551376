import { useTranslation } from 'react-i18next';
import classes from './charts.module.css';

export interface Bar {
  key: string;
  name: string;
  value: number;
  /** The value in words, with its unit. */
  words: string;
}

interface Props {
  title: string;
  bars: Bar[];
  /** Value of a whole bar; the largest of all where it is not said. */
  top?: number | undefined;
}

/** One bar a row, with its name and number: from the left, on a common ground. */
export function Bars({ title, bars, top }: Props) {
  const { t } = useTranslation('evidence');
  const longest = bars.reduce((a, b) => (b.value > a.value ? b : a));
  const whole = top ?? longest.value;
  const words = t('chart.bars', { title, count: bars.length, name: longest.name, value: longest.words });
  return (
    <div role="img" aria-label={words} className={classes['rows']}>
      {bars.map(({ key, name, value, words: number }) => (
        <div key={key} className={classes['row']}>
          <span className={classes['name']}>{name}</span>
          <svg className={classes['bar']} height={16} aria-hidden="true">
            <rect width="100%" height={16} className={classes['ground']} />
            <rect
              width={`${whole === 0 ? 0 : (100 * value) / whole}%`}
              height={16}
              className={classes['fill']}
            />
          </svg>
          <span className={classes['value']}>{number}</span>
        </div>
      ))}
    </div>
  );
}
