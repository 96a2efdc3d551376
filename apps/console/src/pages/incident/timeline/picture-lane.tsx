import { memo } from 'react';
import { toneOf } from '../../../ui/state-mark.tsx';
import type { Bar, Lane } from './lanes.ts';
import { BAR_HEIGHT, BAR_Y, DOT_Y, LANE_HEIGHT } from './picture-sizes.ts';
import classes from './picture.module.css';
import { placeOf } from './scale.ts';
import type { Stretch } from './scale.ts';
import { shapeOf } from './shapes.ts';

interface Props {
  lane: Lane;
  name: string;
  y: number;
  view: Stretch;
  labels: number;
  plot: number;
  /** Until when a state lasts that nothing has followed. */
  end: number;
  chosen: number | null;
}

/** Characters of a label, by its width. */
const room = (labels: number) => Math.floor((labels - 12) / 6.6);
const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

export const PictureLane = memo(function PictureLane(props: Props) {
  const { lane, name, y, view, labels, plot, end, chosen } = props;
  const shown = lane.dots.filter(({ at }) => at >= view.from && at <= view.to);
  return (
    <g transform={`translate(0 ${y})`}>
      <line
        x1={0}
        x2={labels + plot + 8}
        y1={LANE_HEIGHT - 0.5}
        y2={LANE_HEIGHT - 0.5}
        className={classes['rule']}
      />
      <text x={4} y={16} className={classes['label']}>
        <title>{name}</title>
        {cut(name, room(labels))}
      </text>
      <g transform={`translate(${labels} 0)`}>
        {lane.bars.map((bar) => (
          <StateBar key={bar.from} bar={bar} view={view} plot={plot} end={end} />
        ))}
        {shown.map(({ index, at, family }) => (
          <path
            key={index}
            d={shapeOf(family, index === chosen ? 6.5 : 4.5)}
            transform={`translate(${placeOf(at, view, plot).toFixed(1)} ${DOT_Y})`}
            className={`${classes[family]} ${index === chosen ? classes['chosen'] : ''}`}
          />
        ))}
      </g>
    </g>
  );
});

function StateBar({ bar, view, plot, end }: { bar: Bar; view: Stretch; plot: number; end: number }) {
  const from = Math.max(0, placeOf(bar.from, view, plot));
  const to = Math.min(plot, placeOf(bar.to ?? end, view, plot));
  if (to <= from) return null;
  const isThin = toneOf(bar.state) === 'good' && !bar.isSilence;
  return (
    <rect
      x={from}
      y={BAR_Y + (isThin ? BAR_HEIGHT - 2 : 0)}
      width={Math.max(1, to - from)}
      height={isThin ? 2 : BAR_HEIGHT}
      className={classes[bar.isSilence ? 'silenceBar' : `${toneOf(bar.state)}Bar`]}
    />
  );
}
