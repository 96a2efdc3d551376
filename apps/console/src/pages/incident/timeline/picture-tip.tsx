import { useTranslation } from 'react-i18next';
import { clockOf } from './clock-of.ts';
import type { Told } from './filter.ts';
import { CERT } from './party.ts';
import { AXIS_HEIGHT, LANE_HEIGHT } from './picture-sizes.ts';
import classes from './picture.module.css';
import type { Pointed } from './pointed.ts';

interface Props {
  pointed: Pointed | null;
  told: Map<number, Told>;
  labels: number;
  nameOf: (party: string) => string;
}

/** What one points at, in words; screen readers have the list. */
export function PictureTip({ pointed, told, labels, nameOf }: Props) {
  const { t } = useTranslation('timeline');
  if (pointed === null) return null;
  const entry = pointed.index === null ? undefined : told.get(pointed.index);
  const { bar } = pointed;
  const noun = pointed.party === CERT ? 'incident' : 'affected';
  return (
    <div
      className={classes['tip']}
      style={{
        insetInlineStart: Math.max(0, labels + pointed.x - 120),
        top: AXIS_HEIGHT + pointed.y + LANE_HEIGHT,
      }}
      aria-hidden="true"
    >
      <strong className="foreign">{nameOf(pointed.party)}</strong>
      {entry === undefined ? (
        <span>
          {bar === null ? '' : `${t(`ui:states.${noun}.${bar.state}`)}, ${clockOf(new Date(bar.from))} –`}
        </span>
      ) : (
        <>
          <span>{clockOf(new Date(entry.entry.at))}</span>
          <span className="foreign">{entry.words}</span>
        </>
      )}
    </div>
  );
}
