import { Button } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockOf } from './clock-of.ts';
import { goToEntry } from './entry-item.tsx';
import type { Told } from './filter.ts';
import type { Lane } from './lanes.ts';
import { Axis } from './picture-axis.tsx';
import { PictureControls } from './picture-controls.tsx';
import { PictureLane } from './picture-lane.tsx';
import { PictureTip } from './picture-tip.tsx';
import { LABEL_WIDTH, LANE_HEIGHT, NARROW_LABEL_WIDTH } from './picture-sizes.ts';
import classes from './picture.module.css';
import { placeOf } from './scale.ts';
import type { Stretch } from './scale.ts';
import { pointedAt } from './pointed.ts';
import type { Pointed } from './pointed.ts';
import { usePictureKeys } from './use-picture-keys.ts';
import { useView } from './use-view.ts';

export interface PictureProps {
  lanes: Lane[];
  told: Map<number, Told>;
  nameOf: (party: string) => string;
  /** Of the record until now, or until the incident was closed. */
  whole: Stretch;
  /** Until when a state lasts that nothing has followed. */
  end: number;
  deadlines: number[];
  chosen: number | null;
  onChoose: (index: number | null) => void;
}

/**
 * The record as one lane a party: shapes for entries, bars for states, silence hatched. Drag or Shift and arrows move it, Ctrl
 * and the wheel or + and − look closer, arrows go from entry to entry. The list below says all of it in words.
 */
export function Picture(props: PictureProps) {
  const { lanes, told, nameOf, whole, end, deadlines, chosen, onChoose } = props;
  const { t } = useTranslation('timeline');
  const { ref: sized, width } = useElementSize();
  const labels = width < 600 ? NARROW_LABEL_WIDTH : LABEL_WIDTH;
  const plot = Math.max(120, width - labels - 8);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const scene = useView(whole, labels, plot);
  const { view } = scene;
  const onKey = usePictureKeys({ lanes, scene, chosen, onChoose });
  const frame = useMergedRef(sized, scene.frame);
  const find = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return pointedAt(lanes, view, plot, event.clientX - box.left - labels, event.clientY - box.top);
  };
  return (
    <figure className={classes['figure']}>
      <PictureControls scene={scene} whole={whole} />
      <div
        ref={frame}
        className={classes['frame']}
        role="application"
        aria-label={t('picture.label', { count: lanes.length })}
        aria-describedby="picture-keys"
        tabIndex={0}
        onKeyDown={onKey}
      >
        <Axis view={view} labels={labels} plot={plot} />
        <svg
          width={labels + plot + 8}
          height={lanes.length * LANE_HEIGHT}
          className={classes['plot']}
          aria-hidden="true"
          onPointerDown={scene.onPointerDown}
          onPointerMove={(event) => setPointed(scene.onPointerMove(event) ? null : find(event))}
          onPointerUp={(event) => {
            if (scene.onPointerUp()) return;
            const found = find(event);
            onChoose(found?.index ?? null);
          }}
          onPointerLeave={() => setPointed(null)}
        >
          <Hatch />
          {lanes.map((lane, place) => (
            <PictureLane
              key={lane.party}
              lane={lane}
              name={nameOf(lane.party)}
              y={place * LANE_HEIGHT}
              view={view}
              labels={labels}
              plot={plot}
              end={end}
              chosen={chosen}
            />
          ))}
          {deadlines.map((at) => (
            <Deadline key={at} x={labels + placeOf(at, view, plot)} min={labels} lanes={lanes.length} />
          ))}
        </svg>
        <PictureTip pointed={pointed} told={told} labels={labels} nameOf={nameOf} />
      </div>
      <figcaption id="picture-keys" className={classes['keys']}>
        {t('picture.keys')}
      </figcaption>
      <Chosen told={chosen === null ? undefined : told.get(chosen)} />
    </figure>
  );
}

/** The entry that was reached by key or click, read out, with the way to its place in the list. */
function Chosen({ told }: { told: Told | undefined }) {
  const { t } = useTranslation('timeline');
  return (
    <div className={classes['choice']} aria-live="polite">
      {told === undefined ? null : (
        <>
          <span className={classes['when']}>{clockOf(new Date(told.entry.at))}</span>{' '}
          <span className="foreign">{told.words}</span>{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => goToEntry(told.entry.index)}>
            {t('picture.inList')}
          </Button>
        </>
      )}
    </div>
  );
}

/** Silence, in either theme. */
const Hatch = () => (
  <defs>
    <pattern id="silence" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect width={6} height={6} className={classes['hatchGround']} />
      <rect width={2.5} height={6} className={classes['hatchLine']} />
    </pattern>
  </defs>
);

/** Until when people have to decide. */
const Deadline = ({ x, min, lanes }: { x: number; min: number; lanes: number }) =>
  x < min ? null : <line x1={x} x2={x} y1={0} y2={lanes * LANE_HEIGHT} className={classes['deadline']} />;
