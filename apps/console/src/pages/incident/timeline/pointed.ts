import type { Bar, Lane } from './lanes.ts';
import { LANE_HEIGHT, REACH } from './picture-sizes.ts';
import { placeOf } from './scale.ts';
import type { Stretch } from './scale.ts';

/** What a person points at: an entry, else a state. x and y in px within the plot. */
export interface Pointed {
  party: string;
  index: number | null;
  bar: Bar | null;
  x: number;
  y: number;
}

export function pointedAt(
  lanes: readonly Lane[],
  view: Stretch,
  plot: number,
  x: number,
  y: number,
): Pointed | null {
  const place = Math.floor(y / LANE_HEIGHT);
  const lane = lanes[place];
  if (lane === undefined || x < 0) return null;
  const near = lane.dots
    .map(({ index, at }) => ({ index, distance: Math.abs(placeOf(at, view, plot) - x) }))
    .filter(({ distance }) => distance <= REACH)
    .sort((a, b) => a.distance - b.distance)[0];
  const at = view.from + (x / plot) * (view.to - view.from);
  const bar = lane.bars.find(({ from, to }) => at >= from && at < (to ?? Infinity)) ?? null;
  if (near === undefined && bar === null) return null;
  return { party: lane.party, index: near?.index ?? null, bar, x, y: place * LANE_HEIGHT };
}
