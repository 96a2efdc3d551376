import { languageNow } from '../../../app/language.ts';
import { dateWords } from '../../../ui/time-words.ts';
import { AXIS_HEIGHT } from './picture-sizes.ts';
import classes from './picture.module.css';
import { lengthOf, marksOf, placeOf } from './scale.ts';
import type { Stretch } from './scale.ts';

/** px that one mark needs. */
const ROOM = 76;
const DAY = 86_400_000;

/** Round instants in UTC; seconds where one looks that close, dates where it spans days. */
export function Axis({ view, labels, plot }: { view: Stretch; labels: number; plot: number }) {
  const marks = marksOf(view, Math.max(2, Math.floor(plot / ROOM)));
  return (
    <svg width={labels + plot + 8} height={AXIS_HEIGHT} className={classes['axis']} aria-hidden="true">
      <text x={4} y={15} className={classes['mark']}>
        {dateWords(new Date(view.from), languageNow()).split(',')[0]} UTC
      </text>
      {marks.map((at) => (
        <text
          key={at}
          x={labels + placeOf(at, view, plot)}
          y={15}
          textAnchor="middle"
          className={classes['mark']}
        >
          {markWords(at, view)}
        </text>
      ))}
    </svg>
  );
}

function markWords(at: number, view: Stretch): string {
  const iso = new Date(at).toISOString();
  if (lengthOf(view) > 3 * DAY || at % DAY === 0) return iso.slice(5, 10);
  return at % 60_000 === 0 ? iso.slice(11, 16) : iso.slice(11, 19);
}
