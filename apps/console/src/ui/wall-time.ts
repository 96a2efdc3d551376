import { instantIn, wallIn } from './zoned-instant.ts';

/** An hour as it stands on the wall of a zone: `2026-01-15T14:14`; empty while none was given. */
export interface WallTime {
  wall: string;
  zone: string;
}

/** Of an instant, RFC 3339, to the minute; empty of none. */
export const wallTimeOf = (at: string | null, zone = 'UTC'): WallTime => ({
  wall: at === null ? '' : wallIn(zone, Date.parse(at)),
  zone,
});

/** Null while none was given. RFC 3339. */
export const instantOf = ({ wall, zone }: WallTime): string | null =>
  wall === '' ? null : instantIn(zone, wall).toISOString();

/** As `instantOf`; the instant that stood there before keeps its seconds where its minute was not touched. */
export const instantKept = (typed: WallTime, before: string | null): string | null =>
  before !== null && typed.wall === wallTimeOf(before, typed.zone).wall ? before : instantOf(typed);
